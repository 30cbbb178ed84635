"""Zip archives: nothing is written anywhere; every packed file that can be read is read, in the order of names."""

import re

from heli.documents.intake.extract.bundle import Budget, Bundle, ReadPart
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.package import opened

MEDIA_TYPE = "application/zip"
WHAT = "压缩包"
LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.)|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE)


def extract(content: bytes, read: ReadPart, budget: Budget) -> Extracted:
    budget.deeper()
    bundle = Bundle(read)
    with opened(content, WHAT) as package:
        names = [name for name in package.names if not name.endswith("/") and not LITTER.search(name)]
        shown = {name: _readable(name, utf8=package.is_utf8(name)) for name in names}
        for name in sorted(names, key=lambda name: _natural(shown[name])):
            body = package.read(name)
            if body is None:
                continue
            budget.take(len(body))
            bundle.parts([(shown[name].replace("\\", "/").rsplit("/", 1)[-1], body)])
    budget.depth -= 1
    return bundle.whole(MEDIA_TYPE)


def _readable(name: str, *, utf8: bool) -> str:
    """Old packers wrote names in GBK without saying so."""
    if utf8:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _natural(name: str) -> list[tuple[int, str]]:
    """附件2 before 附件10."""
    return [(int(piece), "") if piece.isdigit() else (0, piece) for piece in re.split(r"(\d{1,9})", name)]
