"""How a demand is called in the ledger: its words without who and by when, which have columns of their own."""

import re

ASSIGNED = re.compile(r"^由[^，,。；]{2,40}?(牵头|负责|承办|主办)[，,]")
JOINED = re.compile(r"^[^，,。；]{2,60}?(配合|参与|协助|协同)[，,]")
MODAL = re.compile(r"^(一定要|务必要?|必须|应当|还要|也要|要|须|应|请)(?=[^点素求闻件务])")
LINK = re.compile(r"^(在|于)?$")


def title_of(text: str, deadline: str = "") -> str:
    """The demand as a ledger names it; unchanged where little would be left.

    >>> title_of("由市甲局牵头，市乙局配合，6月底前拟定权限清单", "6月底前")
    '拟定权限清单'
    """
    rest = JOINED.sub("", ASSIGNED.sub("", text.strip()))
    rest = _without_start(rest, deadline)
    rest = _without_start(MODAL.sub("", rest), deadline)
    rest = rest.strip("，,、 ")
    return rest if len(rest) >= 4 else text.strip()


def _without_start(text: str, deadline: str) -> str:
    """Drops the deadline where it opens the text: 在6月底前， or 6月底前."""
    at = text.find(deadline) if deadline else -1
    if at in (0, 1) and LINK.match(text[:at]):
        return text[at + len(deadline) :].lstrip("，,")
    return text
