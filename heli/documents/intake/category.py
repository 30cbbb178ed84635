"""Category of a demand, by its object; inside a block whose heading names a category, by that heading."""

import re
from functools import lru_cache

from heli.documents.intake.draft import Category

RELOCATION = re.compile(r"征迁|拆迁|搬迁|征收|征地|拆除(?!违)|腾空|安置房|房屋征|棚改|迁坟|动迁")
LAND = re.compile(r"用地|土地(?!流转)|供地|建设用地|占补平衡|净地|地块|林地指标|报批组卷")
FINANCE = re.compile(
    r"融资|贷款|增资(?!提效)|资金(?!监管|安全)|授信|抵押|筹资|信贷|债券|担保|不良贷款|银企|专项债|经费|筹集|筹措|到位率|拨付|工程款|补偿款|信贷|金融支持|预算安排"
)
OTHER_BOTTLENECK = re.compile(r"瓶颈|用工难|用能|能耗指标|卡点|堵点|要素保障|难点问题|制约")
SUBTYPES = (("land", LAND), ("finance", FINANCE), ("relocation", RELOCATION))
# (category, weight, words): the highest sum wins, the earlier of equals.
EVIDENCE: tuple[tuple[Category, float, re.Pattern[str]], ...] = (
    (
        Category.INVESTMENT,
        2.2,
        re.compile(
            r"招商引资|招商|招引|引资|投资者|投资商|客商|台商|外商(?!投资服务)|签约|洽谈|战略投资|招商线索|引进.{0,8}(?:项目"
            r"|企业)|大项目引进|营销推介|推介|项目落地|早日落地|投资的?热情|进驻|旅游节"
        ),
    ),
    (
        Category.POLICY,
        2.0,
        re.compile(
            r"政策(?:扶持|支持|措施|法律|法规|落实)|优惠政策|倾斜|赋予|赋权|下放|放权|简政|管理体制"
            r"|体制机制|惠企|政策(?!性)|减税|降费|具体指导|督查的?(?:内容|重点)|重点内容|逐项自查|查明原因"
            r"|深入自查"
        ),
    ),
    (
        Category.SERVICE,
        2.0,
        re.compile(
            r"饮水|贫困|入户|用电|用水|用气|停车|首问负责|手续|适老化|助学|技能培训|学位|医疗|救治|后勤|现场保障|疏导|上门|机具|食宿|返乡"
            r"|务工|困难职工|留守|残疾|退役军人|出行|物价|农民工|工资|诉求|急难愁盼|降低成本|企业(?:反映|困难|需求|发展环境)|解难|纾困|服务(?!意识|大局|链|中心建设|业)|帮办|代办|跟踪服务|配套服务|民生|就业|就学|养老|低保"
            r"|救助|慰问|困难群众|扶贫|脱贫|帮扶|企业的?利益|利益|留得下|投资环境|营商环境|便民|保供|物资|器材"
            r"|供水|供电|供暖|社保|医保|上学|住房保障|证照|多证合一|优质服务|办事|惠民"
        ),
    ),
    (
        Category.COORDINATION,
        2.0,
        re.compile(
            r"牵头抓总|综合协调|协调(?:联动|机制|配合|推进|小组)|进行协调|相互协调|强化.{0,4}协调|联动"
            r"|会商|调度|联席|协同|领导小组|工作专班|组织领导|工作机制|机制(?!体制)|统筹协调|形成合力"
            r"|密切配合|配合|协作|指导督导|督促落实|督导|包联|包保|幫扶措施|帮扶措施|职责.{0,4}(?:理清"
            r"|分工)|分工(?:负责|协作)|沟通、协调"
        ),
    ),
    (
        Category.LIAISON,
        2.1,
        re.compile(
            r"汇报|报送|上报|(?<!工作)报告(?!会|制度|中)|反馈(?!问题|意见整改)|对接(?!成功)|沟通(?!、协调)|联络|联系(?!实际)|备案|抄送"
            r"|报备|报(?:市|县|区|省|督查室|办公室|我局|我办)|请教|填报|送(?:市|县|区|省|督查|办公室)"
            r"|信息(?:报送|上报)|联系人|联络员|回复|答复|函告"
        ),
    ),
    (
        Category.PROJECT,
        1.8,
        re.compile(
            r"厂房|新建|改建|扩建|改扩建|续建|道路|公路|桥梁|管网|完工|幼儿园|轮班|设备安装|主体|清表|河道|堤防|污水|修复|棚户|路网"
            r"|轨道|机场|电站|增设|项目(?!法人)|(?<!民生)工程(?!师)|开工|复工|竣工|投产|(?<!体系)(?<!队伍)(?<!机制)(?<!制度)(?<!文明)(?<!党)(?<!诚信)建设(?!性|社会|队伍|机制|体系)|工期|施工"
            r"|产业链|产业集群|重大项目|十大工程|续建|达产|通车|平台建设|园区|基础设施|改扩建|参建"
            r"|水库|高铁|口岸|示范区|进度|监管职责"
        ),
    ),
    (
        Category.OTHER,
        2.0,
        re.compile(
            r"谋划|检查|巡查|病险|地质灾害|责任制|台账|通报(?!表扬)|排名|问责|追责|严肃|执法|打击|应急|责任状|督办|明察暗访|总结报告|规模以上|增长\d|税收|征管|财税|耕地|粮食|农业|乡村"
            r"|城镇|户籍|人居|绿化|食品|药品|疫苗|教学|文物|旅游(?!节)|网络|舆情|数据|资料|档案|安全生产|安全(?:隐患|检查|管理|监管)|消防|防火|防汛|防灾|防控|疫情|督查(?!的?内容)|考核"
            r"|评价|方案|计划(?!生育)|规划|宣传|培训|考评|信访|维稳|社会治安|综合治理|环保|环境(?:整治"
            r"|卫生)|秸秆|扬尘|污染|整改|排查|隐患|党建|作风|廉政|纪律|档案|统计|普查|文明|创建|会议"
            r"|值班|应急|预案|制假|掺假|信用|诚信|征信|决策体系|政治生态|总结经验"
        ),
    ),
)
HEADINGS: tuple[tuple[Category, re.Pattern[str]], ...] = (
    (Category.INVESTMENT, re.compile(r"招商引资|招大引强|双招双引|引进|营销")),
    (Category.POLICY, re.compile(r"政策(?:扶持|支持|保障|落实)|赋权|放权")),
    (Category.BOTTLENECK, re.compile(r"瓶颈|要素保障|用地|融资|征迁|拆迁|资金")),
    (Category.COORDINATION, re.compile(r"协调联动|组织领导|协同|统筹协调|工作机制|联动|督导|领导责任")),
    (Category.LIAISON, re.compile(r"跟进对接|对接|汇报|报送|沟通|信息反馈")),
    (Category.SERVICE, re.compile(r"服务保障|优化服务|营商环境|民生|帮扶")),
    (Category.PROJECT, re.compile(r"项目(?:建设|推进)|工程建设|重点工程|重点项目")),
)


