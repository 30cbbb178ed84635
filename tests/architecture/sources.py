"""What the architecture tests look at: our own files, as git knows them or as they stand in the folder."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = ("heli/web/static/vendor/", "heli/papers/fonts/", "node_modules/", "locks/", "package-lock.json")


@cache
def tracked() -> tuple[Path, ...]:
    """Files in git, and new ones that it doesn't ignore; without a checkout, the files of the folders that are ours."""
    listed = subprocess.run(
        ["git", "-c", "core.quotepath=off", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = [path for folder in ("heli", "tests", "tools", "bench", "docs") for path in (ROOT / folder).rglob("*")]
    return tuple(sorted(path for path in found if path.is_file()))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def ours(*suffixes: str, under: str = "") -> Iterator[Path]:
    """Our own files with one of these endings under a folder of the repository."""
    for path in tracked():
        name = name_of(path)
        if name.endswith(suffixes or ("",)) and name.startswith(under) and not name.startswith(NOT_OURS):
            yield path


def python(under: str = "") -> Iterator[Path]:
    """Our modules; migrations are written by Django."""
    return (path for path in ours(".py", under=under) if "/migrations/" not in path.as_posix())


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), str(path))


def part_of(path: Path) -> str:
    """heli/matters/rules/kinds.py → matters"""
    return path.relative_to(ROOT / "heli").parts[0]


def called(node: ast.Call) -> str:
    """The last name of what is called: `models.ForeignKey(…)` → ForeignKey."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    return ((called(node), node) for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
