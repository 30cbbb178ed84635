"""Where in a clause somebody is told to do something: 要, 须, 请, 务必 … and what stands before it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from heli.documents.intake.units import is_agent

YAO = (
    r"(?<![主重纪需首概摘提简紧机次扼必只将快想若索择撮显大撰刚既又])(?<![国外]政)要(?![素闻件么塞旨图员价闻]|点(?![面亮对])"
    r"|求(?![真助实新精变])|害(?!怕)|道(?!德)|领(?![会导先跑悟题着])|义(?![不无])|务(?![实必求])|不(?:是|然|要|就|，|$)"
    r"|紧(?![密紧扣盯抓跟贴急])|目(?!标)|职(?![责能])|是(?!把|对|以))"
)
MODAL = re.compile(
    rf"(?:一定|务必|必须|都|均|也|还|[一二三四五六七八九十]是?)?{YAO}(?:必须|务必|求(?!助))?|务必|务须|务求|务于|必须(?!品)|须(?!知|眉|臾)|应当|应该"
    rf"|需(?=于(?:\d|本|每|今)|在\d|将|按|每[月周日]|报送|提交|上报)"
    rf"|(?<![相对适反响供顺效照答呼感回叫因一])应(?![对急用届邀聘付运变纳有战考试酬知诉援约]|[\u4e00-\u9fff]尽|[\u4e00-\u9fff]不)(?=[\u4e00-\u9fff])"
    r"|(?:要求|指示)(?=[\u4e00-\u9fff、]{1,16}?(?:局|署|处|部门|办|厅|委|院|公司|单位|科室|乡镇|街道)(?![的要、]))"
    r"|不得(?!不|已|了)|严禁|不能(?!够)|责成|(?<![邀报申聘敬特恳])请(?![示求假教客愿战进来问柬帖辞缨功])"
)
OPENING = re.compile(
    r"^(?:同时|此外|另外|因此|所以|为此|并且|而且|而|且|并|首先|其次|再次|最后|特别是|尤其是|与此同时"
    r"|一方面|另一方面|当前和今后一个时期|下一?阶段|现阶段|当前|下一步|下步|接下来|今后|其中|总之|希望|至于|然而|但是?"
    r"|具体|一是|二是|三是|四是|五是|六是)+"
)
ADVERBS = re.compile(
    r"^(?:还|也|都|又|更|分别|另|一并|同时并|再|就|均|特别|尤其|重点|首先|同时|当前|目前|今后|下一步|接下来|继续|进一步"
    r"|切实|始终|坚决|一律|原则上|首要任务|关键|是|现在|近期|真正|确实|既|当务之急|接下来|主要|另|如"
    r"|则|，)+$"
)
FRONTED = re.compile(r"(?:对于?|将|把|就|凡|凡是)[^，]*$")
ASIDE = re.compile(
    r"(?:在(?:[^，]*?(?:中|上|下|时|前|后|里|方面|期间|过程|基础|前提))|按照?|根据|围绕|针对|结合|通过"
    r"|从|以|于|自|为|继续|进一步|切实|认真|主动|都|也|还|均|要|每(?!个?[市县区乡镇村人])|\d{1,2}月|[今明本]年|年底|月底|本[周月]|春节|会后"
    r"|下一步|[当目]前|首先|重点|特别|尤其|务必|严格|积极|抓紧|立即|尽快|同时|一定)[^，]*$"
)
DEADLINE_FIRST = re.compile(
    r"^(?:今年|明年|本年|[12]\d{3}年)?(?:\d{1,2}月(?:\d{1,2}[日号])?|[一二三四]季度|年)(?:底|末)?(?:之?前"
    r"|起|内|以前)?[，]?"
)
BAD_TOPIC = re.compile(
    r"^(?:只有|如果|为了|因为|由于|虽然|不仅|不但|既然|即使|无论|谁|什么|怎么|有人|人们|生活|我(?!们"
    r"|[市县区省镇乡局委办])|你(?!们)|他|她|这就|那|就是|说明)|(?:认为|知道|觉得|相信|以为|想|说|问)$"
    r"|[了着]$|是$|不仅|不但|不只"
)


@dataclass(frozen=True, slots=True)
class Modal:
    """Offsets within the clause. `start` is where the demand begins, `agent` the addressee before it."""

    start: int
    word_start: int
    word_end: int
    agent: tuple[int, int] | None
    topic: bool


# 已指示教育局…, 并要求运输署…: reported orders; 按照上级要求各单位… is none.
TELLS_ON = re.compile(r"^(?:[他她]?(?:已|亦|还|又|同时|并|也|随即|当场))?$")


def opening(clause: str) -> int:
    """Length of the connectives the clause opens with."""
    found = OPENING.match(clause)
    return found.end() if found else 0


def modal_of(clause: str, names: Collection[str] = ()) -> Modal | None:
    """The demand's modal in this clause (plain form), if the words before it allow one."""
    for found in MODAL.finditer(clause):
        if found.start() > 90:
            return None
        word = found.group()
        if clause.count("“", 0, found.start()) > clause.count("”", 0, found.start()):
            continue
        if word == "请" and not _may_ask(clause[: found.start()], names):
            continue
        if (
            word == "不能"
            and clause[opening(clause) : found.start()]
            and not is_agent(clause[opening(clause) : found.start()], names)
        ):
            continue
        if word in ("要求", "指示") and not TELLS_ON.search(clause[: found.start()]):
            continue
        if word in ("应", "须", "不能") and len(clause) - found.end() < 2:
            continue
        modal = _before(clause, found.start(), found.end(), names)
        if modal is not None:
            return modal
    return None


