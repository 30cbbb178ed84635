"""Sizes, names and habits of the code."""

import ast

from tests.architecture.sources import ROOT, calls, name_of, ours, part_of, python, text, tracked, tree

LONGEST_FILE, LONGEST_FUNCTION = 400, 60
TOO_LONG: dict[str, str] = {
    "tests/papers/conftest.py::_rows": "a table of rows, one below the other",
}
"""File, or file::function → why it has to be longer. Keep this short: split first."""
MEANINGLESS = {"utils", "util", "helpers", "helper", "core", "common", "services", "misc", "lib"}


def test_no_file_is_longer_than_a_reader_takes_in() -> None:
    sizes = {name_of(path): text(path).count("\n") for path in ours(".py", ".js", ".css", ".html")}
    wrong = {name: size for name, size in sizes.items() if size > LONGEST_FILE and name not in TOO_LONG}
    assert not wrong, f"Split by what the pieces are about, or give a reason in TOO_LONG: {wrong}"


def test_no_function_is_longer_than_a_screen() -> None:
    wrong = {}
    for path in python():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines, name = (node.end_lineno or node.lineno) - node.lineno + 1, f"{name_of(path)}::{node.name}"
                if lines > LONGEST_FUNCTION and name not in TOO_LONG:
                    wrong[name] = lines
    assert not wrong, f"Name a step of it and take it out: {wrong}"


def test_reasons_for_long_ones_name_something_that_exists() -> None:
    known = {name_of(path) for path in tracked()}
    assert {name.partition("::")[0] for name in TOO_LONG} <= known, "Take what is gone out of TOO_LONG."


def test_init_files_hold_a_docstring_of_three_lines_at_most() -> None:
    """heli/cli/__init__.py is the door of the program; migrations are Django's."""
    wrong = []
    for path in python():
        if path.name != "__init__.py" or name_of(path) == "heli/cli/__init__.py":
            continue
        body = tree(path).body
        docstring = len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
        if (body and not docstring) or text(path).count("\n") > 3:
            wrong.append(name_of(path))
    assert not wrong, f"Move the code into a module that says what it is: {wrong}"


def test_no_folder_or_module_has_a_name_that_says_nothing() -> None:
    wrong = [
        name_of(path)
        for path in python()
        if {part.removesuffix(".py") for part in path.relative_to(ROOT).parts} & MEANINGLESS
    ]
    assert not wrong, f"Name it after the business: {wrong}"


def test_rules_use_plain_enums() -> None:
    """TextChoices would bring Django into the rules, and labels that nobody can test as a table."""
    wrong = [name_of(path) for path in python("heli/") if "/rules" in name_of(path) and "TextChoices" in text(path)]
    assert not wrong, f"Use StrEnum and a table of words: {wrong}"


def test_parts_use_the_same_file_names() -> None:
    business = {
        "papers",
        "overview",
        "matters",
        "documents",
        "programmes",
        "notifications",
        "directory",
        "audit",
        "search",
    }
    known = set("models rules queries permissions actions messages jobs apps migrations __init__".split())
    own = {
        "documents": {"intake", "isolation"},
        "papers": {"contents", "render", "blanks"},
        "notifications": {"channels", "delivery"},
    }
    wrong = set()
    for path in python("heli/"):
        inside = path.relative_to(ROOT / "heli").parts
        if inside[0] in business and inside[1].removesuffix(".py") not in known | own.get(inside[0], set()):
            wrong.add("/".join(inside[:2]))
    assert not wrong, (
        f"Every part has models, rules, queries, permissions, actions, messages, jobs, apps: {sorted(wrong)}"
    )


def test_actions_take_the_actor_first() -> None:
    """Whoever acts is never taken from somewhere else; inner steps begin with an underscore."""
    wrong = []
    for path in python("heli/"):
        if "/actions" not in name_of(path) or part_of(path) in {"audit", "search", "notifications"}:
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and any("atomic" in ast.unparse(d) for d in node.decorator_list):
                first = node.args.args[0].annotation if node.args.args else None
                if first is None or ast.unparse(first) != "Actor":
                    wrong.append(f"{name_of(path)}::{node.name}")
    assert not wrong, f"The first argument of an action is `actor: Actor`: {wrong}"


def test_nobody_asks_the_clock_in_rules_or_actions() -> None:
    """The moment comes with the actor, so that a story can be told over many days and any past day be asked for."""
    clocks = {"now", "today", "localdate", "utcnow", "time", "localtime"}
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in python("heli/")
        if any(folder in name_of(path) for folder in ("/rules", "/actions", "/queries", "/intake/", "workdays"))
        for name, node in calls(path)
        if name in clocks and not node.args
    ]
    assert not wrong, f"Take the moment from the actor, or as an argument: {wrong}"
