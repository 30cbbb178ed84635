"""How fast documents are read: a new process, one that is warm, pages a second, growth, memory.

usage: python -m bench.bench_read [FILE …]      FILE: further documents to read cold and warm

The texts are made here; the first one is damaged as a mirror site's machine damages it: in traditional characters,
with a gloss after many of them.
"""

import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import opencc

from heli.documents.intake.extract.docx import extract as extract_docx
from heli.documents.intake.read import read
from heli.documents.intake.restore.steps import restored
from heli.documents.isolation.paths import read_line
from heli.documents.isolation.readers import Readers
from tests.intake.gloss_machine import glossed
from tests.intake.texts import BREAKDOWN, MINUTES, PROGRESS, REPORT

PAGE = 1_000
"""characters; a printed page of an official document holds 616 (22 lines of 28, GB/T 9704)"""
SEED_CHARACTERS = 3_000
GROWTH = (10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 640_000, 1_000_000)
FOLDER_FILES = 200


def long_text(characters: int) -> str:
    """Reports, minutes, progress and breakdowns, with other numbers each time, so that nothing repeats exactly."""
    pieces: list[str] = []
    length = 0
    while length < characters:
        number = len(pieces)
        pieces.append((REPORT, MINUTES, PROGRESS, BREAKDOWN)[number % 4].replace("项目", f"第{number}批项目"))
        length += len(pieces[-1]) + 1
    return "\n".join(pieces)[:characters]


def damaged_like_the_seed() -> str:
    return glossed(opencc.OpenCC("s2t").convert(long_text(SEED_CHARACTERS)))


def seconds(act: Callable[[], object], runs: int) -> float:
    """Processor seconds of one run, the median."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return statistics.median(times)


def cold(path: Path, runs: int = 5) -> float:
    """Seconds by the clock of `heli read --json FILE`, the median."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        command = [sys.executable, "-c", "from heli.cli import main; main()", "read", "--json", str(path)]
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def cold_and_warm(paths: list[Path]) -> None:
    print("one document        characters    cold     warm   in a process")
    readers = Readers(1, 60.0)
    for path in paths:
        content = path.read_bytes()
        read(content, path.name)
        warm = seconds(lambda content=content: read(content, "a.txt"), 20)  # type: ignore[misc]
        readers.call(read_line, path, None)
        began = time.perf_counter()
        for _ in range(20):
            readers.call(read_line, path, None)
        there = (time.perf_counter() - began) / 20
        length = len(content.decode(errors="replace"))
        print(f"{path.name[:18]:18} {length:>11,} {cold(path):6.2f} s {warm * 1000:5.1f} ms {there * 1000:8.1f} ms")
    readers.close()


def pages_a_second() -> None:
    print("\npages of 1,000 characters a second, one core")
    for name, text in (("clean text", long_text(100_000)), ("damaged text", glossed(long_text(60_000)))):
        content, pages = text.encode(), len(text) / PAGE
        restoring = seconds(lambda text=text: restored(text), 3)  # type: ignore[misc]
        reading = seconds(lambda content=content: read(content, "a.txt"), 3)  # type: ignore[misc]
        print(f"{name:14} restoration {pages / restoring:7.0f}   read {pages / reading:7.0f}")


def growth() -> None:
    print("\ngrowth        read   ratio  restoration   ratio     (2.00 a doubling is linear)")
    before: tuple[int, float, float] | None = None
    for size in GROWTH:
        text = long_text(size)
        content = text.encode()
        restoring, reading = seconds(lambda: restored(text), 1), seconds(lambda: read(content, "a.txt"), 1)  # noqa: B023
        ratios = ("", "")
        if before is not None:
            doublings = size / before[0] / 2
            ratios = (f"{reading / before[1] / doublings:.2f}", f"{restoring / before[2] / doublings:.2f}")
        print(f"{size:>9,} {reading:7.2f} s {ratios[0]:>6} {restoring:10.2f} s {ratios[1]:>6}")
        before = (size, reading, restoring)


def word(pages: int) -> bytes:
    document = docx.Document()
    for line in long_text(pages * PAGE).split("\n"):
        document.add_paragraph(line)
    table = document.add_table(rows=200, cols=5)
    for row in range(200):
        for column, cell in enumerate(table.rows[row].cells):
            cell.text = f"第{row}项任务第{column}栏"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def formats() -> None:
    content = word(200)
    extracting, reading = seconds(lambda: extract_docx(content), 1), seconds(lambda: read(content, "a.docx"), 1)
    print(f"\n.docx of 200 pages: {reading:.2f} s, of which {extracting:.2f} s for taking the text out")


def peaks(paths: list[tuple[str, Path]]) -> None:
    """Each in a process of its own, so that its peak is its own."""
    print("\npeak memory of a process that reads")
    script = "import sys; from pathlib import Path; from heli.documents.isolation.paths import read_line as r; "
    script += "r(Path(sys.argv[1]), None); print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    for name, path in paths:
        run = subprocess.run([sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True)
        print(f"{name:30} {int(run.stdout) / 1024:6.0f} MB")


def folder(path: Path) -> None:
    print(f"\na folder of {FOLDER_FILES} reports, `heli read --json --jobs N`")
    for number in range(FOLDER_FILES):
        (path / f"{number:03}.txt").write_text(long_text(4_000 + number), encoding="utf-8")
    for jobs in sorted({1, len(os.sched_getaffinity(0))}):
        began, before = time.perf_counter(), _children_seconds()
        command = [sys.executable, "-c", "from heli.cli import main; main()", "read", "--json", "--jobs", str(jobs)]
        subprocess.run([*command, str(path)], check=True, capture_output=True)
        took, worked = time.perf_counter() - began, _children_seconds() - before
        print(f"{jobs:3} jobs {took:6.2f} s, {worked:.2f} s of processors, {FOLDER_FILES / took:6.0f} files a second")


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def prepared(place: Path) -> Iterator[tuple[str, Path]]:
    for name, content in (
        ("a damaged report", damaged_like_the_seed().encode()),
        ("1,000,000 characters", long_text(1_000_000).encode()),
        (".docx of 200 pages", word(200)),
    ):
        path = place / (name.replace(" ", "-").replace(",", "") + (".docx" if name.startswith(".") else ".txt"))
        path.write_bytes(content)
        yield name, path


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        made = list(prepared(place))
        cold_and_warm([made[0][1], *map(Path, sys.argv[1:])])
        pages_a_second()
        growth()
        formats()
        peaks(made)
        (place / "folder").mkdir()
        folder(place / "folder")


if __name__ == "__main__":
    main()
