"""How well and how fast damage is undone: errors a kind of damage, pages a second, growth with length.

usage: python bench/bench_restoration.py
The texts are made ones; what a machine did to them is known, so the original is the truth.
"""

import sys
import time
from pathlib import Path

PAGE_CHARACTERS = 1000
LENGTHS = (10_000, 100_000, 1_000_000)


def seconds(text: str) -> float:
    """Processor seconds of one restoration."""
    from heli.documents.intake.restore.steps import restored

    began = time.process_time()
    restored(text)
    return time.process_time() - began


def main() -> None:
    from tests.intake.damage_machine import KINDS, errors

    print(f"{'kind':<14}{'characters':>12}{'errors':>8}{'rate':>10}")
    for kind in KINDS:
        wrong, characters = errors(kind)
        print(f"{kind:<14}{characters:>12}{wrong:>8}{wrong / characters:>10.5f}")
    clean = KINDS["clean"]()[0][0]
    glossed = KINDS["glosses"]()[0][0]
    seconds(glossed)
    for name, text in (("clean", clean), ("glossed", glossed)):
        page = (text * (PAGE_CHARACTERS // len(text) + 1))[:PAGE_CHARACTERS]
        spent = min(sum(seconds(page) for _ in range(50)) for _ in range(3))
        print(f"{name:<14}{50 / spent:>12.0f} pages a second on one core")
    print(f"{'characters':>12}{'seconds':>10}{'µs each':>10}")
    for length in LENGTHS:
        text = (glossed * (length // len(glossed) + 1))[:length]
        spent = seconds(text)
        print(f"{length:>12}{spent:>10.3f}{spent / length * 1e6:>10.2f}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
