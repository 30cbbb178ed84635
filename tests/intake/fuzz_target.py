"""One damaged file, read in a reading process; what went wrong comes back as text."""

import json
import time
import traceback

from heli.documents.intake.contract import as_contract
from heli.documents.intake.read import read
from heli.documents.intake.unreadable import Unreadable
from tests.intake.test_read import checked

SLOW_SECONDS = 10.0
"""of the processor: a busy machine makes no file slow"""


def trouble_with(name: str, content: bytes) -> str:
    """Empty when the file is read with every fact a span of its text, or refused with a sentence, soon enough."""
    began = time.process_time()
    wrong = _wrong_with(name, content)
    took = time.process_time() - began
    return wrong or (f"took {took:.1f} s" if took > SLOW_SECONDS else "")


def _wrong_with(name: str, content: bytes) -> str:
    try:
        draft = read(content, name)
    except Unreadable as refusal:
        return "" if refusal.message.endswith("。") else f"no sentence: {refusal.message}"
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (that is what is looked for)
        return traceback.format_exc()
    try:
        checked(draft)
        json.dumps(as_contract(draft), ensure_ascii=False).encode()
        for place in draft.places:
            assert 0 <= place.start <= place.end <= len(draft.document.text), place
            assert place.box is None or all(-0.01 <= edge <= 1.01 for edge in place.box), place
    except (AssertionError, UnicodeError):
        return traceback.format_exc()
    return ""
