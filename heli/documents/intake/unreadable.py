"""Why a file can't be taken in."""

from enum import StrEnum


class Cause(StrEnum):
    EMPTY = "empty"
    SECRET = "secret"  # noqa: S105
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    ZIP_BOMB = "zip_bomb"
    NOT_TEXT = "not_text"
    DAMAGED = "damaged"
    UNSUPPORTED = "unsupported"
    TIMED_OUT = "timed_out"
    TOO_HEAVY = "too_heavy"
    BROKE_DOWN = "broke_down"


class Unreadable(Exception):
    """A file that is refused. `message` is a sentence for the person who brought it; it doesn't name the file."""

    def __init__(self, code: Cause, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> "tuple[type[Unreadable], tuple[Cause, str]]":
        return type(self), (self.code, self.message)
