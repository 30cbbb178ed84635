"""A PostgreSQL cluster of our own: made once, its access rules written anew at each start."""

import shutil
import subprocess
from pathlib import Path

from psycopg import Connection, sql

from heli.private_postgres.errors import CannotStartError
from heli.private_postgres.owner import Owner

OWNER_ROLE = "heli"
APP_ROLE = "heli_app"
DATABASE = "heli"
ACCESS = "local all all peer map=heli\n"


def ensure(cluster: Path, binaries: Path, owner: Owner, *, durable: bool) -> None:
    """Makes the cluster unless it is there. A start that was killed in the middle leaves nothing half-made behind."""
    if not (cluster / "PG_VERSION").exists():
        _make(cluster, binaries, owner, durable=durable)
    names = sorted({owner.name, "root"})
    identities = [f'heli "{name}" {role}' for name in names for role in (OWNER_ROLE, APP_ROLE)]
    for name, content in {"pg_hba.conf": ACCESS, "pg_ident.conf": "\n".join([*identities, ""])}.items():
        path = cluster / name
        path.write_text(content, encoding="utf-8")
        owner.give(path)


def _make(cluster: Path, binaries: Path, owner: Owner, *, durable: bool) -> None:
    for abandoned in cluster.parent.glob(f"{cluster.name}.new*"):
        shutil.rmtree(abandoned)
    fresh = cluster.with_name(f"{cluster.name}.new")
    fresh.mkdir(mode=0o700)
    owner.give(fresh)
    # A locale given by name fails where the machine hasn't generated it; the builtin one sorts alike everywhere.
    command = [str(binaries / "initdb"), "-D", str(fresh), "-U", OWNER_ROLE, "-E", "UTF8", "--no-locale"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-A", "peer"]
    if not durable:
        command.append("--no-sync")
    made = subprocess.run(owner.command(command), capture_output=True, text=True, check=False, cwd="/")
    if made.returncode != 0:
        shutil.rmtree(fresh)
        raise CannotStartError(f"不能建立数据库：{made.stderr.strip() or made.stdout.strip()}")
    if cluster.exists():
        cluster.rmdir()  # an empty folder made in advance
    fresh.rename(cluster)


def ensure_roles(connection: Connection) -> None:
    """The application's role and the database; their tables and grants belong to the migration. Needs autocommit."""
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE]).fetchone() is None:
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS").format(
                sql.Identifier(APP_ROLE)
            )
        )
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE))
        )
