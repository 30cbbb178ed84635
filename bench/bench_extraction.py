"""How much of what labels say is found, over the made documents and, where they are present, the real ones.

usage: python bench/bench_extraction.py [FOLDER]      FOLDER: labelled documents (default: ../shared/corpus)
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    from tests.intake.scoring import scored

    folders = [
        ROOT / "tests" / "intake" / "gold",
        Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "corpus",
    ]
    for folder in folders:
        print(f"\n{folder.name}")
        if not folder.is_dir():
            print("  not here: left out")
            continue
        for line in scored(folder).lines():
            print(f"  {line}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
