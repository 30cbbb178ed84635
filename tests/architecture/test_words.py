"""Every refusal and notice has its words; every need its refusal; every task its caller."""

import ast
import importlib
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from heli.matters.rules.lifecycle import Need, Verb
from heli.matters.rules.manner import MANNER_WORDS, Manner
from tests.architecture.sources import ROOT, calls, name_of, part_of, python, text, tree


def codes_used() -> Iterator[tuple[Path, str]]:
    """(module, code) of every refusal that code names literally; both branches of a choice count."""
    for path in python("heli/"):
        for name, node in calls(path):
            if name in {"refused", "Refusal"} and node.args and not isinstance(node.args[0], ast.JoinedStr):
                for literal in ast.walk(node.args[0]):
                    if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
                        yield path, literal.value


def parts_with_messages() -> list[str]:
    own = [path for path in python("heli/") if path.name == "messages.py"]
    return sorted(path.parent.name for path in own if path.parent.parent == ROOT / "heli")


def refusals_of(part: str) -> dict[str, str]:
    table: dict[str, str] = importlib.import_module(f"heli.{part}.messages").REFUSALS
    return table


def test_every_refusal_has_words_in_its_part() -> None:
    wrong = {
        f"{name_of(path)}: {code}"
        for path, code in codes_used()
        if part_of(path) in parts_with_messages() and code not in refusals_of(part_of(path))
    }
    assert not wrong, f"Add the code to REFUSALS of that part's messages.py: {sorted(wrong)}"


def test_every_part_that_refuses_has_a_table_of_words() -> None:
    wrong = {part_of(path) for path, _ in codes_used()} - set(parts_with_messages()) - {"web", "cli"}
    borrowed = {"programmes"}  # refuses with the directory's `administrators_only`
    assert wrong <= borrowed, f"Give {wrong - borrowed} a messages.py with REFUSALS."


def test_no_refusal_has_words_that_nothing_uses() -> None:
    """Words that nobody can meet rot: take them out, or find who forgot to refuse."""
    spoken = "\n".join(text(path) for path in python("heli/") if path.name != "messages.py")
    wrong = [
        f"{part}: {code}"
        for part in parts_with_messages()
        for code in refusals_of(part)
        if f'"{code}"' not in spoken and code.removeprefix("needs_") not in set(Need)
    ]
    assert not wrong, wrong


@pytest.mark.parametrize("need", list(Need))
def test_every_need_has_words(need: Need) -> None:
    assert f"needs_{need}" in refusals_of("matters")


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def test_every_refusal_is_given_what_its_words_speak_of() -> None:
    """A missing parameter would break the answer just when somebody needs it."""
    wrong = []
    for path in python("heli/"):
        part = part_of(path)
        if part not in parts_with_messages():
            continue
        for name, node in calls(path):
            if name not in {"refused", "Refusal"} or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            wanted = placeholders(refusals_of(part).get(str(node.args[0].value), ""))
            given: set[object] = {word.arg for word in node.keywords}
            for more in node.args[1:]:
                if isinstance(more, ast.Dict):
                    given |= {key.value for key in more.keys if isinstance(key, ast.Constant)}
            if not wanted <= given:
                wrong.append(f"{name_of(path)}:{node.lineno} lacks {sorted(wanted - {str(g) for g in given})}")
    assert not wrong, wrong


def test_refusals_speak_as_offices_do() -> None:
    """What happened and what to do, in a sentence; no words of software, no question left open."""
    software = re.compile(r"提交|记录不存在|数据库|字段|null|None|报错|异常|ID|非法|操作失败")
    for part in parts_with_messages():
        for code, words in refusals_of(part).items():
            assert words.endswith(("。", "}")), f"{part} {code}: {words}"
            assert not software.search(words), f"{part} {code}: {words}"


def test_every_step_can_be_spoken_of() -> None:
    from heli.directory.rules.verdict import Refusal
    from heli.matters.messages import words
    from heli.matters.rules.kinds import Kind

    for verb in Verb:
        for kind in Kind:
            for manner in Manner:
                refusal = Refusal("not_yours_to_do", {"who": "推动办", "verb": verb})
                said = words(refusal, kind, MANNER_WORDS[manner])
                assert verb not in said


def test_every_task_has_a_timetable_or_a_caller() -> None:
    """A job that nothing starts never runs, and nobody notices."""
    everything = "\n".join(text(path) for path in python("heli/"))
    wrong = []
    for path in python("heli/"):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.FunctionDef):
                continue
            marks = " ".join(ast.unparse(mark) for mark in node.decorator_list)
            if ".task" in marks and "periodic" not in marks:
                called_by = re.findall(rf"\b{node.name}\b(?!\()", everything)
                if len(called_by) < 2 and f'"{node.name}"' not in everything:
                    wrong.append(f"{name_of(path)}::{node.name}")
    assert not wrong, f"Put it into config/timetable, or defer it from an action: {wrong}"