def subtypes_of(plain: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in SUBTYPES if pattern.search(plain))


@lru_cache(maxsize=2048)
def category_of(plain: str, heading: Category | None = None) -> tuple[Category, tuple[str, ...]]:
    """Category and, for a bottleneck, its subtypes. `plain` is the demand in plain form."""
    subtypes = subtypes_of(plain)
    scores = _scores(plain)
    if REPORTING.search(plain) and not (subtypes and not REPORTING.match(plain)):
        return Category.LIAISON, ()
    for category, pattern in DECISIVE:
        if pattern.search(plain):
            scores[category] = scores.get(category, 0.0) + DECISIVE_WEIGHT
    if subtypes and (scores.get(Category.LIAISON, 0) < 4):
        return Category.BOTTLENECK, subtypes
    if (
        OTHER_BOTTLENECK.search(plain)
        and re.search(r"破解|突破|化解|解决", plain)
        and not (scores.get(Category.LIAISON) or scores.get(Category.COORDINATION))
    ):
        best = max(scores.values(), default=0)
        if best <= 2.2:
            return Category.BOTTLENECK, ("other",)
    if heading is not None and _fits(scores):
        return heading, ()
    if not scores:
        return heading or Category.OTHER, ()
    return max(scores, key=lambda category: scores[category]), ()


# The first thing to be done is to report; or to write a plan, whoever gets it in the end.
REPORTING = re.compile(
    r"^[^，]{0,30}(?:(?<![提])报送|上报|汇报|(?:情况|结果|报告|名单|意见|表|方案|总结|材料|说明)[^，]{0,12}(?:报|送)(?:送|至|给)?[市县区省我督各]"
    r"|将[^，]{2,40}(?:报|送)(?!告|道|名|批|审)[^，]{2,20}$|作出?书面|书面(?:报告|说明|反馈)|说明情况|加强[^，]{0,16}(?:对接|沟通|联系))"
)
PLANNING = re.compile(
    r"^[^，]{0,30}(?:制定|制订|拟定|编制|修编|修改完善|起草|出台|研究|研议|研提)[^，]{0,20}(?:方案|计划|规划|预案|清单|办法|意见|细则|制度|文件)"
)


DECISIVE: tuple[tuple[Category, re.Pattern[str]], ...] = (
    (Category.OTHER, PLANNING),
    (Category.SERVICE, re.compile(r"跟踪服务|帮办|代办|上门服务|优质服务|[备储]足|物资|器材|机具|民生工程|不足?两愁")),
    (Category.COORDINATION, re.compile(r"亲自抓|负总责|具体抓|议事日程|专班|调度|相互协调|齐抓共管|密切配合")),
)
DECISIVE_WEIGHT = 2.5
# A long demand of one kind names its objects often; that doesn't make it more of that kind.
MOST_HITS = 3


def _fits(scores: dict[Category, float]) -> bool:
    """The heading decides unless the demand itself speaks clearly of something else."""
    best = max((score for category, score in scores.items() if category is not Category.OTHER), default=0.0)
    return best < 6.0


def _scores(plain: str) -> dict[Category, float]:
    scores: dict[Category, float] = {}
    for category, weight, pattern in EVIDENCE:
        hits = len({found.group() for found in pattern.finditer(plain)})
        if hits:
            scores[category] = weight * min(hits, MOST_HITS)
    return scores


def category_of_heading(plain: str) -> Category | None:
    for category, pattern in HEADINGS:
        if pattern.search(plain):
            return category
    return None
