"""The words addresses are made of, as pieces of regular expressions over normalised text."""

CJK = r"\u3400-\u9fff〇"
# What may stand directly behind 公园, 新村 … when the word belongs to the name of a road (公园北路).
_ROAD_GOES_ON = (
    r"(?!(?:[东西南北中内外前后上下新老一二三四五六七八九十]|大)?(?:路|街(?!道)|巷|大道|里弄|胡同|桥))"
)

ROAD_ENDS = (
    r"(?:大道|大街|快速路|高速公路|绕城高速|环线|公路|国道|省道|胡同|里弄|支路|(?<=[东西南北中])道|路(?![网局政])|街(?![道区坊庄心办子])|巷(?![子道]))"
    r"(?:(?:[东西南北][一二三四五六七八九十]?|[一二三四五六七八九十]{1,3})(?:支路|支巷|横路|横巷|巷)|支路|支巷|横路|横巷|快速路|高速公路|高速)?"
)
# Words that end like a road and name none.
_NO_ROADS = (
    "马路 道路 公路 铁路 大路 小路 支路 路 街 巷 大街 小巷 大道 小街 胡同 步行街 商业街 "
    "美食街 十字路 岔路 丁字路 三岔路 本路 该路 此路 主干路 主路 辅路 人行路 环线 高速公路 "
    "快速路"
)
NO_ROADS = frozenset(_NO_ROADS.split())
_ESTATE_WORDS = (
    "小区 花园 新村 家园 大院 家属院 家属区 宿舍区 宿舍 公寓 新城 华庭 庭院 府邸 公馆 别墅 "
    "山庄 佳园 雅苑 花苑 名苑 嘉园 园区 工业园 产业园 科技园 安置房 廉租房 住宅楼 生活区 开发区 度假区 住宅区 "
    "片区 新区"
)
ESTATE_WORDS = _ESTATE_WORDS.split()
_LANDMARK_WORDS = (
    "大厦 大楼 广场 公园 医院 卫生院 卫生服务站 卫生服务中心 小学 中学 幼儿园 大学 学院 学校 "
    "商场 商城 市场 农贸市场 酒店 宾馆 派出所 居委会 村委会 党群服务中心 网格工作站 工作站 服务站 "
    "服务室 服务驿站 老年食堂 食堂 超市 银行 地铁站 车站 公交站 火车站 客运站 停车场 体育馆 "
    "图书馆 文化馆 博物馆 立交桥 立交 大桥 隧道 高架"
)
LANDMARK_WORDS = _LANDMARK_WORDS.split()
_ENDS = "|".join(sorted([*ESTATE_WORDS, *LANDMARK_WORDS], key=len, reverse=True))
# Long words end a name wherever they stand, single signs only where something else begins.
NAME_ENDS = rf"(?:(?:{_ENDS})|村(?![委民口头镇庄坝庙子])){_ROAD_GOES_ON}(?:\(\d+\))?"
ESTATE_SIGNS = "苑府城里坊居阁园湾郡轩庄寓村院"

DIRECTIONS = "东南|西南|东北|西北|东|南|西|北"
JUNCTIONS = (
    r"(?:[东西南北]?(?:交叉路口|十字路口|丁字路口|三岔路口|岔路口|交叉口|交叉处|交汇处|交汇口|交汇|交界处|交界|交口|"
    r"相交处|十字口|路口|道口)|口(?=$|[东西南北旁附对往向约近处]))"
)
BEARINGS = (
    rf"(?:(?P<side>{DIRECTIONS})(?:侧|边|面|口|角|头(?!村)|方向|方)(?!街|路|巷)|"
    rf"(?:往|向|朝|以)(?P<toward>{DIRECTIONS})(?:方向|走|行)?|"
    rf"(?:{DIRECTIONS}|中)段(?!路|街)|(?P<gate>{DIRECTIONS})门(?![街路巷桥外里大])|"
    rf"(?P<way>{DIRECTIONS})(?=(?:大约|约|近)?\d{{1,5}}(?:\.\d)?[余多]?(?:米|M)))"
)
RELATIVES = (
    "斜对面|正对面|对面|对过|旁边|侧边|旁|附近|周边|周围|门口|门前|门外|大门|出入口|入口|出口|楼下|楼前|楼后|楼顶|院内|小区内|"
    "里面|后面|前面|一带|沿线|沿街|背后|(?:内|边|前|后|外|里面|处|上|下)(?=$)"
)
NOISE = (
    "全路段|路段|全段|多段|沿途|主干道|非机动车道|人行道|机动车道|辅道|主道|地下停车场|地下车库|下层|上层|下穿|底商|商铺|门面|"
    "门牌号?|轻度|重度|积水点?|一侧|两侧|位置|地段|的|段|处"
)
LINKS = "与|×|&|和|及|至|到|-|~|/|跟|同|、"
BETWEEN = frozenset("至到-~")
_OPENINGS = (
    "详细地址 联系地址 家庭住址 家庭地址 经营地址 事发地点 事发地址 事件地址 事件地点 现场地址 "
    "具体地址 具体位置 案发地址 地址 地点 位置 住址 现住址 居住地 户籍地 居民反映 市民反映 "
    "群众反映 来电人反映 来电反映 网格员上报 反映 家住 我家住在 我在 我住在 住在 位于 坐落于 "
    "坐落在 坐落 在"
)
OPENINGS = _OPENINGS.split()
