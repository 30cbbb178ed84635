"""`heli migrate`: tables, cache and rights, all as the owner; and where the database of a running Heli is."""

import os
from pathlib import Path

import click


@click.command(help="建立或升级数据表（以所有者身份）。")
def migrate() -> None:
    os.environ["HELI_ROLE"] = "owner"
    os.environ["HELI_POOL"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heli.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    from importlib import import_module

    import_module("heli.config.database").grant()
    click.echo("数据表已就绪。")


def find_database(data: Path | None) -> None:
    """The private database of a running `heli run`, where no address is given."""
    if os.environ.get("DATABASE_URL"):
        return
    from heli.cli.run import default_data
    from heli.private_postgres.folders import running

    folder = (data or default_data()).expanduser().resolve()
    found = running(folder)
    if found is None or not found.database:
        raise click.ClickException(f"{folder} 上的合力没有运行。请先在另一个窗口执行 heli run，再执行本命令。")
    os.environ["DATABASE_URL"] = found.database
    os.environ["HELI_DATA"] = str(folder)
