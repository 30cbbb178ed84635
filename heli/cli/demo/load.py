"""`heli demo`: loads the demo programme; its accounts work on this machine alone."""

import json
import os
from pathlib import Path

import click


@click.command(help="装入演示专项（虚构的市、县和人员）。")
@click.option("--if-empty", is_flag=True, help="已有专项时什么也不做。")
def demo(if_empty: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heli.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone

    from heli.cli.demo.stage import build, founder
    from heli.programmes.queries import programmes_of

    if not settings.LOOPBACK:
        raise click.ClickException("演示账号只能在本机使用：当前监听的不是本机地址。")
    now = timezone.now()
    if programmes_of(founder(now)):
        if if_empty:
            return
        raise click.ClickException("已经有专项，没有再装入演示专项。请换一个数据文件夹（DATA=）。")
    from heli.cli.demo.story import tell  # reads documents: slow to import, and not needed at a later start

    with transaction.atomic():
        stage = build(now)
        tell(stage, now)
        _keep(settings.DATA / "demo-accounts.json", stage.passwords)
    click.echo("演示专项已装入。")


def _keep(path: Path, passwords: dict[str, str]) -> None:
    """Only the owner of the data may read the passwords."""
    from heli.cli.demo.people import PEOPLE

    accounts = [
        {"login": who.login, "password": passwords[who.login], "role": who.shown_as, "name": who.name}
        for who in PEOPLE
        if who.login
    ]
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(accounts, out, ensure_ascii=False, indent=1)
