"""Who is who in the demo. All people are plainly fictitious: they bear the names of solar terms and festivals."""

from dataclasses import dataclass

from heli.directory.rules.levels import OrganizationKind as K
from heli.directory.rules.levels import PostRole

CITY, COUNTY, TOWNS = "示范市", "示范县", ("城关镇", "柳河镇")


@dataclass(frozen=True, slots=True)
class Unit:
    region: str
    name: str
    short: str
    kind: K
    aliases: tuple[str, ...] = ()


def _unit(region: str, name: str, short: str, kind: K = K.DEPARTMENT, *aliases: str) -> Unit:
    return Unit(region, name, short, kind, aliases)


OFFICE = "市推动办"

UNITS: tuple[Unit, ...] = (
    _unit(CITY, "中共示范市委", "市委", K.GOVERNMENT),
    _unit(CITY, "示范市人民政府", "市政府", K.GOVERNMENT),
    _unit(CITY, "中共示范市委办公室", "市委办", K.GENERAL_OFFICE, "市委办公室"),
    _unit(CITY, "示范市人民政府办公室", "市政府办", K.GENERAL_OFFICE, "市政府办公室"),
    _unit(CITY, "示范市县域经济发展推动工作办公室", OFFICE, K.PARTY, "推动办", "市推动工作办公室"),
    _unit(CITY, "示范市发展和改革委员会", "市发改委", K.DEPARTMENT, "发改委", "市发展改革委", "发改"),
    _unit(CITY, "示范市工业和信息化局", "市工信局", K.DEPARTMENT, "工信", "市经信局"),
    _unit(CITY, "示范市教育局", "市教育局", K.DEPARTMENT, "教育"),
    _unit(CITY, "示范市财政局", "市财政局", K.DEPARTMENT, "财政"),
    _unit(CITY, "示范市人力资源和社会保障局", "市人社局", K.DEPARTMENT, "人社"),
    _unit(CITY, "示范市自然资源和规划局", "市自然资源和规划局", K.DEPARTMENT, "市自然资源局", "自然资源", "国土"),
    _unit(CITY, "示范市生态环境局", "市生态环境局", K.DEPARTMENT, "环保", "市环保局"),
    _unit(CITY, "示范市住房和城乡建设局", "市住建局", K.DEPARTMENT, "住建"),
    _unit(CITY, "示范市商务局", "市商务局", K.DEPARTMENT, "商务", "市招商局"),
    _unit(CITY, "示范市行政审批服务局", "市行政审批服务局", K.DEPARTMENT, "市审批局", "审批"),
    _unit(CITY, "中共示范市委金融委员会办公室", "市委金融办", K.PARTY, "市金融办", "金融办"),
    _unit(CITY, "国家税务总局示范市税务局", "市税务局", K.CENTRAL, "税务"),
    _unit(CITY, "中国人民银行示范市分行", "人行示范市分行", K.CENTRAL, "人行", "市人行"),
    _unit(CITY, "国网示范市供电公司", "市供电公司", K.CENTRAL, "供电"),
    _unit(COUNTY, "中共示范县委办公室", "县委办", K.GENERAL_OFFICE, "县委办公室"),
    _unit(COUNTY, "示范县人民政府办公室", "县政府办", K.GENERAL_OFFICE, "县政府办公室"),
    _unit(COUNTY, "示范县发展和改革局", "县发改局", K.DEPARTMENT, "县发展改革局"),
    _unit(COUNTY, "示范县工业和信息化局", "县工信局"),
    _unit(COUNTY, "示范县财政局", "县财政局"),
    _unit(COUNTY, "示范县自然资源和规划局", "县自然资源和规划局", K.DEPARTMENT, "县自然资源局"),
    _unit(COUNTY, "示范县商务和投资促进局", "县商务和投资促进局", K.DEPARTMENT, "县商务局", "县招商局", "县投资促进局"),
    _unit(COUNTY, "示范县行政审批服务局", "县行政审批服务局", K.DEPARTMENT, "县审批局"),
    _unit(COUNTY, "示范县教育和体育局", "县教体局", K.DEPARTMENT, "县教育局"),
    _unit(COUNTY, "示范县经济开发区管理委员会", "县经开区管委会", K.INSTITUTION, "经开区", "县经开区"),
    _unit("城关镇", "城关镇人民政府", "城关镇", K.GOVERNMENT),
    _unit("柳河镇", "柳河镇人民政府", "柳河镇", K.GOVERNMENT),
)


