"""Units and classes of units inside a passage: who is addressed, who leads, who helps."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from heli.documents.intake.people import titled_name
from heli.documents.intake.weighing import DEEDS

# What an addressee may end with; the longer first. Class words and named units alike.
AGENT_END = re.compile(
    r"(?:[署参各校院厂双乙甲我]方|主管部门|部门单位|部门|成员单位|责任单位|参建单位|直属机构|派出机构|机构|单位|机关|部队|党委"
    r"|党组|党工委|工委|管委会|政府|人民政府|人大|政协|法院|检察院"
    r"|委员会|居委会|村委会|[\u4e00-\u9fff]委|办公室|[\u4e00-\u9fff]办|发改|分局|[\u4e00-\u9fff]局"
    r"|[\u4e00-\u9fff]厅|[\u4e00-\u9fff]院|(?<!部)署|处|科室|[\u4e00-\u9fff]科|股室?|[\u4e00-\u9fff]室"
    r"|所|站|大队|支队|总队|中队|队伍|队"
    r"|领导小组|工作组|专业组|推动组|协调组|小组|[\u4e00-\u9fff]组|专班|指挥部|[\u4e00-\u9fff]部|中心"
    r"|街道办?|街道办事处|办事处|乡镇街道|镇街|镇办|乡镇|[\u4e00-\u9fff][镇乡村]|社区|开发区|园区|示范区"
    r"|新区"
    r"|(?:各|全|[\u4e00-\u9fff]{2})[省市州盟县区旗]（?[市县区州]?）?|[省市州盟县区旗](?:（[^）]{1,6}）)"
    r"|区县|县区|市县|县市区|市县区|各地|各级|各方|各界|地方|基层"
    r"|班子|班子成员|支部|党支部|工会|团委|妇联|残联|商会|协会|学会|联盟|学校|高校|医院|银行|[商分支人农合]行"
    r"|农信社|信用社|联社|公司|集团|企业|[国央民车药房]企|厂|业主|法人|施工方|承包商|供应商|物业|主体|平台公司|运营商"
    r"|协作单位"
    r"|领导|负责人|责任人|负责同志|主要领导|分管领导|一把手|同志们?|干部|党员|群众|职工|员工|人员|队员"
    r"|代表|委员|专员|联络员|网格员|教师|学生|家长|居民|村民|市民|农户|司机|雇主|用人单位"
    r"|书记|市长|县长|区长|镇长|乡长|局长|主任|处长|科长|组长|秘书长|部长|厅长|院长|校长|经理|站长|队长"
    r"|上下|大家|我们|你们|全体|团队|专家|成员|[\u4e00-\u9fff]公安|公安|城管|交警|财政|税务|水务|住建"
    r"|自然资源|农业农村|卫健|教育|民政|人社|交通|司法|市场监管|环保|审计|统计|文旅|林业|水利|规划)$"
)
# Every character that an ending above may end with, and some more: what ends otherwise needs no search.
AGENT_LAST = frozenset(re.findall(r"[\u4e00-\u9fff）](?=[|)?\]\[（）])", AGENT_END.pattern)) | frozenset(
    "省市州盟县区旗镇乡村股们台处企）"
)
CLASS_WORDS = re.compile(
    r"各|有关|相关|所有|全体|广大|其他|其它|责任单位|参建|成员单位|参与单位|部门单位|市直部门|省级部门"
    r"|县直部门|监管部门|主管部门|职能部门|牵头部门|项目法人"
    r"|负责人|责任人|我们|你们|大家|上下|干部|群众|企业$|单位$|人员|基层|党员|专业工作组|帮扶|领导干部|主体|业主|同志们"
)
# Longer than any ending above, with what stands before it.
LONGEST_END = 12
LONGEST_AGENT = 160
STOP = re.compile(r"[。；！？]")
MASS = re.compile(
    r"上下|广大|全体(?:干部|党员|同志)|干部群众|大家|我们|全[市县区省](?:人民|干部|党员)|党员干部|同志们|每[个一位]"
)
LIST_MARK = re.compile(r"[、,，及]|以及|(?<=[局委办厅部院处会室心府司镇乡道])(?:和|与)")
NAMED_UNIT = re.compile(
    r"(?:[\u4e00-\u9fff（）]{1,20}?(?:局|委员会|委|办公室|办|厅|署|管委会|政府|街道办事处|街道|公司"
    r"|集团|银行|医院|学校|大学|中心|指挥部|专班|工作组|领导小组|法院|检察院|公安|协会|联社|妇联|残联"
    r"|团委|工会"
    r"|工商联|总队|支队|大队|分局|部|院|站|所|处|科|组|队|会|镇|乡|村|区|县|市|校|厂|办事处|司|室|股))$"
)
# 发改部门 names one unit of every level; 相关部门 and 监管部门 don't.
SECTOR = re.compile(
    r"^[省市县区州]?(?:发改|发展改革|国土|自然资源|财政|住建|城管|公安|交警|水利|水务|农业|农业农村|林业|环保|生态环境|交通|交通运输|教育|民政|人社"
    r"|司法|审计|统计|文旅|文化|卫生|卫健|税务|工商|质监|市场监管|经信|工信|商务|科技|规划|安监|应急|应急管理|消防|气象|电力|供电"
    r"|金融|宣传|组织|纪检监察|政法|招商|信访|编制|行政审批|督查|疾控|医保|乡村振兴|扶贫|残联|妇联)(?:规划)?(?:部门|系统)$"
)
SHORT_UNITS = frozenset(
    (
        "发改 国土 财政 住建 城管 公安 交警 水利 水务 农业 林业 环保 交通 教育 民政 人社 司法 "
        "审计 统计 文旅 文化 卫生 卫健 税务 工商 质监 经信 商务 科技 规划 建设 施工 监理 安监 "
        "应急 消防 气象 电力 供电 供水 燃气 通信 移动 联通 电信 铁塔 邮政 金融 人行 宣传 组织 "
        "统战 纪委 政法 招商 信访 编办 机关事务 市场监管 自然资源 生态环境 农业农村 交通运输 文广新 "
        "广电 体育 旅游 粮食 物价 扶贫 乡村振兴 残联 妇联 团委 工会 督查室 三科 一科 二科 经发局 "
        "财务处 总务处"
    ).split()
)
LEAD_LABEL = (
    r"(?:牵头(?:责任)?(?:单位|部门|领导|科室|处室)?|(?:第一)?责任(?:单位|部门|科室|处室"
    r")|主办(?:单位|部门)?|承办(?:单位|部门)|落实(?:单位|部门)|主责(?:单位|部门)|主体责任单位"
    r"|负责(?:单位|部门))"
)
HELP_LABEL = r"(?:(?:配合|协办|协同|参与|参加|协助|会办)(?:责任)?(?:单位|部门|科室|处室)?)"
LABELLED = re.compile(
    rf"(?P<kind>(?P<lead>{LEAD_LABEL})|(?P<help>{HELP_LABEL}))[：:]\s*(?P<list>(?:[^；;。\n（）()]|（[^（）\n]*）|\([^()\n]*\))+)"
)
UNIT_LIST = r"[^，。；：（）\n]{2,240}?(?:（[^）]{1,12}）[^，。；：（）\n]{0,40}?)?"
LEAD_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"由(?P<list>{UNIT_LIST})(?:共同|分别)?(?:牵头|负责|会同|组织(?!部|人事|、)|承办|主办|承担|落实|研究|督促"
            rf"|统筹|制定|提出|抓紧|尽快|做好|对|按|根据|具体|进行|办理|完成|配合)"
        ),
        (
            rf"(?:^|[（；，。：\s])(?P<list>{UNIT_LIST})(?:为)?(?:牵头(?!单位|部门|领导|人|责任|科|处|的)|为主(?=[，、；。）：]|$))"
        ),
        (
            rf"责成(?P<list>{UNIT_LIST}(?:局|委|办|厅|处|科|室|组|司|部|院|队|公司|中心|府|镇|乡|街道|单位"
            rf"|部门|主任|局长|科长))(?=[\u4e00-\u9fff，])"
        ),
        rf"[（(](?P<list>{UNIT_LIST})负责[）)]",
    )
)
HELP_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"(?:^|[（；，：\s])(?P<list>{UNIT_LIST})(?:(?:积极|密切|做好|予以|给予|全力)?(?:配合|协助"
            rf"|协办|协同|参与|参加))(?=[，；。）]|做好|$)"
        ),
        (
            rf"会同(?P<list>{UNIT_LIST}?(?:局|委|办|厅|部|处|科|中心|公司|政府|街道|乡镇?|镇|单位|部门"
            rf"|[市县区](?![\u4e00-\u9fff]{{1,10}}[局委办厅])"
            rf"|行|社))(?=[\u4e00-\u9fff，；。）])"
        ),
        rf"(?:(?:^|[，；并])商|协同|联合)(?P<list>{UNIT_LIST}?(?:局|委|办|厅|部|处|单位|部门|政府))(?=[\u4e00-\u9fff，；。）])",
    )
)
NOT_IN_LIST = re.compile(r"^(?:等|以及|和|与|及|由|请|的|同时)+|(?:等|为|分别|共同|同志|各自)$")


@dataclass(frozen=True, slots=True)
class Units:
    leads: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()


def is_agent(words: str, names: Collection[str] = ()) -> bool:
    """Can these words (plain form) be told to do something? A unit, a group, a class of people."""
    words = words.strip(" 　“”‘’")
    if not 2 <= len(words) <= LONGEST_AGENT or STOP.search(words):
        return False
    return words in names or words in SHORT_UNITS or _looks_like_an_agent(words)


@lru_cache(maxsize=4096)
def _looks_like_an_agent(words: str) -> bool:
    bare = CLOSING_NOTE.sub("", words) if words.endswith("）") else words
    ends = _ends_like_an_agent(bare) or (bare != words and _ends_like_an_agent(words))
    if not (ends or _is_titled(words)):
        return False
    if DEEDS.match(words, LEADING_ADVERBS.match(words).end()) and not WORK_IN_A_NAME.match(words):  # type: ignore[union-attr]
        return False
    return not NO_AGENT.search(ESPECIALLY.sub("、", words))


def _ends_like_an_agent(words: str) -> bool:
    return words[-1:] in AGENT_LAST and bool(AGENT_END.search(words[-LONGEST_END:]))


def _is_titled(words: str) -> bool:
    """A person counts only with a title: 严格 and 高度 look like names, too."""
    person = titled_name(words[-16:])
    return person is not None and bool(person[0])


ADVERBS = (
    "(?:着力|进一步|积极|认真|切实|全面|大力|努力|继续|加快|全力|深入|持续|不断"
    "|扎实|严格|坚决|充分|始终|有效|稳步|统筹|迅速|立即|及时)"
)
LEADING_ADVERBS = re.compile(f"{ADVERBS}*")
CLOSING_NOTE = re.compile(r"（[^）]*）$")
ESPECIALLY = re.compile(r"(?:特别|尤其)是")
# Words of work that as often begin a name: 招商引资项目责任单位, 建设单位, 督查室.
WORK_IN_A_NAME = re.compile(
    r"^(?:招商引资|招商|建设|施工|规划|设计|督查|督导|检查|考核|审批|服务|组织部|宣传部|宣传|组织人事"
    r"|保障|治理|监测|协调|征收|拆迁|搬迁|安置|采购|招标|投标|培训|统计|管理|保护|审计|监管|监控|牵头"
    r"|防汛|防控|统筹办|巡查|融资|报名|项目)"
    r"(?!好|相关|有关|各|全|一批|一次|下|县|市|区|乡|镇|企业|群众|工作(?!组|专班|领导)|.{0,4}力度)"
)
NO_AGENT = re.compile(
    r"(?:^|，)(?:推进(?!组|办|领导|专班|工作)|推动(?!组|办|工作)|加强|加快|完成|做好|建设(?!局|厅|单位"
    r"|部门|、|委|方|指挥|系统|主管|和|与|及|$)|提高|实现|促进|确保|开展|强化|为了?|如果|只有|因为"
    r"|由于|虽然|但是|近年|目前|随着"
    r"|会议|现[将印转]|每[月季周年半旬天日]|\d{1,4}[年月]|年底|月底|同意|积极|热情|主动|及时|认真|切实"
    r"|进一步|与|对|向|给|把|将|在|从|以(?![上下])|按|由|要|请|并|通过|围绕|结合|立足|发挥|帮助|支持|督促|指导"
    r"|协调|组织(?!部|、|和|人事)|引导|落实|面对|成为|让|使|凡|当|于|根据|针对)"
    r"|(?:报告|报送|汇报|上报|提请|提交|移交|抄送|征求|第一时间|(?<=.)由)|地[为与向给]|(?:已经|取得|是|了|认为|通过|不得|必须|需要|做好|看|用于|印发|转发|筹措|提出|原则"
    r"|获得|实行)[\u4e00-\u9fff]|\d处$|(?<=.)牵头(?!单位|部门|领导|人|科|处|责任)|负责(?!人|同志)|将对|^(?:城镇|乡村|农村|城乡|集镇|小城镇)$|于\d|[日底月]前|每[周月季天年半]|^(?:报|叮嘱|要求|会同|商请|联合|协同|逐)|^有关(?!部门|单位|方面|各|[镇乡县市区]|企业|负责|人员|[科处股]室|街道|机关|领导|责任|职能|主管|地[区方]|项目单位|业务|行业|专家|同志)|制度$|项目部?$|态度$|程度$|力度$|进度$|制式$|重点$|纵向$"
)


NOTE_IN_LIST = re.compile(r"（(?:列|排|下同|首|第一)[^）]*(?:）|$)")


def unit_list(words: str) -> list[str]:
    """The items of 'A、B和C等部门', as written, classes included."""
    words = re.sub(r"^(?:各?责任单位[：:])", "", words.strip())
    words = NOTE_IN_LIST.sub("", words)
    items: list[str] = []
    depth = 0
    current = ""
    for position, c in enumerate(words):
        depth += (c == "（") - (c == "）")
        joint = (
            c in "和与及"
            and re.search(r"[局委办厅部院处会室心府司镇乡道区县市组队行]$", current)
            and position + 1 < len(words)
        )
        if depth == 0 and (c in "、，,；; \t" or joint):
            items.append(current)
            current = ""
        else:
            current += c
    items.append(current)
    cleaned = [NOT_IN_LIST.sub("", NOT_IN_LIST.sub("", item.strip(" 。：“”"))) for item in items]
    return [item for item in cleaned if len(item) >= 2]


RESPONSIBLE_LEADER = re.compile(r"^(?:各?分管|主管|包联|包保|挂点|联系)(?:负责)?领导$")
TAIL_CLASS = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十几多]+个)?(?P<class>[^、，]{0,20}|[^，]{0,12}[市县区镇乡](?:（[^）]{1,6}）)?)$"
)


def named_units(words: str, names: Collection[str] = ()) -> list[str]:
    """The named units among the addressed; nothing for classes such as 市直各部门."""
    tail = TAIL_CLASS.search(words)
    listed = words[: tail.start()] if tail else words
    items = unit_list(listed)
    if tail and len(items) > 1:
        return [item for item in items if not CLASS_WORDS.search(item)]
    if tail:
        return []
    if RESPONSIBLE_LEADER.match(words):
        return [words]
    return [item for item in items if _is_named(item, names)]


def _is_named(item: str, names: Collection[str]) -> bool:
    if item in names or item in SHORT_UNITS or SECTOR.match(item):
        return True
    if CLASS_WORDS.search(item) or len(item) > 24:
        return False
    bare = re.sub(r"（[^）]*）$", "", item)
    return bool(NAMED_UNIT.search(bare)) and len(bare) >= 3 and not re.search(r"^全|^本|^该|^此", bare)


def units_in(words: str, names: Collection[str] = (), labels: str = "") -> Units:
    """Leads and participants that the words of a demand name (plain form); `labels`: its lines 责任单位：… below."""
    leads: list[str] = []
    participants: list[str] = []
    whole = f"{words}；{labels}"
    for found in LABELLED.finditer(whole):
        (leads if found["lead"] else participants).extend(_cleaned(unit_list(found["list"])))
    if leads and re.search(r"牵头[^：:]{0,4}[：:].*责任(?:单位|部门)[：:]", whole, re.DOTALL):
        leads, participants = _lead_before_responsible(whole, participants)
    if not leads:
        leads = _first_form(LEAD_FORMS, words, names) or _first_form(LEAD_FORMS, labels, names)
    if not leads and BRACKETED.match(labels):
        leads = named_units(labels[1:-1], names)
    for form in HELP_FORMS:
        for found in form.finditer(f"{words}；{labels.strip('（）')}"):
            participants.extend(item for item in _cleaned(unit_list(found["list"])) if is_agent(item, names))
    return Units(tuple(dict.fromkeys(leads)), tuple(one for one in dict.fromkeys(participants) if one not in leads))


# （市劳动保障局、市财政局） after a task.
BRACKETED = re.compile(r"^（[^（）：，。]{2,80}）$")


def _lead_before_responsible(whole: str, participants: list[str]) -> tuple[list[str], list[str]]:
    """牵头单位 and 责任单位 in one item: the first leads, the others help."""
    leads: list[str] = []
    for found in LABELLED.finditer(whole):
        items = _cleaned(unit_list(found["list"]))
        if found["lead"] and "牵头" in found["kind"]:
            leads += items
        elif found["lead"]:
            participants = participants + items
    return leads, participants


def _first_form(forms: tuple[re.Pattern[str], ...], words: str, names: Collection[str]) -> list[str]:
    for form in forms:
        found = form.search(words)
        if found:
            units = [item for item in _listed(found["list"]) if is_agent(item, names) and not WHOLE_CLASS.match(item)]
            if units:
                return units
    return []


WHOLE_CLASS = re.compile(r"^(?:各|有关|相关|所有|其他|全体|责任)[^、]{0,8}$")


def _listed(words: str) -> list[str]:
    tail = TAIL_CLASS.search(words)
    words = re.sub(r"^.*?所?涉及的", "", words[: tail.start()] if tail else words)
    return _cleaned(unit_list(words))


def _cleaned(items: list[str]) -> list[str]:
    return [item for item in items if 2 <= len(item) <= 30]
