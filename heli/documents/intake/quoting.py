"""What a language model is asked, and what of its answer counts: only words that really stand in the text."""

import json
import re
from collections.abc import Callable, Iterator, Sequence

from heli.documents.intake.draft import Directive

INSTRUCTION = (
    "你是政府督查部门的经办人。下面是一份来文的一部分。\n"
    "找出其中每一条部署要求：有职权的一方要求某个单位或人员去做、办公室可以据此督办的具体事情。\n"
    "不算部署要求的：口号和号召（提高认识、坚定信心），对过去工作的叙述，计划和预测，没有要求谁去做的决定。\n"
    "逐字照抄原文，一个字都不要改，每条从“要、须、请、应”或动词开始，到这一条说完为止。\n"
    "只回答一个 JSON 数组，每个元素是一条原文字符串，没有就回答 []。"
)

CHUNK = 3000
"""Characters asked at once; cut between paragraphs."""
SHORTEST, LONGEST = 4, 600
ARRAY = re.compile(r"\[.*\]", re.DOTALL)


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of whole paragraphs of at most CHUNK characters; a longer paragraph is cut where it must be."""
    start = 0
    while start < len(text):
        end = min(start + CHUNK, len(text))
        if end < len(text):
            at = text.rfind("\n", start, end)
            end = at + 1 if at > start else end
        yield start, end
        start = end


def quoted(answer: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans in [start, end) that the answer quotes word for word; everything else it says is dropped."""
    found = ARRAY.search(answer)
    try:
        said = json.loads(found.group()) if found else []
    except ValueError:
        return []
    spans: list[tuple[int, int]] = []
    for words in said if isinstance(said, list) else []:
        if not isinstance(words, str) or not SHORTEST <= len(words.strip()) <= LONGEST:
            continue
        at = text.find(words.strip(), start, end)
        if at >= 0:
            spans.append((at, at + len(words.strip())))
    return spans


def proposer(ask: Callable[[str, str], str]) -> Callable[[str, Sequence[Directive]], list[tuple[int, int]]]:
    """A `propose` for `read` from something that answers an instruction about a text."""

    def propose(text: str, found: Sequence[Directive]) -> list[tuple[int, int]]:
        del found  # what the rules found is not told: the model shall look for itself
        return [
            span
            for start, end in chunks(text)
            if text[start:end].strip()
            for span in quoted(ask(INSTRUCTION, text[start:end]), text, start, end)
        ]

    return propose
