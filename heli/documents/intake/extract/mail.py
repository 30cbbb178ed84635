"""Letters (.eml): subject and words of the letter, then its attachments."""

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage

from heli.documents.intake.extract import html
from heli.documents.intake.extract.bundle import Budget, Bundle, ReadPart
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.package import damaged
from heli.documents.intake.extract.plain import decode
from heli.documents.intake.unreadable import Unreadable

MEDIA_TYPE = "message/rfc822"
WHAT = "邮件"
QUOTED = re.compile(
    r"^(?:>.*|-{2,}\s*(?:原始邮件|Original Message|转发的?邮件).*|(?:发自|Sent from).{0,30})$", re.MULTILINE
)


def parsed(content: bytes) -> EmailMessage:
    """The message in the bytes. Raises Unreadable(DAMAGED)."""
    try:
        message = email.message_from_bytes(content.lstrip(b"\r\n \t\xef\xbb\xbf"), policy=policy.default)
    except (ValueError, LookupError, RecursionError) as error:
        raise damaged(WHAT) from error
    return message


def leaves(message: EmailMessage, budget: Budget) -> Iterator[EmailMessage]:
    """Parts that hold something, without recursion; a letter inside the letter is one of them."""
    stack: list[EmailMessage] = [message]
    while stack:
        part = stack.pop()
        budget.take(0)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            stack.extend(reversed([one for one in part.get_payload() if isinstance(one, EmailMessage)]))
        else:
            yield part


def extract(content: bytes, read: ReadPart, budget: Budget) -> Extracted:
    budget.deeper()
    bundle = Bundle(read)
    message = parsed(content)
    bundle.own(_header(message, "subject"))
    words: dict[str, str] = {}
    attachments: list[tuple[str, bytes]] = []
    for part in leaves(message, budget):
        name, body = _name(part), _body(part)
        budget.take(len(body))
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and not name and part.get_content_disposition() != "attachment":
            words.setdefault(kind, words_of(part, body))
        elif body and not (part.get_content_maintype() == "image" and part.get("Content-ID")):
            attachments.append((name or f"附件{len(attachments) + 1}", body))
    letter = max((words.get("text/plain", ""), words.get("text/html", "")), key=lambda one: len(one.strip()) > 20)
    bundle.own(QUOTED.sub("", letter))
    bundle.parts(attachments)
    budget.depth -= 1
    return bundle.whole(MEDIA_TYPE)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, LookupError, AttributeError, IndexError):  # headers no standard foresees
        return ""


def _name(part: EmailMessage) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, AttributeError, IndexError):
        name = ""
    return str(name).replace("\\", "/").rsplit("/", 1)[-1].strip()


def _body(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    try:
        body = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return body if isinstance(body, bytes) else b""


def words_of(part: EmailMessage, body: bytes) -> str:
    """By the charset the part names where that works, else by evidence."""
    try:
        charset = str(part.get_content_charset() or "utf-8").replace("gb2312", "gb18030").replace("gbk", "gb18030")
        text = body.decode(charset)
    except (UnicodeDecodeError, LookupError):
        try:
            text = decode(body)
        except Unreadable:
            return ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return html.extract_page(text).text if part.get_content_type() == "text/html" else text
