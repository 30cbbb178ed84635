"""What the office is offered for a directive that says nothing of it: completion standards by category."""

from heli.documents.intake.draft import Category

STANDARDS: dict[Category, tuple[str, ...]] = {
    Category.POLICY: ("印发支持政策或办理意见，写明对象和期限", "批复或书面答复", "权限下放清单印发并完成交接"),
    Category.BOTTLENECK: ("问题解决，提出单位书面确认", "取得批复", "资金到位", "签约、补偿、腾空"),
    Category.INVESTMENT: ("报送线索清单，每条有对接人", "引荐企业到访并形成洽谈记录", "签订协议或书面终止"),
    Category.COORDINATION: ("形成工作机制文件并按期调度", "召开会议并印发纪要", "报送分工落实情况"),
    Category.LIAISON: ("书面报告送达并取得回复", "方案修订印发", "完成对接并报送情况"),
    Category.SERVICE: ("服务对象确认满意", "办理完毕并书面反馈"),
    Category.PROJECT: ("完成节点并提供佐证", "开工", "竣工验收"),
    Category.OTHER: ("书面报告完成情况", "印发文件"),
}


def standards_for(category: Category) -> tuple[str, ...]:
    """Offered standards, the usual one first; the clerk keeps, changes or replaces it."""
    return STANDARDS[category]
