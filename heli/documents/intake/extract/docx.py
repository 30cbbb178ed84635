"""Word documents (.docx, .docm, .wps of the new kind): read straight from the package, with limits of our own.

What a reader sees on paper, once all tracked changes are accepted: comments, hidden words, tables of contents,
running heads and feet stay out; of the heads only lines of a red head or a secrecy marking are kept.
"""

import re
from typing import Any

from heli.documents.intake.draft import Notice
from heli.documents.intake.extract.docx_body import Body, W, styles_of
from heli.documents.intake.extract.docx_numbers import Numbers
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.package import Package, damaged, opened, parsed

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WHAT = " Word 文档"
BODY = "word/document.xml"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RED_HEAD = re.compile(r"[〔\[（(]\d{4}[〕\]）)]\s*\d*号|文件\s*$|签发人|密|特急|加急|会议纪要")
NUMBER_ON_EVERY_PAGE = re.compile(r"^[\s\d—–\-第页共/]*$")


def extract(content: bytes) -> Extracted:
    with opened(content, WHAT) as package:
        main = _main_part(package)
        root = _root(package, main)
        if root is None:
            raise damaged(WHAT)
        folder = main.rsplit("/", 1)[0] + "/" if "/" in main else ""
        body = Body(
            Numbers.of(_root(package, folder + "numbering.xml")), styles_of(_root(package, folder + "styles.xml"))
        )
        kept, dropped = _heads(package, folder)
        for line in kept:
            body.layout.line(line)
        container = root.find(W + "body")
        body.read(container if container is not None else root)
        warnings = _warnings(package, folder, root, revised=body.revised)
    return Extracted(body.layout.text, MEDIA_TYPE, tuple(body.layout.places), dropped, warnings)


def _main_part(package: Package) -> str:
    """Usually word/document.xml; the package's own relations say so."""
    if BODY in package.names:
        return BODY
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        target = str(relation.get("Target", "")).lstrip("/")
        if str(relation.get("Type", "")).endswith("/officeDocument") and target in package.names:
            return target
    raise damaged(WHAT)


def _root(package: Package, name: str) -> Any:
    body = package.read(name)
    return None if body is None else parsed(body.replace(STRICT, USUAL), WHAT)


def _heads(package: Package, folder: str) -> tuple[list[str], tuple[str, ...]]:
    """Lines of running heads that belong to the paper's own head, and those left out."""
    kept: list[str] = []
    dropped: list[str] = []
    for name in sorted(package.names):
        if not re.fullmatch(re.escape(folder) + r"(?:header|footer)\d*\.xml", name):
            continue
        head = Body(Numbers(), {})
        root = _root(package, name)
        head.read(root)
        for line in head.layout.lines:
            if NUMBER_ON_EVERY_PAGE.match(line):
                continue
            red = "/header" in f"/{name}" and RED_HEAD.search(line)
            if line not in kept:
                (kept if red else dropped).append(line)
    return kept, tuple(dict.fromkeys(dropped))


def _warnings(package: Package, folder: str, root: Any, *, revised: bool) -> tuple[Notice, ...]:
    warnings = []
    names = package.names
    if revised or next(root.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo"), None) is not None:
        warnings.append(Notice("revisions", "文中有修订痕迹，已按接受全部修订后的文字读取。请确认修订已经定稿。"))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        warnings.append(Notice("macros", "文档里带有宏，没有运行，只读了文字。"))
    if any("/embeddings/" in name for name in names) or next(root.iter(W + "altChunk"), None) is not None:
        warnings.append(Notice("embedded", "文档里嵌有其他文件，没有读。如有要求写在其中，请单独上传。"))
    if folder + "comments.xml" in names and next(root.iter(W + "commentReference"), None) is not None:
        warnings.append(Notice("comments", "文中的批注没有读。"))
    if next(root.iter(W + "footnoteReference", W + "endnoteReference"), None) is not None:
        warnings.append(Notice("footnotes", "文中的脚注、尾注没有读。"))
    return tuple(warnings)
