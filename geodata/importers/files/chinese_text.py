"""Whether decoded text reads like text people wrote, and whether it is mojibake of something else."""

import re

# The characters Chinese administrative texts and place names use most, simplified and traditional: a text decoded
# in the wrong encoding consists of rare ones.
_FREQUENT = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合"
    "还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只"
    "没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边"
    "流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造"
    "百规热领七海口东导器压志世金增争济阶油思术极交受联认六共权收证改清己美再采转更单风切打白教速花带安场身车例真"
    "务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究"
    "观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除"
    "消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县"
    "局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮"
    "街镇乡村社居委网络员坊巷弄号楼栋室园苑城村庄湖桥河湾岗店铺坡岭塘坝沟屯营盘龙昆明云南宁滇池官渡五华呈贡晋安嵩"
    "富禄劝寻甸东川杭州深圳福广莞佛珠汕厦泉漳温绍嘉锡常徐扬镇泰盐淮宿连苏沪浦徐汇静普陀虹杨闵宝嘉松青奉崇津冀晋蒙"
    "辽吉黑皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔藏陕甘陇夏新疆港澳台医院学校幼儿派出所服务站党群中心活动综合卫生药房诊"
    "所残障独孤困境低保老龄志愿者垃圾停车飞线充电群租占道经营噪音违规装修邻里纠纷消防隐患加电梯助餐就业指导积水断交"
    "經區鎮鄉縣號樓棟園莊橋灣崗鋪嶺壩溝營龍雲寧滬醫學幼兒務黨動綜藥診殘獨貧護齡願車飛線電佔違規裝隱導來時們這為個"
    "國後會發過說產種對進點業應開還實現與關數變條問無軍長見論農決幹戰據處隊給門熱領導濟階極聯認權證單風話報鬥類離"
    "華確張馬節況傳許廣記書複兒際驗斷難礦備辦習響約勞團歷構準維劃選標寫親層專識適屬滿參紅細聽該鐵價嚴蘇爾講黃顯談"
    "藝義圖統較組計則設資邊級統衛幣預購臺灣灣北高雄桃竹苗彰雲嘉屏宜蘭東澎金馬連新界九龍島觀塘深水埗油尖旺荃葵"
)
FREQUENT = frozenset(_FREQUENT)
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003134f]")
_HAN_RUN = re.compile("[\u3400-\u9fff]{2,}")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# What is left of a text once its bytes were replaced: it cannot be brought back.
_RUINED = re.compile("�|锟斤拷|锟斤|烫烫|屯屯屯|ï¿½|\\?{4,}")
_LATIN_RUN = re.compile("[\u0080-\u00ffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{2,}")
_FULL_FORMS = re.compile("[\u3000-\u303f\uff00-\uffef]")
# Fewer characters than this happen to read as another encoding by chance.
_FEWEST_PROOF = 2


def share_of_frequent(text: str) -> float:
    """How much of the Chinese in a text is of the frequent characters, 0..1; 0 where it has none."""
    han = _HAN.findall(text)
    if not han:
        return 0.0
    odd = len(_PRIVATE.findall(text))
    return sum(one in FREQUENT for one in han) / (len(han) + odd)


def counts_of_evidence(text: str) -> tuple[int, int]:
    """Frequent Chinese characters (full-width marks included), and all characters beyond ASCII."""
    foreign = [one for one in text if one > "\x7f"]
    frequent = sum(one in FREQUENT or _FULL_FORMS.match(one) is not None for one in foreign)
    return frequent, len(foreign)


def is_ruined(text: str) -> bool:
    """Whether parts of a text were lost for good in an earlier conversion."""
    return _RUINED.search(text) is not None


def is_garbled(text: str) -> bool:
    """Whether a text is ruined or was decoded in a wrong encoding (UTF-8 as GBK, GBK or UTF-8 as Latin-1)."""
    if text.isascii():
        return "????" in text
    return is_ruined(text) or _utf8_read_as_gbk(text) or _chinese_read_as_latin(text)


def _utf8_read_as_gbk(text: str) -> bool:
    for run in _HAN_RUN.findall(text):
        try:
            raw = run.encode("gb18030")
        except UnicodeEncodeError:
            continue
        if _is_chinese(_begin(raw, "utf-8")):
            return True
    return False


def _chinese_read_as_latin(text: str) -> bool:
    for run in _LATIN_RUN.findall(text):
        for latin in ("cp1252", "latin-1"):
            try:
                raw = run.encode(latin)
            except UnicodeEncodeError:
                continue
            if _is_chinese(_begin(raw, "utf-8"), 1) or _is_chinese(_begin(raw, "gb18030")):
                return True
    return False


def _begin(raw: bytes, encoding: str) -> str:
    """What decodes of the beginning, '' where too little does."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as problem:
        return raw[: problem.start].decode(encoding) if problem.start >= len(raw) - 3 else ""


def _is_chinese(text: str, fewest: int = _FEWEST_PROOF) -> bool:
    return len(_HAN.findall(text)) >= fewest and share_of_frequent(text) > 0.6
