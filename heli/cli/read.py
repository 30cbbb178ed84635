"""`heli read`: the restored text, the meeting and the demands of a file, without a database."""

import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from heli.documents.intake.draft import Draft

FAILED = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file, read or refused. `line` is the contract as one JSON line."""

    path: str
    line: str | None = None
    failure: str | None = None


@click.command(help="读取文件（或文件夹）：还原文本，列出会议信息和部署要求。不需要数据库。")
@click.argument("paths", nargs=-1, required=True, metavar="文件...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出数据，每个文件一行。")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="同时读取几个文件。")
@click.option(
    "--reference-date",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="文中日期没有年份时，以这一天所在的年份为准。",
)
def read(paths: Sequence[Path], as_json: bool, jobs: int, reference_date: datetime | None) -> None:
    files = list(_files(paths))
    if not files:
        raise click.UsageError("文件夹里没有可读的文件。")
    day = reference_date.date() if reference_date else None
    failures: list[Outcome] = []
    if as_json:
        for outcome in _outcomes(files, day, jobs):
            if outcome.line is not None:
                click.echo(outcome.line)
            else:
                failures.append(outcome)
    else:
        for path in files:
            failure = _shown(path, day)
            if failure:
                failures.append(Outcome(str(path), failure=failure))
    for outcome in failures:
        click.echo(f"{outcome.path}：{outcome.failure}", err=True)
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


def _outcomes(files: Sequence[Path], day: date | None, jobs: int) -> Iterator[Outcome]:
    """In the order of the files, whatever finishes first; a bar on the error stream when there are several."""
    if len(files) == 1:
        yield _line(files[0], day)
        return
    with click.progressbar(length=len(files), label="读取", file=sys.stderr) as bar:
        if jobs == 1:
            results: Iterator[Outcome] = (_line(path, day) for path in files)
            yield from _ticking(results, bar.update)
            return
        with ProcessPoolExecutor(max_workers=min(jobs, len(files))) as pool:
            yield from _ticking(pool.map(_line, files, [day] * len(files)), bar.update)


def _ticking(results: Iterator[Outcome], tick: object) -> Iterator[Outcome]:
    for outcome in results:
        yield outcome
        tick(1)  # type: ignore[operator]


def _draft(path: Path, day: date | None) -> "Draft":
    """Raises Unreadable or OSError. A file that is too large is refused before it is read."""
    from heli.documents.intake.read import read as read_document
    from heli.documents.intake.sniff import refuse_size

    refuse_size(path.stat().st_size)
    return read_document(path.read_bytes(), path.name, reference_date=day)


def _failure(error: Exception) -> str:
    from heli.documents.intake.unreadable import Unreadable

    if isinstance(error, Unreadable):
        return error.message
    if isinstance(error, FileNotFoundError):
        return "没有这个文件。"
    if isinstance(error, PermissionError):
        return "没有读取这个文件的权限。"
    return "这个文件读不了，请检查后重试。"


def _line(path: Path, day: date | None) -> Outcome:
    from heli.documents.intake.contract import as_contract
    from heli.documents.intake.unreadable import Unreadable

    try:
        draft = _draft(path, day)
    except (Unreadable, OSError) as error:
        return Outcome(str(path), failure=_failure(error))
    return Outcome(str(path), line=json.dumps(as_contract(draft), ensure_ascii=False))


def _shown(path: Path, day: date | None) -> str | None:
    """Prints the file's reading for people; returns why it failed, or None."""
    from heli.documents.intake.unreadable import Unreadable

    try:
        draft = _draft(path, day)
    except (Unreadable, OSError) as error:
        return _failure(error)
    from heli.cli.reading_table import show

    show(draft)
    return None
