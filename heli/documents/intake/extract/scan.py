"""Photos and scanned pages: characters recognised on this machine (extra `ocr`); every line says how sure it is."""

import io
import warnings
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from heli.documents.intake.draft import Notice
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.pdf_layout import laid_out, without_running_heads
from heli.documents.intake.extract.pdf_lines import Line, PageLines, arranged
from heli.documents.intake.unreadable import Cause, Unreadable

MOST_PIXELS = 60_000_000
SMALLEST_SIDE = 16
LONGEST_SIDE = 3_500
MANY_PICTURES = 100
UNSURE = 0.9
LOST = 0.5
"""Below this a line is noise: a seal, a stain, a texture."""


def available() -> bool:
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def refusal() -> Unreadable:
    return Unreadable(
        Cause.UNSUPPORTED,
        "这是扫描件或照片，本机没有安装文字识别组件，读不出文字。请把带文字的原件（.docx 或 .pdf）送来；"
        "也可以请管理员安装识别组件（安装时加选 ocr，即 heli[ocr]）。",
    )


def extract(content: bytes) -> Extracted:
    if not available():
        raise refusal()
    picture, media_type = _opened(content)
    pages: list[PageLines] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number in range(min(getattr(picture, "n_frames", 1), MANY_PICTURES)):
            try:
                picture.seek(number)
                pages.append(recognised(_upright(picture)))
            except (OSError, ValueError, SyntaxError, EOFError) as error:
                raise _damaged() from error
    kept, dropped = without_running_heads(pages)
    text, places = laid_out(kept)
    return Extracted(text, media_type, places, dropped, notices(pages))


def notices(pages: list[PageLines]) -> tuple[Notice, ...]:
    lines = [line for page in pages for line in page.lines if line.certainty is not None]
    if not lines:
        return ()
    unsure = sum((line.certainty or 0) < UNSURE for line in lines)
    more = f"其中 {unsure} 行不够清楚，" if unsure else ""
    return (Notice("recognised", f"文字由图片识别而来，{more}请对照原件核对。"),)


def _opened(content: bytes) -> tuple[Any, str]:
    image = import_module("PIL.Image")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = image.open(io.BytesIO(content))
    except Exception as error:  # the decoders raise what they like; a bomb has an error of its own
        if type(error).__name__ == "DecompressionBombError":
            raise _too_large() from error
        if isinstance(error, OSError | ValueError | SyntaxError):
            raise _damaged() from error
        raise
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()
    if min(picture.size) < SMALLEST_SIDE:
        raise Unreadable(Cause.EMPTY, "图片太小，没有可读的文字。请检查后重新上传。")
    return picture, image.MIME.get(picture.format, "image/png")


def _damaged() -> Unreadable:
    return Unreadable(Cause.DAMAGED, "图片已损坏，打不开。请重新拍照或扫描后再上传。")


def _too_large() -> Unreadable:
    return Unreadable(Cause.TOO_LARGE, "图片的像素太多，为安全起见没有打开。请用较低的分辨率重新扫描后再上传。")


def _upright(picture: Any) -> Any:
    """As the camera meant it, in three colours, no larger than recognition needs."""
    turned = import_module("PIL.ImageOps").exif_transpose(picture).convert("RGB")
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return turned


def recognised(picture: Any) -> PageLines:
    """The lines on a picture (Pillow's), in reading order; boxes in its pixels."""
    pixels = import_module("numpy").asarray(picture)[:, :, ::-1]
    found = _engine()(pixels)
    page = PageLines(float(picture.width), float(picture.height))
    if found.txts is None:
        return page
    lines = []
    for corners, words, certainty in zip(found.boxes, found.txts, found.scores, strict=True):
        xs, ys = [float(corner[0]) for corner in corners], [float(corner[1]) for corner in corners]
        box = (max(0.0, min(xs)), max(0.0, min(ys)), min(page.width, max(xs)), min(page.height, max(ys)))
        spaced = " ".join(str(words).split())
        if spaced and float(certainty) >= LOST and box[3] > box[1]:
            lines.append(Line(spaced, box, box[3] - box[1], certainty=round(float(certainty), 3)))
    page.lines = arranged(lines, page.width)
    return page


@cache
def _engine() -> Any:
    """Its models come inside the wheel; nothing is fetched."""
    return import_module("rapidocr").RapidOCR(params={"Global.log_level": "critical"})
