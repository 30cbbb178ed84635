"""Dependencies point one way, also where imports don't show it: foreign keys, look-ups by name, templates."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from tests.architecture.sources import ROOT, calls, name_of, ours, part_of, python, text

CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ARROW: list[set[str]] = [
    set(re.split(r"\s*\|\s*", layer))
    for contract in CONFIGURATION["tool"]["importlinter"]["contracts"]
    if contract["id"] == "arrow"
    for layer in contract["layers"]
]
RANK = {part: rank for rank, layer in enumerate(ARROW) for part in layer}
"""0 for the uppermost layer, which may know all that come after it."""


def test_the_import_contracts_hold() -> None:
    """In a process of its own: called in ours, the linter would silence every logger that other tests listen to."""
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"See `lint-imports`; move the code to where the arrow allows it.\n{done.stdout}"


def test_every_folder_of_the_package_has_its_place_on_the_arrow() -> None:
    parts = {part_of(path) for path in python("heli/") if path.parent != ROOT / "heli"}
    assert parts <= set(RANK), f"Put {parts - set(RANK)} into the layers of pyproject.toml, or into an existing part."


def test_no_foreign_key_points_against_the_arrow() -> None:
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("heli."):
            continue
        here = model.__module__.split(".")[1]
        for field in model._meta.get_fields():
            target = field.related_model
            if field.auto_created or not isinstance(target, type) or not target.__module__.startswith("heli."):
                continue
            there = target.__module__.split(".")[1]
            if there != here and RANK[there] <= RANK[here]:
                wrong.append(f"{model.__name__}.{field.name} → {target.__name__}")
    assert not wrong, f"Put a link table into the upper part instead: {wrong}"


def test_no_model_is_looked_up_by_name() -> None:
    wrong = [name_of(path) for path in python("heli/") for name, _ in calls(path) if name == "get_model"]
    assert not wrong, f"Import the model, or the query of its part, so that the contracts see it: {wrong}"


TEMPLATE_REFERENCE = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"'#]+)""")
FOLDER = "heli/web/templates/"
SHARED = "shell"


def template_references() -> Iterator[tuple[Path, str, str]]:
    """(template, its folder, the folder of what it includes or extends); the top folder belongs to the shell."""
    for path in ours(".html", under=FOLDER):
        inside = path.relative_to(ROOT / FOLDER).parts
        here = inside[0] if len(inside) > 1 else SHARED
        for target in TEMPLATE_REFERENCE.findall(text(path)):
            yield path, here, target.split("/")[0] if "/" in target else SHARED


def test_no_template_is_included_against_the_arrow() -> None:
    rank = {folder: RANK.get(folder, -1) for _, here, there in template_references() for folder in (here, there)}
    wrong = [
        f"{name_of(path)} → {there}"
        for path, here, there in template_references()
        if there not in {here, SHARED} and (here == SHARED or rank[there] <= rank[here])
    ]
    assert not wrong, f"Move the shared piece to templates/{SHARED}/ or down to the part it shows: {wrong}"


def test_no_signal_drives_the_workflow() -> None:
    """A step that happens behind the caller's back is one that nobody finds: call the action."""
    wrong = []
    for path in python("heli/"):
        for name, node in calls(path):
            listens = name == "connect" and re.search(r"(?:signal|(?:pre|post)_\w+)\.connect$", ast.unparse(node.func))
            if name == "receiver" or listens:
                wrong.append(f"{name_of(path)}:{node.lineno}")
        if re.search(r"from django\.(?:db\.models|core|dispatch|test)\b.*\b(?:signals|Signal|receiver)\b", text(path)):
            wrong.append(name_of(path))
    assert not wrong, f"Call the action instead of a signal: {wrong}"
