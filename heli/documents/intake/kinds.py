"""What kind of document a text is, by its opening, its title and its habits."""

import re

from heli.documents.intake.draft import DocumentKind

TITLE_END = re.compile(r"(?:通知|通告|公告|函|意见|批复|决定|命令|令)$")
BREAKDOWN = re.compile(
    r"任务(?:分解|分工|清单|安排)|责任分工|分工方案|工作台账|责任清单|分解表|重点任务|实施方案|工作方案"
    r"|行动方案|工作要点|重点工作(?:安排|分解)|责任单位[：:]|牵头单位[：:]|督办(?:事项|件)"
)
MINUTES = re.compile(r"会议纪要|纪要(?!求)|会议[记纪]录|会议决定事项|现纪要如下|裁示|议定事项")
SPEECH = re.compile(r"^(?:在.{2,40}(?:会|会议|活动|仪式)上的(?:讲话|发言|致辞|报告)|.{0,30}讲话(?:稿|提纲|摘要)?)$")
SALUTATION = re.compile(r"^(?:同志们|各位领导|各位代表|各位同志|同志们、朋友们)[：:，！]", re.MULTILINE)
NOTICE = re.compile(
    r"特此通知|现(?:将|就)?.{0,60}(?:通知如下|有关(?:事项|工作)通知如下|转发(?:给)?你们|印发(?:给)?你们)"
    r"|请认真贯彻执行|请遵照执行|[:：]\n.{0,40}(?:经研究|根据)"
)
PROGRESS = re.compile(
    r"工作(?:总结|汇报|报告|进展|情况)(?:的?(?:汇报|报告|通报))?$|进展情况|完成情况|情况(?:的)?(?:汇报"
    r"|报告|通报)$|(?:总结|汇报)$|简报$|工作动态"
)
REPORT = re.compile(
    r"(?:召开|举行|举办|主持|出席|参加).{0,60}(?:会|会议)|(?:会|会议)(?:[^，。\n]{0,8})?(?:召开|举行)"
    r"|调研|督导|督查|检查"
)
FRAMES = re.compile(
    r"(?:强调|指出|(?<![限的项准明度工作关策部署])要求|表示)[，：]|会议(?:指出|强调|要求|听取|传达|审议)"
)
LABELS = re.compile(r"(?:责任|牵头|配合)(?:单位|部门|领导|人)[：:]")
# 各乡镇、县直有关部门： at the head, and somebody is told something: a letter, whatever its title says.
ADDRESSED = re.compile(
    r"^[ 　]*(?:各|[市县区省州][直属]|[市县区省州]政府各|全[市县区省]各)[^，。；：\n]{1,60}"
    r"(?:[，、][^，、。；：\n]{1,60}){0,30}：[ 　]*$",
    re.MULTILINE,
)
DEMANDING = re.compile(
    r"责成|请各|请(?:你|贵|将|于|认真|结合)|[，。](?:[^，。]{2,20})?(?:要|须|必须|务必)(?:于|在|按|将|对|把|认真|切实|严格)|如下(?:要求)?[：。]|印发(?:给)?你们"
)
MANY_LABELS = 3
DIALOGUE = re.compile(r"[：:]?“[^”]{2,80}[。！？…]”")


def kind_of(plain: str, title: str | None) -> DocumentKind:
    """`plain` is the whole text in plain form."""
    head = plain[:800]
    named = title or ""
    if TITLE_END.search(named) or (NOTICE.search(plain) and not FRAMES.search(head)):
        return _notice_or_breakdown(plain, named)
    labelled = len(LABELS.findall(plain)) >= MANY_LABELS
    addressed = bool(ADDRESSED.search(head) and DEMANDING.search(plain))
    for applies, kind in (
        (addressed and not MINUTES.search(named), DocumentKind.NOTICE),
        (MINUTES.search(named) or MINUTES.search(head[:300]), DocumentKind.MINUTES),
        (SPEECH.search(named) or SALUTATION.search(head), DocumentKind.SPEECH),
        (BREAKDOWN.search(named) or labelled, DocumentKind.TASK_BREAKDOWN),
        (PROGRESS.search(named), DocumentKind.PROGRESS_REPORT),
        (FRAMES.search(plain) and REPORT.search(plain), DocumentKind.MEETING_REPORT),
        (NOTICE.search(plain), DocumentKind.NOTICE),
        (REPORT.search(head) and is_official(plain), DocumentKind.MEETING_REPORT),
    ):
        if applies:
            return kind
    return DocumentKind.OTHER


def _notice_or_breakdown(plain: str, title: str) -> DocumentKind:
    divided = re.search(r"任务分解|责任分解|任务分工|责任分工", title)
    labelled = len(LABELS.findall(plain)) >= MANY_LABELS
    return DocumentKind.TASK_BREAKDOWN if labelled or divided else DocumentKind.NOTICE


OFFICIAL = re.compile(
    r"书记|[市县区]长|[市县区省]委|政府|部门|单位|会议|工作|[市县区][\u4e00-\u9fff]{1,6}[局办]|资金|项目|整改|报送|落实|乡镇|街道|督[查办]"
)


def is_official(plain: str) -> bool:
    """Office writing, as opposed to fiction or a lesson."""
    signs = len(OFFICIAL.findall(plain)) + 2 * len(FRAMES.findall(plain))
    return signs * 150 > len(plain) and not is_fiction(plain)


def is_fiction(plain: str) -> bool:
    """Much dialogue, much first person, people who feel: a novel, even one about officials."""
    spoken = len(DIALOGUE.findall(plain))
    persons = len(
        re.findall(
            r"[他她](?:的|说|想|笑|看|心|把|在|也|又|就|不)|笑道|问道|说道|心里|点了?点头|摇了?摇头"
            r"|叹了?口气|忽然|突然|眼睛|似乎",
            plain,
        )
    )
    return persons * 150 > len(plain) and (spoken >= 2 or persons >= 12)
