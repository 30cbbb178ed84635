"""Old Word files (.doc, .rtf, .wps, .odt): LibreOffice, where it is installed, turns them into .docx first.

The only file of the intake that starts a program: headless, in a folder and with a profile of its own that are
thrown away afterwards, without macros and linked content, with limits on time and on what it may write.
"""

import contextlib
import os
import shutil
import signal
import struct
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from heli.documents.intake.extract import docx
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.package import damaged, locked
from heli.documents.intake.unreadable import Cause, Unreadable

DOC = "application/msword"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
SUFFIXES = {DOC: ".doc", RTF: ".rtf", ODT: ".odt"}
WHAT = "旧版 Word 文档"
SECONDS = 25
"""less than an upload may take, so that it is ended from here, with its folder"""
BLOCKS_OF_512_BYTES = 400_000
LIMITED = 'ulimit -t "$1"; ulimit -f "$2"; shift 2; exec "$@"'
SCRIPTING = "Common/Security/Scripting"
SETTINGS = (
    (SCRIPTING, "MacroSecurityLevel", "3"),
    (SCRIPTING, "DisableMacrosExecution", "true"),
    (SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
WORD_MARK = b"\xec\xa5"
FIRST_SECTOR = 512


def extract(content: bytes) -> Extracted:
    media_type = RTF if content.startswith(b"{\\rtf") else ODT if content.startswith(b"PK") else DOC
    if media_type == DOC:
        _refuse_locked(content)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unreadable(
            Cause.UNSUPPORTED,
            "本机没有安装转换旧版文档的软件（LibreOffice），不能直接读取旧版 Word（.doc）。"
            "请用 Word 或 WPS 打开，另存为 .docx 后再上传；也可以请管理员安装 LibreOffice。",
        )
    return replace(docx.extract(_converted(program, content, SUFFIXES[media_type])), media_type=media_type)


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _refuse_locked(content: bytes) -> None:
    """The file information block says so, where it stands at its usual place."""
    block = content[FIRST_SECTOR : FIRST_SECTOR + 12]
    if block[:2] == WORD_MARK and len(block) == 12 and struct.unpack_from("<H", block, 10)[0] & 0x0100:
        raise locked()


def _memory() -> str | None:
    """A folder in memory where there is one: whether the file is secret is known only after its conversion."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - its folder is made with mode 0700


def _converted(program: str, content: bytes, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="heli-doc-", dir=_memory()) as folder:
        home = Path(folder)
        profile = home / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
        source = home / f"in{suffix}"
        source.write_bytes(content)
        arguments = [
            program,
            f"-env:UserInstallation=file://{home / 'profile'}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *("--convert-to", "docx", "--outdir", str(home / "out"), str(source)),
        ]
        _run(["/bin/sh", "-c", LIMITED, "sh", str(SECONDS), str(BLOCKS_OF_512_BYTES), *arguments], home)
        made = home / "out" / "in.docx"
        if not made.is_file():
            raise damaged(WHAT)
        return made.read_bytes()


def _run(arguments: list[str], home: Path) -> None:
    environment = {"HOME": str(home), "TMPDIR": str(home), "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    with subprocess.Popen(
        arguments,
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            raise Unreadable(
                Cause.DAMAGED, f"转换旧版文档用时超过 {SECONDS} 秒，已经停止。请另存为 .docx 后再上传。"
            ) from error
        finally:
            # the program starts another one of its own, which must not outlive it
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
