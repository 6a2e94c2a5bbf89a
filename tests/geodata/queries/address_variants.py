"""Stored addresses as people and other systems write them, for measuring how well they are found again."""

import random
from collections.abc import Callable

from geodata.rules.chinese_numerals import write_numeral
from geodata.rules.similar_signs import alike

_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_TRADITIONAL = str.maketrans("号栋东园门龙华兴云阳丽宁庆书医关", "號棟東園門龍華興雲陽麗寧慶書醫關")
_SIGNS = "青文金翠锦云兴春永安和景明广瑞清玉石柳桂枫梅兰竹松柏平阳德福泉屏桥堤山林岭亭园台阁门塘渡湾"


def _numerals(text: str) -> str:
    out, digits = "", ""
    for sign in text + "\0":
        if sign.isdigit():
            digits += sign
            continue
        out += (write_numeral(int(digits)) if digits else "") + sign
        digits = ""
    return out.rstrip("\0")


def _wrong_sign(text: str, rng: random.Random) -> str:
    """One sign of the name changed for one that sounds alike where there is one, else for any."""
    at = rng.randrange(0, 2)
    pool = [sign for sign in _SIGNS if alike(sign, text[at])] or [sign for sign in _SIGNS if sign != text[at]]
    return text[:at] + rng.choice(pool) + text[at + 1 :]


def _other_building_word(text: str, rng: random.Random) -> str:
    return text.replace("栋", rng.choice(["幢", "号楼", "座", "#楼"]))


def _suffix_left_out(text: str) -> str:
    return text[:2] + text[3:] if text[2] in "路街巷" else text


# The town's stored form has spaces (青莲路 8 号); plain is without.
VARIANTS: dict[str, Callable[[str, random.Random], str]] = {
    "as stored": lambda text, rng: text,
    "no spaces": lambda text, rng: text.replace(" ", ""),
    "Chinese numerals": lambda text, rng: _numerals(text.replace(" ", "")),
    "full-width digits": lambda text, rng: text.replace(" ", "").translate(_FULL),
    "another word for the building": lambda text, rng: _other_building_word(text.replace(" ", ""), rng),
    "city and district before it": lambda text, rng: "虚川省溪州市澜溪区" + text.replace(" ", ""),
    "label and full stop": lambda text, rng: "地址：" + text.replace(" ", "") + "。",
    "told by a resident": lambda text, rng: "居民反映" + text.replace(" ", "") + "门口",
    "unit and door": lambda text, rng: text.replace(" ", "") + f"{rng.randint(1, 4)}单元{rng.randint(1, 9)}01室",
    "spaces of a scan": lambda text, rng: " ".join(text.replace(" ", "")),
    "traditional signs": lambda text, rng: text.replace(" ", "").translate(_TRADITIONAL),
    "a note in brackets": lambda text, rng: text.replace(" ", "") + "（老年活动室旁）",
    "leading zero": lambda text, rng: text.replace(" ", " 0", 1),
    "ending left out": lambda text, rng: _suffix_left_out(text.replace(" ", "")),
    "one wrong sign": lambda text, rng: _wrong_sign(text.replace(" ", ""), rng),
}  # fmt: skip
