"""What became of the demo's matters: one row each, days counted from the day the demo is loaded."""

from dataclasses import dataclass

from heli.matters.actions.follow import Report


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did `day` days from today (negative: ago)."""

    day: int
    verb: str
    report: Report | None = None
    text: str = ""


def _update(day: int, progress: str, problems: str = "", next_steps: str = "", help_needed: str = "") -> Act:
    return Act(day, "update", Report(progress, problems, next_steps, help_needed))


ACK = Act(-56, "acknowledge")


@dataclass(frozen=True, slots=True)
class Plot:
    """`words` find the directive; `until` is how far its life goes: prepared, laid, approved or issued."""

    words: str
    lead: str
    participants: tuple[str, ...] = ()
    leader: str = ""
    standard: str = ""
    until: str = "issued"
    acts: tuple[Act, ...] = ()


PLOTS: tuple[Plot, ...] = (
    Plot(
        "权限下放清单",
        "市行政审批服务局",
        ("市财政局",),
        "孙副市长（虚构）",
        "清单印发并完成交接",
        acts=(
            ACK,
            _update(-35, "初稿列入24项，已征求12个部门意见。", "6项权限的上位法依据不足。", "合法性审核后提请常务会。"),
            _update(
                -29,
                "合法性审核剔除6项，保留18项。",
                "常务会排期未定。",
                "拟提下次常务会审议。",
                "请协调列入常务会议题。",
            ),
        ),
    ),
    Plot(
        "编印政策清单",
        "市发改委",
        ("市财政局",),
        "孙副市长（虚构）",
        "政策清单印发到县",
        acts=(
            ACK,
            _update(-40, "梳理省级政策31条、市级政策19条。", "", "征求市直部门意见。"),
            _update(-16, "清单共46条，已定稿。", "", "送印发。"),
            Act(-14, "request_closing", text="政策清单46条已印发，县直各部门已签收。"),
            Act(-11, "close", text="经核，清单已印发到县，符合完成标准。"),
        ),
    ),
    Plot("项目储备清单", "市发改委", ("市工信局",), "孙副市长（虚构）", "储备清单报送，每个项目有投资额和用地意向"),
    Plot(
        "预算内投资项目",
        "市发改委",
        ("市财政局", "县发改局"),
        "孙副市长（虚构）",
        "项目列入计划，资金下达",
        acts=(
            ACK,
            _update(-7, "申报项目5个，总投资3.2亿元，3个通过初审。", "2个项目前期手续不全。", "指导县里补齐可研批复。"),
        ),
    ),
    Plot(
        "税费优惠政策辅导",
        "市税务局",
        (),
        "",
        "辅导会召开并报送参会企业名单",
        acts=(ACK, _update(-8, "辅导会方案已定，邀请企业35家。", "", "下月上旬召开。")),
    ),
    Plot(
        "用地报批组卷",
        "市自然资源和规划局",
        ("城关镇", "县自然资源和规划局"),
        "李副县长（虚构）",
        "取得用地批复",
        acts=(
            ACK,
            _update(
                -9,
                "勘界、稳评完成；应签176户，已签163户。",
                "占补平衡指标缺36亩。",
                "继续签约，同步组卷。",
                "提请市级调剂占补指标36亩。",
            ),
        ),
    ),
    Plot(
        "恒达新材料扩产贷款",
        "市委金融办",
        ("县财政局",),
        "吴副市长（虚构）",
        "取得授信批复",
        acts=(
            ACK,
            _update(-6, "第3次会办，银行拟授信2600万元。", "厂房未办证，抵押不足。", "县担保公司增信方案上会。"),
            _update(-1, "担保公司已过会，银行正在出具批复。", "", "批复后三日内放款。"),
        ),
    ),
    Plot(
        "化工路拓宽",
        "城关镇",
        ("县自然资源和规划局",),
        "何副县长（虚构）",
        "签约、补偿、腾空全部完成",
        acts=(
            ACK,
            _update(
                -10,
                "应签58户，已签55户，腾空53户。",
                "未签3户（2户申请评估复核，1户申请复议）。",
                "复核结论出具前不拆除。",
            ),
        ),
    ),
    Plot(
        "招商线索",
        "市商务局",
        ("县商务和投资促进局",),
        "",
        "线索清单报送，每条有对接人",
        acts=(
            ACK,
            _update(-25, "推荐线索14条，其中装备制造6条。", "", "逐条明确对接人。"),
            Act(-22, "request_closing", text="推荐招商线索14条，已逐条明确对接人。"),
            Act(-20, "send_back", text="3条线索没有对接人，请补齐后再申请办结。"),
        ),
    ),
    Plot(
        "德润储能",
        "县商务和投资促进局",
        ("县经开区管委会",),
        "李县长（虚构）",
        "签订协议或书面终止",
        acts=(
            ACK,
            _update(-4, "企业二次考察，提出净地200亩、双回路供电。", "", "协议送公平竞争审查。"),
        ),
    ),
    Plot("标准厂房三期", "县经开区管委会", (), "李副县长（虚构）", "主体封顶并报送影像", acts=()),
    Plot(
        "发展规划和工作方案",
        "县发改局",
        (),
        "",
        "规划、方案修订印发",
        acts=(
            ACK,
            _update(-12, "规划文本修订完成，征求意见28条。", "", "提请协调组会议审议。"),
            Act(-1, "request_closing", text="规划和方案已印发，文号见附件。"),
        ),
    ),
    Plot(
        "办公用房和宿舍",
        "县政府办",
        (),
        "",
        "派驻干部入住并确认",
        acts=(
            ACK,
            Act(-38, "request_closing", text="办公用房8间、宿舍12间已落实，全部入住。"),
            Act(-36, "close", text="经核，已全部入住。"),
        ),
    ),
)

REPORT_PLOTS: tuple[Plot, ...] = (
    Plot("产业发展的若干措施", "市发改委", ("市财政局",), "孙副市长（虚构）", "若干措施印发", "laid"),
    Plot("用地难", "市自然资源和规划局", ("市委金融办", "城关镇"), "", "问题清单逐项销号", "laid"),
    Plot("招商线索", "市商务局", ("县商务和投资促进局",), "", "线索清单报送，每条有对接人", "prepared"),
)
"""What has been done so far with the report of two days ago; the rest waits on the review page."""
