"""`heli admin LOGIN`: the first administrator of a system that has nobody yet."""

import os
from pathlib import Path

import click

from heli.cli.database import find_database


@click.command(help="开通一个管理员账号。密码由系统生成并显示一次，首次登录须更换；--ask 则自己输入。")
@click.argument("login")
@click.option("--ask", is_flag=True, help="自己输入密码。")
@click.option("--data", envvar="HELI_DATA", type=click.Path(path_type=Path), help="数据文件夹（HELI_DATA）。")
def admin(login: str, ask: bool, data: Path | None) -> None:
    find_database(data)
    os.environ["HELI_POOL"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heli.config.settings")
    import django

    django.setup()
    open_administrator(login, _typed() if ask else None)


def _typed() -> str:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    given: str = click.prompt("密码", hide_input=True, confirmation_prompt="再写一遍")
    try:
        validate_password(given)
    except ValidationError as wrong:
        raise click.ClickException("密码至少10个字符，不能全是数字，也不能是常见密码。") from wrong
    return given


def open_administrator(login: str, password: str | None = None) -> None:
    """Prints the password that it made; one that was typed is the person's own and stays."""
    from django.utils import timezone

    from heli.directory import actions
    from heli.directory.messages import REFUSALS
    from heli.directory.rules.actor import SYSTEM_NAME, Actor
    from heli.directory.rules.verdict import Refused

    founder = Actor(None, None, SYSTEM_NAME, timezone.now(), administrator=True)
    given = password or actions.initial_password()
    try:
        actions.open_account(
            founder, login=login, password=given, administrator=True, must_change_password=password is None
        )
    except Refused as refused:
        words = REFUSALS[refused.refusal.code].format_map(refused.refusal.params)
        raise click.ClickException(words) from refused
    click.echo(f"管理员账号已开通：{login}")
    if password is None:
        click.echo(f"初始密码（只显示这一次，首次登录须更换）：{given}")
