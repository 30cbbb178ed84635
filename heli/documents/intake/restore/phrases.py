"""Words of Taiwan that a converter put into a text of the mainland: 最佳化 for 优化. Suspects with a proposal.

They are words, not signs: which of them the author chose can't be known, so the text stays as it is.
"""

import re

from heli.documents.intake.draft import Span, Suspect
from heli.documents.intake.restore.script import simplified

REASON = "疑为繁简转换时换成的台湾用语，请核对。"
# As they stand in simplified script.
PHRASES = {
    "最佳化": "优化",
    "网际网路": "互联网",
    "网际网络": "互联网",
    "入口网站": "门户网站",
    "网路": "网络",
    "程式": "程序",
    "软体": "软件",
    "硬体": "硬件",
    "伺服器": "服务器",
    "资料库": "数据库",
    "数位化": "数字化",
    "行动网路": "移动网络",
    "资讯化": "信息化",
    "资讯科技": "信息技术",
    "智慧型手机": "智能手机",
    "即时通讯": "即时通信",
    "积体电路": "集成电路",
    "奈米": "纳米",
    "鹹阳": "咸阳",
    "咸陽": "咸阳",
}
WORDS = re.compile("|".join(sorted(PHRASES, key=len, reverse=True)))
MAINLAND = re.compile(
    r"县委|市委|省委|区委|党委|书记|国务院|发改|人大常委|政协|纪委|贯彻落实|招商引资|乡镇|督查|习近平|“互联网\+”"
)
LEAST = 2


def suspects(text: str) -> tuple[Suspect, ...]:
    plain = simplified(text)
    found = list(WORDS.finditer(plain))
    if len(found) < LEAST or len({one.group() for one in found}) < LEAST or len(MAINLAND.findall(plain)) < LEAST:
        return ()
    return tuple(
        Suspect(Span(one.start(), one.end()), text[one.start() : one.end()], PHRASES[one.group()], REASON)
        for one in found
    )
