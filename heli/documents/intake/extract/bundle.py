"""Several files in one (a letter with attachments, a zip): each is read, and their texts follow one another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from heli.documents.intake import secrecy
from heli.documents.intake.draft import Notice, Place
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.unreadable import Cause, Unreadable

MANY_FILES = 200
MANY_BYTES = 200 * 1024 * 1024
DEEPEST = 3
NEVER_SKIPPED = frozenset({Cause.SECRET, Cause.ZIP_BOMB})


@dataclass(slots=True)
class Budget:
    """What may still be unpacked from one file that came in, whatever is packed into what."""

    files: int = MANY_FILES
    bytes: int = MANY_BYTES
    depth: int = 0

    def take(self, size: int) -> None:
        """Raises Unreadable(ZIP_BOMB)."""
        self.files -= 1
        self.bytes -= size
        if self.files < 0 or self.bytes < 0:
            raise Unreadable(
                Cause.ZIP_BOMB,
                f"里面的文件太多或太大（最多 {MANY_FILES} 个、{MANY_BYTES // 1024 // 1024} 兆），没有打开。请分批送。",
            )

    def deeper(self) -> None:
        """Raises Unreadable(ZIP_BOMB)."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(Cause.ZIP_BOMB, "压缩包里层层套着压缩包，没有打开。请解开后把需要的文件直接上传。")


ReadPart = Callable[[bytes, str], Extracted]


@dataclass(slots=True)
class Bundle:
    """Collects the parts. `own` words of the letter come first and bear no part's name."""

    read: ReadPart
    text: str = ""
    places: list[Place] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    failures: list[Unreadable] = field(default_factory=list)

    def own(self, words: str) -> None:
        if words.strip():
            self.text += ("\n" if self.text else "") + words.strip("\n")

    def parts(self, named: Iterable[tuple[str, bytes]]) -> None:
        for name, content in named:
            if secrecy.marking_in_name(name):
                secrecy.refuse_marked(name, "")
            try:
                extracted = self.read(content, name)
            except Unreadable as why:
                if why.code in NEVER_SKIPPED:
                    raise
                self.failures.append(why)
                self.warnings.append(Notice("part_unread", f"「{name}」没有读：{why.message}"))
                continue
            secrecy.refuse_marked(name, extracted.text)
            self._add(name, extracted)

    def _add(self, name: str, extracted: Extracted) -> None:
        self.own(f"附件：{name}" if self.text else "")
        start = len(self.text) + (1 if self.text else 0)
        self.text += ("\n" if self.text else "") + extracted.text
        tables = max((place.table or 0 for place in self.places), default=0)
        self.places.append(Place(start, len(self.text), part=name))
        self.places += [
            replace(
                place,
                start=place.start + start,
                end=place.end + start,
                table=None if place.table is None else place.table + tables,
                part=name if place.part is None else f"{name}/{place.part}",
            )
            for place in extracted.places
        ]
        self.warnings += [replace(one, message=f"「{name}」{one.message}") for one in extracted.warnings]

    def whole(self, media_type: str) -> Extracted:
        """Raises the reason of the first part that couldn't be read when there is no text at all."""
        if not self.text.strip() and self.failures:
            raise self.failures[0]
        return Extracted(self.text, media_type, tuple(self.places), warnings=tuple(self.warnings))
