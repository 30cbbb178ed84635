"""Copy what the pages and the papers need out of node_modules.

`npm ci --ignore-scripts` has fetched the packages of package-lock.json before. Nothing is bundled or rewritten,
but a trailing `sourceMappingURL` (its map isn't shipped). The copies are not under version control; a wheel of
Heli carries them.
"""

import re
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "heli/web/static/vendor"
FONTS = ROOT / "heli/papers/fonts"
ICON_NAMES = ROOT / "tools/icons.txt"
FONT_LICENCE = ROOT / "tools/SourceHanSerifSC-LICENSE.txt"
"""The package of the font carries none."""
SVG = "http://www.w3.org/2000/svg"

# from node_modules → below heli/web/static/vendor
PAGES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler/tabler.min.js",
    "@tabler/core/LICENSE": "tabler/LICENSE",
    "@tabler/icons/LICENSE": "icons/LICENSE",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
    "sortablejs/Sortable.min.js": "sortable/Sortable.min.js",
    "sortablejs/LICENSE": "sortable/LICENSE",
}

# from node_modules → below heli/papers/fonts
PAPERS = {
    "@fontpkg/source-han-serif-sc/SourceHanSerifSC-Regular.otf": "SourceHanSerifSC-Regular.otf",
    "@fontpkg/source-han-serif-sc/SourceHanSerifSC-Bold.otf": "SourceHanSerifSC-Bold.otf",
}

SOURCE_MAP = re.compile(rb"\n?(?://|/\*)[#@] ?sourceMappingURL=[^\n*]*(?:\*/)?\s*\Z")


def copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in {".css", ".js"}:
        target.write_bytes(SOURCE_MAP.sub(b"\n", source.read_bytes()))
    elif not target.exists() or target.stat().st_size != source.stat().st_size:
        shutil.copyfile(source, target)


def icon_names() -> list[str]:
    lines = (line.strip() for line in ICON_NAMES.read_text(encoding="utf-8").splitlines())
    return sorted({line for line in lines if line and not line.startswith("#")})


def icon_source(name: str) -> Path:
    icons = MODULES / "@tabler/icons/icons"
    return (
        icons / "filled" / f"{name.removesuffix('-filled')}.svg"
        if name.endswith("-filled")
        else (icons / "outline" / f"{name}.svg")
    )


def copy_icons() -> int:
    """Each icon as a file of its own, and all in one sprite: `<svg class="icon"><use href="…/sprite.svg#name"/>`."""
    ET.register_namespace("", SVG)
    folder = VENDOR / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    sprite = ET.Element(f"{{{SVG}}}svg")
    names = icon_names()
    for name in names:
        source = icon_source(name)
        shutil.copyfile(source, folder / f"{name}.svg")
        drawing = ET.parse(source).getroot()  # noqa: S314  (a file of a locked, hashed package)
        paint = {key: drawing.attrib[key] for key in drawing.attrib if key.startswith(("fill", "stroke"))}
        symbol = ET.SubElement(sprite, f"{{{SVG}}}symbol", {"id": name, "viewBox": "0 0 24 24", **paint})
        symbol.extend(path for path in drawing if path.get("d") != "M0 0h24v24H0z")
    ET.ElementTree(sprite).write(folder / "sprite.svg", encoding="utf-8")
    for stale in set(folder.glob("*.svg")) - {folder / f"{name}.svg" for name in [*names, "sprite"]}:
        stale.unlink()
    return len(names)


def main() -> int:
    wanted = [MODULES / source for source in (*PAGES, *PAPERS)] + [icon_source(name) for name in icon_names()]
    missing = [str(path.relative_to(ROOT)) for path in wanted if not path.exists()]
    if missing:
        print("Missing:", *missing, "Run: npm ci --ignore-scripts", sep="\n  ", file=sys.stderr)
        return 1
    for source, target in PAGES.items():
        copy_file(MODULES / source, VENDOR / target)
    for source, target in PAPERS.items():
        copy_file(MODULES / source, FONTS / target)
    copy_file(FONT_LICENCE, FONTS / FONT_LICENCE.name)
    count = copy_icons()
    print(f"{len(PAGES) + len(PAPERS) + 1} files and {count} icons copied.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
