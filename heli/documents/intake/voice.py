"""Who speaks: the frames that open a speech in a report (张三强调，…; 会议要求：…)."""

import re
from dataclasses import dataclass

from heli.documents.intake.people import leading_name, titled_name
from heli.documents.intake.units import is_agent

ORDERING = (
    "强调指出|指出并强调|特别强调|明确要求|强调|要求|部署|号召|勉励|叮嘱|嘱咐|嘱托|指示"
    "|裁示|责成|议定|决定|确定|明确|希望|寄语|提示|建议"
)
TELLING = "总结|指出|表示|认为|说道|谈到|提出|讲到|介绍|说|坦言|表态"
FRAME = re.compile(
    rf"^(?P<who>.{{0,60}}?)(?:(?:还|又|也|再次|反复|着重|最后|同时|进一步|一致|郑重|并|就此|对此|特别"
    rf"|分别|率先|在讲话中|在会上|会上)*)"
    rf"(?:(?P<order>{ORDERING})|(?P<tell>{TELLING}))$"
)
DEMANDED = re.compile(
    r"^(?P<who>.{0,30}?)(?:就|对|围绕|针对|结合).{2,50}(?:提出|作出|做出|进行|作)了?(?:以下|如下|具体"
    r"|明确|[一二三四五六七八九十\d]+点|几点|相关)?的?(?:要求|部署|安排|意见|强调|指示)$"
    r"|^(?P<who2>.{0,30}?)(?:提出|作出|做出|强调)了?(?:以下|如下|具体|明确|[一二三四五六七八九十\d]+[点个项条])?(?:方面)?的?(?:要求"
    r"|部署|安排|意见|强调|指示|希望)$"
    r"|^(?P<who3>会议|现将|为此).{0,20}(?:决定|要求|议定|明确|部署|通知|安排|确定|纪要|批示|意见)(?:如下"
    r"|事项如下|以下事项)?$"
)
GLUED = re.compile(
    r"^(?P<who>[^，]{1,24}?)(?:还|又|也|再次|最后|同时|进一步|特别)?(?P<order>强调指出|明确要求|强调"
    r"|要求|希望|号召|指出|提出|裁示|指示|叮嘱|嘱咐|提醒|勉励)(?=(?:\u8981|必须|须|务必|各|全|广大|相关|有关|把|将|对|一要"
    r"|一是|继续|进一步|切实|[\u4e00-\u9fff]{1,16}(?:要|须|必须|务必)(?!求|素|点)))"
)
# 镇长王大林强调各村…: who bears a title may say anything, even without a comma.
TITLED_SAYS = re.compile(
    rf"(?:同志)?(?:在[^，]{{0,16}}[会上中])?(?:还|又|也|再次|最后|同时|进一步|特别)*(?:(?P<order>{ORDERING})|(?P<tell>指出|表示|认为|提出|说))(?=[\u4e00-\u9fff])(?!了)"
)
ONLY_VERB = re.compile(
    r"^(?:并|同时|还|他|她)?(?P<order>强调|要求|希望|号召|指出|提出|叮嘱|嘱咐|提醒|勉励)(?=要|必须|务必|各|全|相关|有关|[^，]{0,20}要)"
)
# Most clauses hold none of these words: looked for first, because the forms above are slow.
SAYING = re.compile(rf"{ORDERING}|{TELLING}|安排|意见|通知|纪要|事项")
NOT_A_SPEAKER = re.compile(
    r"^(?:按照?|根据|依据|依照|对照|遵照|为了|随着|通过|如果|严格|达到|满足|符合|高于|不得|必须|有的放矢"
    r"|按)|(?:的|总体|标准|基本|目标|工作|时限|时间|有关|文件|上述|各项|决策|新|更高|规划|会议的)$"
)
PRONOUN = re.compile(r"^(?:他|她|他们|其|并)$")
BODY = re.compile(r"(?:会议|座谈会|大会|推进会|例会|会|全会|通知|纪要|意见|方案|文件|讲话|主席)$")
ABOUT = re.compile(
    r"(?:在|就|对|围绕|针对|结合|听取|通过|于|当天|最后|随后|一行|一边|率|带队|代表|会同|深入|赴|到"
    r"|实地|向|作|了解).*$|(?<=.{2})(?:还|又|也|说|并|再次|同时)$"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is speaking since when; `ordering` when bare verbs after it are demands as well."""

    speaker: str | None
    ordering: bool
    body: int
    """Where what is said begins, inside the clause or at its end."""


def frame_of(clause: str, mark: str, previous: str | None) -> Voice | None:
    """The frame that this clause (plain form) is or opens with; offsets in `body` count within the clause."""
    if not SAYING.search(clause):
        return None
    if mark in ("，", "：") or clause.endswith(("如下", "以下要求")):
        found = DEMANDED.match(clause)
        if found:
            who = found["who"] or found["who2"] or found["who3"] or ""
            return Voice(_speaker(who, previous), True, len(clause))
        found = FRAME.match(clause)
        if found and not NOT_A_SPEAKER.search(found["who"]) and _can_speak(found["who"]):
            return Voice(_speaker(found["who"], previous), bool(found["order"]), len(clause))
    person = leading_name(clause)
    if person and person[0]:
        rest = len(person[0]) + len(person[1])
        verb = TITLED_SAYS.match(clause, rest)
        if verb:
            return Voice(person[1], bool(verb["order"]), verb.end())
    found = GLUED.match(clause)
    if found and not NOT_A_SPEAKER.search(found["who"]) and _can_speak(found["who"]):
        return Voice(_speaker(found["who"], previous), found["order"] != "指出", found.end())
    found = ONLY_VERB.match(clause)
    if found:
        return Voice(previous, True, found.end())
    return None


def _can_speak(who: str) -> bool:
    if not who or PRONOUN.match(who) or BODY.search(who):
        return True
    bare = ABOUT.sub("", who)
    leading = leading_name(who)
    listed = leading is not None and not leading[0] and "、" in who
    return bool((leading and not listed) or titled_name(bare) or titled_name(who)) or is_agent(bare)


def _speaker(who: str, previous: str | None) -> str | None:
    who = who.strip("“” 　")
    who = re.sub(r"^(?:最后|随后|会上|会议最后|同时|此外|另外|其间|期间|就此|为此|对此|因此|所以)[，]?", "", who)
    if not who or PRONOUN.match(who):
        return previous
    leading = leading_name(who)
    if leading:
        return leading[1]
    bare = ABOUT.sub("", who)
    for words in (bare, who):
        named = titled_name(words)
        if named:
            return named[1]
    if BODY.search(bare) and len(bare) <= 16:
        return bare
    return bare if 2 <= len(bare) <= 16 and re.search(r"(?:局|委|办|厅|部|组|府|院|会)$", bare) else previous
