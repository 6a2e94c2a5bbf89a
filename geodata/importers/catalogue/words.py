"""Words that other people's files use for our codes."""

ROAD_WORDS = {
    "expressway": "expressway", "快速路": "expressway", "高速": "expressway", "高速公路": "expressway",
    "motorway": "expressway", "trunk": "expressway", "motorway_link": "expressway", "trunk_link": "expressway",
    "arterial": "arterial", "主干路": "arterial", "主干道": "arterial", "primary": "arterial",
    "primary_link": "arterial", "secondary": "secondary", "次干路": "secondary", "次干道": "secondary",
    "secondary_link": "secondary", "tertiary": "local", "tertiary_link": "local", "local": "local",
    "支路": "local", "街": "local", "residential": "local", "unclassified": "local", "road": "local",
    "living_street": "lane", "lane": "lane", "巷": "lane", "巷道": "lane", "小巷": "lane", "service": "lane",
    "track": "lane", "path": "path", "步道": "path", "人行道": "path", "footway": "path", "pedestrian": "path",
    "steps": "path", "cycleway": "path", "bridleway": "path", "rail": "rail", "铁路": "rail", "railway": "rail",
}  # fmt: skip

WATER_WORDS = {
    "river": "river", "河": "river", "河流": "river", "江": "river", "riverbank": "river", "canal": "river",
    "stream": "stream", "溪": "stream", "沟渠": "stream", "ditch": "stream", "drain": "stream", "lake": "lake",
    "湖": "lake", "湖泊": "lake", "水库": "lake", "reservoir": "lake", "lagoon": "lake", "pond": "pond",
    "塘": "pond", "池塘": "pond", "basin": "pond", "water": "lake",
}  # fmt: skip

LANDCOVER_WORDS = {
    "林地": "forest_low", "森林": "forest_low", "forest": "forest_low", "wood": "forest_low", "耕地": "field",
    "农田": "field", "farmland": "field", "orchard": "field", "vineyard": "field", "greenhouse": "field_strip",
    "草地": "grass", "绿地": "grass", "grassland": "grass", "meadow": "grass", "scrub": "grass", "公园": "park",
    "花园": "garden", "garden": "garden", "院落": "yard", "老旧小区": "estate_old", "商品房小区": "estate_modern",
    "小区": "estate_modern", "居住用地": "estate_modern", "residential": "estate_modern", "商业用地": "commercial",
    "retail": "commercial", "工业用地": "industry", "industrial": "industry", "校园": "campus", "学校": "school",
    "college": "campus", "university": "campus", "医院": "hospital", "广场": "square", "pitch": "track",
    "运动场": "track", "村庄": "village", "城中村": "urban_village", "老城": "old_core", "混合用地": "mixed",
}  # fmt: skip

USE_WORDS = {
    "住宅": "residential", "居住": "residential", "民房": "residential", "自建房": "residential", "公寓": "residential",
    "apartments": "residential", "house": "residential", "detached": "residential", "terrace": "residential",
    "dormitory": "residential", "bungalow": "residential", "semidetached_house": "residential", "商住": "mixed",
    "商住混合": "mixed", "综合": "mixed", "商业": "commercial", "商铺": "commercial", "retail": "commercial",
    "supermarket": "commercial", "hotel": "commercial", "kiosk": "commercial", "shop": "commercial", "办公": "office",
    "写字楼": "office", "学校": "school", "教育": "school", "university": "school", "college": "school",
    "kindergarten": "school", "医院": "hospital", "医疗": "hospital", "clinic": "hospital", "工业": "industry",
    "厂房": "industry", "仓库": "industry", "industrial": "industry", "warehouse": "industry", "公共": "public",
    "公建": "public", "civic": "public", "church": "public", "government": "public", "train_station": "public",
    "农业": "agricultural", "farm": "agricultural", "barn": "agricultural", "greenhouse": "agricultural",
    "farm_auxiliary": "agricultural", "yes": "unknown", "未知": "unknown",
}  # fmt: skip

ROLE_WORDS = {
    "网格员": "grid_worker", "专职网格员": "grid_worker", "兼职网格员": "grid_worker", "网格长": "community_head",
    "社区负责人": "community_head", "社区书记": "community_head", "社区主任": "community_head",
    "街道负责人": "subdistrict_head", "街道书记": "subdistrict_head", "值班员": "operator", "部门经办人": "handler",
    "经办人": "handler", "规划员": "planner", "网格规划员": "planner",
}  # fmt: skip

ACCESS_WORDS = {
    "无台阶": "step_free", "坡道": "ramp", "有坡道": "ramp", "轮椅": "wheelchair", "轮椅可进": "wheelchair", "yes": "wheelchair",
    "无障碍厕所": "accessible_toilet", "无障碍卫生间": "accessible_toilet", "座位": "seats", "有座位": "seats",
    "助听": "hearing_loop", "助听设备": "hearing_loop", "大字": "large_print", "一级台阶": "one_step",
}  # fmt: skip
