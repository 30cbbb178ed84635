"""What the repository may not say: hosts, paths of a machine, unfinished notes."""

import re
from pathlib import Path

from tests.architecture.sources import ROOT, name_of, text, tracked

READABLE = set(".py .toml .txt .md .json .html .css .js .svg .typ .sh".split()) | {""}
MANIFESTS = {"package-lock.json", "package.json", ".npmrc", "pyproject.toml"}
HOST = r"index-url|find-links|\"resolved\"|registry\s*=|https?://(?!(?:opencollective|github|tidelift)\.com|[\w./-]*funding)"
REGISTRY = r"files\.pythonhosted\.org|registry\.npmjs|/simple/"
MACHINE = r"(?<![\w.$}])/(?:work|root)/[\w.]|/home/(?!<)\w+/"
LATER = r"\b(?:TODO|FIXME|XXX|HACK)\b"


def readable() -> list[Path]:
    """Every text file; this one has to spell what it forbids."""
    return [p for p in tracked() if p.suffix in READABLE and p != Path(__file__) and p.stat().st_size < 2_000_000]


def found(pattern: str, paths: list[Path]) -> list[str]:
    wanted = re.compile(pattern)
    hits = []
    for path in paths:
        try:
            content = text(path)
        except UnicodeDecodeError:
            continue
        hits += [f"{name_of(path)}:{content[: hit.start()].count(chr(10)) + 1}" for hit in wanted.finditer(content)]
    return hits


def test_locks_and_manifests_name_no_host() -> None:
    """Whoever installs says where from; a lock says what."""
    manifests = [p for p in tracked() if p.parent.name == "locks" or p.name in MANIFESTS]
    wrong = found(HOST, manifests)
    assert not wrong, (
        f"Resolve anew with `make lock`; npm keeps hosts out with omit-lockfile-registry-resolved: {wrong}"
    )


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    wrong = found(f"{REGISTRY}|{MACHINE}", readable())
    assert not wrong, f"Take the address from the environment or the arguments: {wrong}"


def test_no_note_to_do_later_is_left_in_the_code() -> None:
    wrong = found(LATER, [p for p in readable() if p.suffix in {".py", ".js", ".css", ".html"}])
    assert not wrong, f"Do it, or open an issue and take the note out: {wrong}"


def test_tests_are_sentences() -> None:
    wrong = [
        f"{name_of(path)}: {name}"
        for path in tracked()
        if path.name.startswith("test_") and path.suffix == ".py"
        for name in re.findall(r"^def (test_\w+)", text(path), re.MULTILINE)
        if name.count("_") < 2
    ]
    assert not wrong, f"Say in a sentence what holds: {wrong}"


def test_the_root_holds_no_stray_file() -> None:
    allowed = set(
        "README.md README.en.md ARCHITECTURE.md CHANGELOG.md LICENSE Makefile pyproject.toml package.json"
        " package-lock.json .gitignore .gitattributes .npmrc .editorconfig".split()
    )
    wrong = {name_of(p) for p in tracked() if p.parent == ROOT} - allowed
    assert not wrong, f"Put it into the folder it belongs to: {wrong}"
