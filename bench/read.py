"""How fast documents are read: cold (a new process), warm, and pages a second of plain text.

usage: python bench/read.py [FILE]      FILE: a document to read (default: a made report, glossed like a mirror site's)
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGE_CHARACTERS = 616
"""A page of an official document: 22 lines of 28 characters (GB/T 9704)."""


def cold(path: Path, runs: int = 5) -> float:
    """Seconds of `heli read FILE` in a process of its own, median."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        command = [sys.executable, "-c", "from heli.cli import main; main()", "read", "--json", str(path)]
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def warm(content: bytes, runs: int = 40) -> list[float]:
    """Processor seconds of each read() in one process, the first left out."""
    from heli.documents.intake.read import read

    read(content, "a.txt")
    times = []
    for _ in range(runs):
        began = time.process_time()
        read(content, "a.txt")
        times.append(time.process_time() - began)
    return sorted(times)


def main() -> None:
    from tests.intake.gloss_machine import glossed
    from tests.intake.texts import REPORT

    plain = (REPORT * 2).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "report.txt"
        if len(sys.argv) == 1:
            path.write_text(glossed(REPORT * 2), encoding="utf-8")
        content = path.read_bytes()
        print(f"cold   {cold(path):.3f} s          ({path.name}, {len(content.decode(errors='replace'))} characters)")
        times = warm(content)
        print(f"warm   {statistics.median(times) * 1000:.1f} ms median, {times[0] * 1000:.1f} ms fastest")
    times = warm(plain)
    pages = len(plain.decode()) / PAGE_CHARACTERS
    print(f"plain  {pages / statistics.median(times):.0f} pages a second on one core")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
