"""What a hostile file can make a reader do. Called by name in a reading process."""

import ctypes
import os
import re
import subprocess
import sys
import time

from heli.documents.intake.unreadable import Cause, Unreadable


def hang() -> None:
    """In the regular expression engine, which lets no other thread of the process run."""
    re.match(r"(a*)*b", "a" * 40)


def sleep_and_leave_a_child() -> None:
    subprocess.run([sys.executable, "-c", "import time; time.sleep(60)  # left behind"], check=False)


def take_memory() -> int:
    return len(b"x" * (3 << 30))


def take_memory_bit_by_bit() -> int:
    kept = []
    while True:
        kept.append("汉" * 1_000_000)


def break_down() -> str:
    return str.split("")[0]


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1)


def fall_over() -> None:
    ctypes.string_at(0)


def leave() -> None:
    os._exit(0)


def print_something() -> str:
    print("said aloud")  # noqa: T201
    os.write(1, b"\x00\x00 and raw")
    return sys.stdin.read()


def refuse() -> None:
    raise Unreadable(Cause.SECRET, "带有密级。")


def nap(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def grow(megabytes: int) -> int:
    return len(b"x" * (megabytes << 20))


def environment() -> dict[str, str]:
    return dict(os.environ)


KEPT: list[bytes] = []


def swell(megabytes: int) -> None:
    """Memory that stays taken after the call."""
    KEPT.append(b"x" * (megabytes << 20))
