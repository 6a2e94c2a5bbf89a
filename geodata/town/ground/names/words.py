"""Words for roads, estates and villages: plainly fictional, each used once."""

import numpy as np

_FIRST = "青文金翠锦云兴春永安和景明广瑞清玉石柳桂枫梅兰竹松柏丹碧澄秀朝晨晴霞星月紫白红长远宁康泰福德仁义礼信善学博启新盛华宏"
_FIRST_LATIN = (
    "qing wen jin cui jin yun xing chun yong an he jing ming guang rui qing yu shi liu gui feng mei lan zhu song bai "
    "dan bi cheng xiu zhao chen qing xia xing yue zi bai hong chang yuan ning kang tai fu de ren yi li xin shan xue "
    "bo qi xin sheng hua hong"
)
_SECOND = "莲星盘湖绣溪隆熙乐定平阳德福泉屏桥堤山林岭亭园台阁门塘渡湾浦洲川河源谷峰岗坪坝田禾穗麓苑庭城坊井塔桐荷菱萍蓉"
_SECOND_LATIN = (
    "lian xing pan hu xiu xi long xi le ding ping yang de fu quan ping qiao di shan lin ling ting yuan tai ge men "
    "tang du wan pu zhou chuan he yuan gu feng gang ping ba tian he sui lu yuan ting cheng fang jing ta tong he "
    "ling ping rong"
)
_EXTRA, _EXTRA_LATIN = "东西南北中", "dong xi nan bei zhong"


def _latin_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for signs, latin in ((_FIRST, _FIRST_LATIN), (_SECOND, _SECOND_LATIN), (_EXTRA, _EXTRA_LATIN)):
        table.update(zip(signs, latin.split(), strict=True))
    return table


_LATIN = _latin_table()


class WordBook:
    """Hands out two-character words, each once, then three-character ones."""

    def __init__(self, rng: np.random.Generator):
        pairs = [a + b for a in dict.fromkeys(_FIRST) for b in dict.fromkeys(_SECOND) if a != b]
        self._words = [pairs[i] for i in rng.permutation(len(pairs))]
        self._taken = 0

    def word(self) -> str:
        """The next unused word; after all pairs are gone, the direction words make new ones."""
        turn, index = divmod(self._taken, len(self._words))
        self._taken += 1
        return ("" if turn == 0 else _EXTRA[(turn - 1) % len(_EXTRA)]) + self._words[index]


def pinyin(word: str) -> str:
    """The word in Latin letters, first letter large: 青莲 → Qinglian."""
    return "".join(_LATIN.get(sign, "") for sign in word).capitalize()