def _may_ask(prefix: str, names: Collection[str]) -> bool:
    bare = prefix[opening(prefix) :]
    return (
        not bare
        or bare in ("主席", "会议", "委员会", "区议会")
        or bool(ADVERBS.match(bare))
        or (
            len(bare) <= 30
            and (
                bare.endswith(("，", "后", "前", "案", "部分", "事项", "议题", "一节", "乙节", "项"))
                or is_agent(bare, names)
            )
        )
    )


def _before(clause: str, start: int, end: int, names: Collection[str]) -> Modal | None:
    begin = opening(clause[:start])
    first = DEADLINE_FIRST.match(clause[begin:start])
    if first and first.end():
        begin += first.end()
    prefix = clause[begin:start]
    if not prefix or ADVERBS.match(prefix) or TELLS_ON.match(prefix):
        return Modal(start, start, end, None, topic=False)
    agent = agent_at_head(prefix, names)
    if agent:
        rest = prefix[agent:]
        fronted = FRONTED.search(rest)
        at = begin + agent + fronted.start() if fronted else start
        return Modal(at, start, end, (begin, begin + agent), topic=False)
    if BAD_TOPIC.search(prefix):
        return None
    if FRONTED.match(prefix):
        return Modal(begin, start, end, None, topic=False)
    if ASIDE.match(prefix):
        return Modal(start, start, end, None, topic=False)
    return Modal(begin, start, end, None, topic=True)


def agent_at_head(prefix: str, names: Collection[str] = ()) -> int:
    """Length of the addressee at the head of these words, 0 when there is none: '各部门在工作中' → 3."""
    if is_agent(prefix, names):
        return len(prefix)
    for pattern in (FRONTED, ASIDE):
        position = len(prefix)
        while position > 2:
            found = _last(pattern, prefix, position)
            if found is None:
                break
            if is_agent(prefix[:found], names):
                return found
            position = found
    for cut in range(len(prefix) - 1, 1, -1):
        if prefix[cut] == "，" and is_agent(prefix[:cut], names):
            return cut
    return 0


STARTS = re.compile(
    r"对于?|将|把|就|在|按|根据|围绕|针对|结合|通过|从|以|于|自|为|继续|进一步|切实|认真|主动|都|也|还|均|要"
    r"|每(?!个?[市县区乡镇村人])|\d{1,2}月|[今明本]年|年底|月底|本[周月]|春节|会后|下一步|[当目]前|首先|重点|特别|尤其|务必|严格|积极|抓紧|立即|尽快|同时|一定"
)


def _last(pattern: re.Pattern[str], prefix: str, before: int) -> int | None:
    """Start of the last aside that begins before `before`."""
    starts = [found.start() for found in STARTS.finditer(prefix, 0, before) if found.start() > 1]
    for start in reversed(starts):
        if pattern.match(prefix[start:]):
            return start
    return None
