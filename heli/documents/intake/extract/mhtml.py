"""Web pages saved as one file (.mht, .mhtml): the page itself; its pictures and frames stay out."""

from heli.documents.intake.extract.bundle import Budget
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.mail import leaves, parsed, words_of
from heli.documents.intake.extract.package import damaged

MEDIA_TYPE = "multipart/related"


def extract(content: bytes) -> Extracted:
    for part in leaves(parsed(content), Budget()):
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                return Extracted(words_of(part, body), MEDIA_TYPE)
    raise damaged("网页存档")