@dataclass(frozen=True, slots=True)
class Who:
    """A person with a post; those with a login can sign in to the demo."""

    name: str
    unit: str
    role: PostRole
    title: str
    login: str = ""
    shown_as: str = ""


_H, _D, _L, _S = PostRole.HEAD, PostRole.DEPUTY, PostRole.LIAISON, PostRole.STAFF

PEOPLE: tuple[Who, ...] = (
    Who("林小满", OFFICE, _S, "综合科科长", "jingban", "推动办经办人"),
    Who("冯大暑", OFFICE, _S, "督查科科长", "jingban2", "推动办经办人（二）"),
    Who("周立夏", OFFICE, _H, "主任", "zhuren", "推动办主任"),
    Who("郑清明", "市委", _D, "副书记、推动组组长", "lingdao", "推动组组长"),
    Who("吴芒种", "市发改委", _H, "主任", "danwei", "牵头单位负责人（市发改委）"),
    Who("陈谷雨", "市发改委", _L, "综合科科长", "lianluo", "牵头单位联络员（市发改委）"),
    Who("王夏至", "市财政局", _L, "预算科科长", "peihe", "配合单位联络员（市财政局）"),
    Who("李小暑", "县商务和投资促进局", _H, "局长", "zhaoshang", "招商引资组（县商务和投资促进局）"),
    Who("沈寒露", "县发改局", _H, "局长", "xianfagai", "问题提出单位（县发改局）"),
    Who("韩霜降", "市自然资源和规划局", _H, "局长", "ziran", "牵头单位负责人（市自然资源和规划局）"),
    Who("杨立冬", "市自然资源和规划局", _L, "办公室主任"),
    Who("朱小雪", "市委金融办", _H, "主任"),
    Who("秦大雪", "市委金融办", _L, "金融服务科科长"),
    Who("尤冬至", "市行政审批服务局", _H, "局长"),
    Who("施小寒", "市行政审批服务局", _L, "政策法规科科长"),
    Who("曹大寒", "市商务局", _H, "局长"),
    Who("严立春", "市商务局", _L, "投资促进科科长"),
    Who("华雨水", "县政府办", _H, "主任"),
    Who("金惊蛰", "县政府办", _L, "督查室主任"),
    Who("魏春分", "县自然资源和规划局", _L, "办公室主任"),
    Who("孙立秋", "县发改局", _L, "县域经济股股长"),
    Who("钱处暑", "县商务和投资促进局", _L, "招商股股长"),
    Who("潘元宵", "城关镇", _L, "党政办主任"),
    Who("彭中秋", "城关镇", _H, "镇长"),
    Who("董上巳", "市税务局", _L, "纳税服务科科长"),
    Who("袁七夕", "县经开区管委会", _L, "规划建设部部长"),
    Who("黄重阳", "市工信局", _L, "运行科科长"),
    Who("蒋端午", "县财政局", _L, "预算股股长"),
    Who("何白露", "市政府办", _S, "审计联络员", "shenji", "审计"),
    Who("许秋分", "市政府办", _S, "信息科科长", "guanli", "系统管理员"),
)
AUDITOR, ADMINISTRATOR = "shenji", "guanli"


@dataclass(frozen=True, slots=True)
class Team:
    name: str
    leading: str
    categories: tuple[str, ...]
    mandate: str


PROFESSIONAL: tuple[Team, ...] = (
    Team("政策争取组", "市发改委", ("policy",), "梳理、争取、兑现支持政策和下放权限"),
    Team("要素保障组", "市自然资源和规划局", ("bottleneck", "project"), "用地、融资、搬迁、能耗等瓶颈问题"),
    Team("招商引资组", "县商务和投资促进局", ("investment",), "线索、引荐、洽谈、签约、落地"),
    Team("综合协调组", "市行政审批服务局", ("coordination", "other"), "调度、会商、督导、机制"),
    Team("对接联络组", "县发改局", ("liaison",), "向帮扶单位汇报请教，完善规划和方案"),
    Team("服务保障组", "县政府办", ("service",), "为帮扶单位和派驻人员提供工作、调研、生活等服务"),
)
PROMOTION_UNITS = (
    "市发改委",
    "市工信局",
    "市财政局",
    "市自然资源和规划局",
    "市商务局",
    "市行政审批服务局",
    "市委金融办",
)
COORDINATION_UNITS = (
    "县发改局",
    "县工信局",
    "县财政局",
    "县自然资源和规划局",
    "县商务和投资促进局",
    "县行政审批服务局",
)
