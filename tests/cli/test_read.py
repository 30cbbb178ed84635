import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from heli.cli.read import read
from tests.intake.texts import MINUTES, REPORT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(MINUTES, encoding="gb18030")
    return tmp_path


def lines(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_file_is_shown_as_a_table_for_people(folder: Path) -> None:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(read, [str(folder / "a.txt")])
    assert result.exit_code == 0
    for words in ("部署要求 6 项", "李向阳", "用地、融资、搬迁", "要求"):
        assert words in result.output


def test_one_file_as_data_is_one_line(folder: Path) -> None:
    result = CliRunner().invoke(read, ["--json", str(folder / "a.txt")])
    assert result.exit_code == 0
    (document,) = lines(result.stdout)
    assert document["document"]["filename"] == "a.txt"  # type: ignore[index]
    assert "\\u" not in result.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_gives_one_line_each_in_order_and_a_bar_beside_them(folder: Path, jobs: str) -> None:
    result = CliRunner().invoke(read, ["--json", "--jobs", jobs, str(folder)])
    assert result.exit_code == 0
    assert [one["document"]["filename"] for one in lines(result.stdout)] == ["a.txt", "b.txt"]  # type: ignore[index]
    assert "读取" in result.stderr


def test_a_failing_file_is_named_with_its_cause_and_the_others_are_read(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    (folder / "机密★.txt").write_text("内容", encoding="utf-8")
    result = CliRunner().invoke(read, ["--json", str(folder), str(folder / "gone.txt")])
    assert result.exit_code == 1
    assert len(lines(result.stdout)) == 2
    assert "c.txt：文件是空的" in result.stderr
    assert "机密★.txt：文件带有密级标志" in result.stderr
    assert "gone.txt：没有这个文件" in result.stderr


def test_a_file_of_200_megabytes_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    result = CliRunner().invoke(read, [str(path)])
    assert result.exit_code == 1
    assert "big.txt：文件有 200 兆" in result.stderr


def test_wrong_usage_exits_with_2(tmp_path: Path) -> None:
    assert CliRunner().invoke(read, []).exit_code == 2
    assert CliRunner().invoke(read, ["--jobs", "0", "a.txt"]).exit_code == 2
    assert CliRunner().invoke(read, ["--reference-date", "yesterday", "a.txt"]).exit_code == 2
    assert CliRunner().invoke(read, [str(tmp_path)]).exit_code == 2


def test_the_reference_date_gives_the_year(folder: Path) -> None:
    result = CliRunner().invoke(read, ["--json", "--reference-date", "2026-03-06", str(folder / "a.txt")])
    (document,) = lines(result.stdout)
    assert document["meeting"]["held_on"] == {"text": "3月5日", "date": "2026-03-05"}  # type: ignore[index]


def heli(*arguments: str) -> list[str]:
    """As from a terminal: a shell's background job would have Ctrl-C ignored."""
    begin = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from heli.cli import main; main()"
    return [sys.executable, "-c", begin, "read", *arguments]


def test_a_file_that_never_ends_is_given_up_and_named_and_the_others_are_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")  # nobody writes to it: reading it waits for ever
    arguments = ["--json", "--seconds", "1.5", str(folder / "a.txt"), str(folder / "pipe.txt"), str(folder / "b.txt")]
    result = CliRunner().invoke(read, arguments)
    assert result.exit_code == 1
    assert [one["document"]["filename"] for one in lines(result.stdout)] == ["a.txt", "b.txt"]  # type: ignore[index]
    assert "pipe.txt：读了 1.5 秒还没有读完" in result.stderr


def test_a_file_that_would_fill_the_memory_is_named_with_its_cause() -> None:
    result = CliRunner().invoke(read, ["/dev/zero"])
    assert result.exit_code == 1
    assert "/dev/zero：文件内容过多" in result.stderr


def test_several_files_are_shown_one_after_the_other_in_order(folder: Path) -> None:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(read, [str(folder)])
    assert result.exit_code == 0
    assert 0 < result.stdout.index("a.txt") < result.stdout.index("b.txt")


def test_a_name_in_another_encoding_is_shown_in_readable_words(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("文件.txt".encode("gb18030"))).write_text(REPORT, encoding="utf-8")
    (tmp_path / os.fsdecode("空.txt".encode("gb18030"))).write_bytes(b"")
    run = subprocess.run(heli("--json", str(tmp_path)), capture_output=True, check=False)
    assert run.returncode == 1
    assert lines(run.stdout.decode())[0]["document"]["filename"] == "文件.txt"  # type: ignore[index]
    assert "文件是空的" in run.stderr.decode()


def test_ctrl_c_stops_at_once_says_so_and_leaves_nothing_running(folder: Path) -> None:
    os.mkfifo(folder / "c.txt")
    process = subprocess.Popen(
        heli("--json", "--jobs", "2", str(folder / "a.txt"), str(folder / "c.txt"), str(folder / "b.txt")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert json.loads(first)["document"]["filename"] == "a.txt"
    assert process.returncode == 130
    assert "已停止" in said
    assert "Traceback" not in said
    assert time.monotonic() - began < 3
