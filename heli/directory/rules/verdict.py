"""What a rule answers: allowed, or refused with a code that a table in `messages` turns into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    why_not: Refusal | None = None

    @property
    def allowed(self) -> bool:
        return self.why_not is None


ALLOWED = Verdict()


def refused(code: str, **params: str) -> Verdict:
    return Verdict(Refusal(code, params))


class Refused(Exception):
    """An action was asked for that a rule or a permission doesn't allow; nothing was changed."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def require(verdict: Verdict) -> None:
    if verdict.why_not is not None:
        raise Refused(verdict.why_not)
