"""`heli read`: the restored text, the meeting and the demands of a file, without a database."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from heli.documents.intake.draft import Draft
    from heli.documents.isolation.readers import Readers

FAILED = 1
INTERRUPTED = 130
AHEAD = 64
"""files a process may be ahead of the one that is to be printed next"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file, read or refused. `line` is the contract as one JSON line."""

    path: Path
    line: str | None = None
    draft: "Draft | None" = None
    failure: str | None = None


@click.command(help="读取文件（或文件夹）：还原文本，列出会议信息和部署要求。不需要数据库。")
@click.argument("paths", nargs=-1, required=True, metavar="文件...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出数据，每个文件一行。")
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="同时读取几个文件。默认有几个处理器就读几个。")
@click.option(
    "--seconds", type=click.FloatRange(0.1), default=60.0, show_default=True, help="一个文件最多读多少秒，到时放弃。"
)
@click.option(
    "--reference-date",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="文中日期没有年份时，以这一天所在的年份为准。",
)
def read(
    paths: Sequence[Path], as_json: bool, jobs: int | None, seconds: float, reference_date: datetime | None
) -> None:
    files = list(_files(paths))
    if not files:
        raise click.UsageError("文件夹里没有可读的文件。")
    day = reference_date.date() if reference_date else None
    failures: list[Outcome] = []
    interrupted = False
    try:
        for outcome in _with_bar(
            _outcomes(files, day, min(jobs or _cores(), len(files)), seconds, as_json), len(files)
        ):
            if outcome.failure is not None:
                failures.append(outcome)
            else:
                _print(outcome)
    except KeyboardInterrupt:
        interrupted = True
    for failed in failures:
        click.echo(f"{_shown(failed.path)}：{failed.failure}", err=True)
    if interrupted:
        click.echo("已停止，后面的文件没有读。", err=True)
        sys.exit(INTERRUPTED)
    if failures:
        sys.exit(FAILED)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files given, and those in the folders given, in order; hidden ones are left out of folders."""
    for path in paths:
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.is_file())
            yield from sorted(one for one in inside if not _hidden(one.relative_to(path)))
        else:
            yield path


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _outcomes(files: Sequence[Path], day: date | None, jobs: int, seconds: float, as_json: bool) -> Iterator[Outcome]:
    """In the order of the files, whatever finishes first. Each is read in a process that it may take down with it."""
    from heli.documents.isolation.readers import Readers

    with closing(Readers(jobs, seconds, ())) as readers:

        def outcome(path: Path) -> Outcome:
            return _outcome(readers, path, day, as_json)

        if len(files) == 1:
            yield outcome(files[0])
        else:
            yield from _side_by_side(outcome, files, jobs, readers.close)


def _side_by_side(
    outcome: Callable[[Path], Outcome], files: Sequence[Path], jobs: int, stop: Callable[[], None]
) -> Iterator[Outcome]:
    from concurrent.futures import Future, ThreadPoolExecutor

    threads = ThreadPoolExecutor(jobs)
    waiting: deque[Future[Outcome]] = deque()
    try:
        for path in files:
            waiting.append(threads.submit(outcome, path))
            if len(waiting) > AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        stop()


def _outcome(readers: "Readers", path: Path, day: date | None, as_json: bool) -> Outcome:
    from heli.documents.intake.unreadable import Unreadable
    from heli.documents.isolation.paths import read_file, read_line

    try:
        if as_json:
            return Outcome(path, line=readers.call(read_line, path, day))
        return Outcome(path, draft=readers.call(read_file, path, day))
    except (Unreadable, OSError) as error:
        return Outcome(path, failure=_failure(error))


def _failure(error: Exception) -> str:
    from heli.documents.intake.unreadable import Unreadable

    if isinstance(error, Unreadable):
        return error.message
    if isinstance(error, FileNotFoundError):
        return "没有这个文件。"
    if isinstance(error, PermissionError):
        return "没有读取这个文件的权限。"
    return "这个文件读不了，请检查后重试。"


def _with_bar(outcomes: Iterator[Outcome], length: int) -> Iterator[Outcome]:
    """A bar on the error stream when there are several, unless what is read fills the same terminal."""
    if length == 1 or (sys.stdout.isatty() and sys.stderr.isatty()):
        yield from outcomes
        return
    with click.progressbar(length=length, label="读取", file=sys.stderr) as bar:
        for outcome in outcomes:
            yield outcome
            bar.update(1)


def _print(outcome: Outcome) -> None:
    if outcome.line is not None:
        click.echo(outcome.line)
    elif outcome.draft is not None:
        from heli.cli.reading_table import show

        show(outcome.draft)


def _shown(path: Path) -> str:
    """The path in characters that any terminal takes."""
    return os.fsencode(path).decode("utf-8", "replace")
