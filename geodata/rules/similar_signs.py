"""Signs that are typed for one another because they sound or look alike."""

_GROUPS = (
    "平坪萍屏苹评瓶凭 元园源原圆远院苑缘沅渊 龙隆珑陇笼 福富府付复阜 兴星新心欣鑫馨信 青清庆卿晴轻情 华花桦化画 "
    "金锦今津进近 明名民鸣铭 阳杨洋羊扬样 安岸案 山杉善衫 水税 河和合禾何荷鹤 湖胡虎户护沪 江姜疆将蒋 "
    "溪西希喜熙夕锡习席西曦 东冬董栋洞 南楠男岚兰蓝 北倍贝 中忠钟众仲 文纹温问雯 武五午吴舞务 建健见剑鉴 康抗 宁凝 "
    "永勇咏泳 长常昌场厂畅 春椿淳纯 秋丘邱 夏霞下厦侠 天田甜恬 地帝第弟迪 人仁任认 民敏 广光 大达答 小晓校孝笑肖 "
    "学雪 林霖临琳邻 森深申神 树书舒淑数 桥乔侨巧 柳流刘留六 梅美煤眉 竹朱珠祝主 菊局居 莲连联廉 桂贵归 "
    "枫丰风峰凤封奉锋蜂 松嵩宋 柏百白伯 云运韵匀 月越悦粤跃岳 红宏洪鸿弘虹 黄皇凰煌 绿律 蓝兰栏 紫子自 翠脆粹 "
    "碧必毕壁璧 玉育裕宇雨渔余榆 石时实十识 泉全权 井景京静敬镜经晶 塘堂唐糖棠 渡度杜 湾弯万晚 浦普朴 洲州舟周 "
    "川传船 谷古鼓 岗港刚钢 坝巴八 穗岁 麓路陆鹿露 庭亭廷停 城成诚程承 坊方芳房防 塔踏 桐同童铜 菱灵玲陵岭铃领零 "
    "蓉荣容融溶 盘潘攀磐 绣秀修 乐勒 定丁鼎订 德得 堤提题 台太泰抬 阁格戈 门闷 博波播勃 启起奇旗琪齐 盛胜圣升生 "
    "澄成 朝潮晁 晨辰陈臣 丹单 彩采 义谊艺意益易忆 礼理李里丽利立莉 瑞睿锐 昌长 友有优 辉惠慧汇会徽 沙砂莎 马码玛 "
    "旺望王 己已巳 未末 土士 千干 甲申由 日目曰 田由 天夫 太大 木本 末未 刀力 口囗 王玉 崔翠 铺浦 郎朗 拓柘 "
    "汨汩 圩于 滇真 晏宴 淞松 沣丰 沁心 溢益 埠阜"
)
_ALIKE = {frozenset((a, b)) for group in _GROUPS.split() for a in group for b in group if a != b}


def alike(first: str, second: str) -> bool:
    """Whether two signs are often typed for one another.

    Parameters: two single signs. Returns: bool. Source: homophones in Mandarin without tones, and look-alikes,
    of the signs that are common in names of roads and estates.

    >>> alike("屏", "坪"), alike("屏", "桥")
    (True, False)
    """
    return frozenset((first, second)) in _ALIKE
