"""Names of people and their titles, by form: a surname after a title or between the marks of a list."""

import re
from functools import lru_cache

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶"
    "幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄"
    "晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养"
    "鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仝肖代付闫岳帅候苑刑年佘楚覃展战仉初未皇甫布种冀黑操揭粟银兰才由隋冼涂邝练俸亓母仇化衣刀问麦洛盘圣"
)
DOUBLE = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫"
    "|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐"
)
GIVEN = "[\u4e00-\u9fff]"
NAME = rf"(?:(?:{DOUBLE}){GIVEN}{{1,2}}|[{SURNAMES}]{GIVEN}{{1,2}}|[\u4e00-\u9fff]{{2,6}}·[\u4e00-\u9fff]{{2,8}})"
TITLE_END = (
    r"(?:副?书记|副?[省市州盟县区旗镇乡]长|副?主任|副?局长|副?部长|副?厅长|副?处长|副?科长|副?司长"
    r"|副?院长|副?校长|副?行长|副?会长|副?组长|副?主席"
    r"|副?秘书长|副?总理|副?总经理|副?董事长|副?经理|副?主委|副?社长|副?台长|副?站长|副?所长|副?队长"
    r"|副?检察长|副?政委|副?司令员?|副?参谋长|副?指挥长?|副?总指挥"
    r"|常委|委员|成员|党组书记|巡视员|调研员|督办员?|总工程师|工程师|总监|专员|县领导|市领导|区领导"
    r"|省领导|领导|负责人|同志|代表|干事|董事|检察官|法官|助理|县级干部|级同志|指挥部?长"
    r"|署长|司长|局長|处长|议员|主持人|秘书|参事|顾问|教授|专家)"
)
NOT_A_NAME = re.compile(
    r"[市县区省委局办厅部组院会镇乡村府队处科室司所站校社团企业单位门门我你他她它们这那各与及和或的了是在有为对将把被从向到并就等不要]$"
    r"|^(?:应邀|和|于是|全市|全县|全区|全省|全体|全面|相关|有关|各|水利|单位|都要|时|成员|明确|金融|安全|温州"
    r"|常务|常委|方面|成立|水务|农业|农村|文化|强化|高度|宣传|国家|国有"
    r"|公安|公司|项目|计划|任务|经济|平台|广大|关于|关键|通过|通知|通报|施工|康养|路长|石材|应急|应当"
    r"|能源|余额|车辆|林业|花卉|利用|向|党|房|管理|代表|查看|查处|解决|解读)"
    r"|.(?:书记|市长|县长|区长|主任|局长|部长|常委|省长|州长|镇长|乡长|处长|主席|厅长|同志|科长|院长)$"
    r"|[省市县区镇]直|标准|工作|部门|会议|经济|建设"
)
TITLE_AT_END = re.compile(rf"{TITLE_END}$")
WHOLE_NAME = re.compile(rf"{NAME}$")


# After a title (县长张建科) the end of a name may be a word that else ends a unit.
NEVER_A_NAME = re.compile(
    r"[我你他她它们这那各与及或的了是有为对把被从并就等不要]$|^(?:应邀|和|于是|全[市县区省体面程]|相关|有关|各|单位|都要|时|常务|常委|方面|成立"
    r"|水务|水利(?!$)|高度|宣传|国家|公安|公司|广大|关于|通过|通知|通报|向|党|代表|于|时任|主要|应当|安排|包括|从|明确|强化)|工作|部门|会议|[省市县区镇乡]直"
)


def is_name(words: str, *, titled: bool = False) -> bool:
    """Does this look like a person's name (plain form)? Two or three characters, rarely four. `titled`: a title
    stands before it."""
    return bool(WHOLE_NAME.match(words)) and not (NEVER_A_NAME if titled else NOT_A_NAME).search(words)


TITLE_AFTER = re.compile(
    rf"^(?P<name>{NAME})(?:（(?P<inside>[^）]+)）|(?P<titles>同志|副?[市县区镇乡局处科厅部主]长|副?书记|主任|议员|女士|先生|博士|教授|委员))?$"
)


# 林市長大同: in Taiwan the title stands inside the name.
TAIWANESE = re.compile(
    rf"^[{SURNAMES}][ 　]?(?:(?:副?(?:市|县|区|院|部|局|处|署|所|厅)长)"
    rf"|副?(?:主任委员|主任|秘书长|召集人)|主任秘书|参事|委员|专门委员|总工程司)[ 　]?[\u4e00-\u9fff]{{2}}$"
)
# 县财政局刘志强, in a list of those present.
OF_A_UNIT = re.compile(
    rf"^(?P<titles>[\u4e00-\u9fff]{{2,20}}(?:[局委办厅府院镇乡处科组队部]|专班|街道|公司|中心|集团|银行))(?P<name>{NAME})$"
)


TITLE_HINT = re.compile(
    r"[记長长任席理事委员員问察官令谋挥监师专导人志代表级助授家书授士生、局委办厅府院镇乡处科组队部议議]"
)


@lru_cache(maxsize=4096)
def titled_name(words: str) -> tuple[str, str] | None:
    """(titles, name) of '市委常委、区委书记张三', '张三' or '张三（副市长）'; None when there is no name at the end."""
    words = words.strip()
    if is_name(words) or TAIWANESE.match(words):
        return "", words
    if not TITLE_HINT.search(words):
        return None
    for length in (3, 2, 4):
        name, titles = words[-length:], words[:-length]
        if len(titles) >= 2 and TITLE_AT_END.search(titles[-8:]) and is_name(name, titled=True):
            return titles, name
    found = TITLE_AFTER.match(words)
    if found and is_name(found["name"]):
        return found["inside"] or found["titles"] or "", found["name"]
    return None


AFTER_NAME = (
    r"(?=在|就|对|于|率|先后|来到|到|深入|赴|一行|实地|详细|主持|出席|强调|指出|要求|说|表示|首先|听取"
    r"|最后|还|会上|作|做|向|代表|围绕|结合|带队|带领|组织|召集|传达|介绍|通报|汇报|参加|陪同|受|前往"
    r"|检查|调研|督导|督查|察看|查看|宣布|致|总结|分析|部署|安排|通报|宣读|作出|亲自|调研|会见|讲|听|进行|共同|莅临|表态|汇报|点评|主讲|签|为|到场|现场|走访|慰问|接待|陪|及|和|与|以及|提出|希望|认为|并|同志|分别|讲话|发言|、|，|。|等|$)"
)
NAME_FIRST = re.compile(rf"^(?P<titles>[^，]{{0,40}}?{TITLE_END})?(?P<name>{NAME}){AFTER_NAME}")


@lru_cache(maxsize=4096)
def leading_name(words: str) -> tuple[str, str] | None:
    """(titles, name) that the words begin with: '市长张三在推进会上' → ('市长', '张三')."""
    found = NAME_FIRST.match(words)
    if found is None or not is_name(found["name"], titled=bool(found["titles"])):
        return None
    return found["titles"] or "", found["name"]
