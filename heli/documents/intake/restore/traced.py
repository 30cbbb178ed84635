"""A text that remembers where each of its characters stood in what came in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from heli.documents.intake.draft import Operation, Run


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace [start, end) of the present text. `kind` names the damage in the list of operations."""

    start: int
    end: int
    after: str
    kind: str


@dataclass(frozen=True, slots=True)
class Traced:
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    operations: tuple[Operation, ...] = field(default=())

    @classmethod
    def of(cls, raw: str) -> "Traced":
        return cls(raw, range(len(raw)), range(1, len(raw) + 1))

    def edited(self, edits: Iterable[Edit]) -> "Traced":
        """The text after these edits, which must not overlap; equal lengths keep the map one to one."""
        ordered = sorted(edits, key=lambda edit: edit.start)
        if not ordered:
            return self
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        operations: list[Operation] = []
        position = 0
        for edit in ordered:
            if edit.start < position:
                raise ValueError("edits overlap")
            pieces += (self.text[position : edit.start], edit.after)
            starts += self.starts[position : edit.start]
            ends += self.ends[position : edit.start]
            self._replace(edit, starts, ends)
            operations.append(self._operation(edit))
            position = edit.end
        pieces.append(self.text[position:])
        starts += self.starts[position:]
        ends += self.ends[position:]
        return Traced("".join(pieces), starts, ends, (*self.operations, *operations))

    def _replace(self, edit: Edit, starts: list[int], ends: list[int]) -> None:
        if len(edit.after) == edit.end - edit.start:
            starts += self.starts[edit.start : edit.end]
            ends += self.ends[edit.start : edit.end]
        elif edit.after:
            raw_start, raw_end = self.raw_span(edit.start, edit.end)
            starts += [raw_start] * len(edit.after)
            ends += [raw_end] * len(edit.after)

    def _operation(self, edit: Edit) -> Operation:
        raw_start, raw_end = self.raw_span(edit.start, edit.end)
        return Operation(edit.kind, raw_start, raw_end, self.text[edit.start : edit.end], edit.after)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        if start < end:
            return self.starts[start], self.ends[end - 1]
        here = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
        return here, here

    def runs(self) -> tuple[Run, ...]:
        """The map in as few runs as possible, in order."""
        if isinstance(self.starts, range):
            return (Run(0, len(self.text), 0, len(self.text)),) if self.text else ()
        runs: list[Run] = []
        position = 0
        while position < len(self.text):
            following = self._block(position) or self._straight(position)
            runs.append(Run(position, following, self.starts[position], self.ends[following - 1]))
            position = following
        return tuple(runs)

    def _block(self, position: int) -> int | None:
        """Characters that came together from one piece of another length."""
        here = (self.starts[position], self.ends[position])
        following = position + 1
        while following < len(self.text) and (self.starts[following], self.ends[following]) == here:
            following += 1
        return following if following > position + 1 or here[1] - here[0] != 1 else None

    def _straight(self, position: int) -> int:
        following = position + 1
        while (
            following < len(self.text)
            and self.starts[following] == self.ends[following - 1]
            and self.ends[following] == self.starts[following] + 1
        ):
            following += 1
        return following
