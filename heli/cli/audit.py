"""`heli audit verify`: proves the chains and seals."""

import os
from pathlib import Path

import click

from heli.cli.database import find_database


@click.group(help="审计链。")
@click.option("--data", envvar="HELI_DATA", type=click.Path(path_type=Path), help="数据文件夹（HELI_DATA）。")
def audit(data: Path | None) -> None:
    find_database(data)
    os.environ["HELI_POOL"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heli.config.settings")
    import django

    django.setup()


@audit.command(help="逐条验证审计链和封印；发现改动时指出第一处，退出码为1。")
def verify() -> None:
    from itertools import chain, islice

    from heli.audit.queries import broken_links, broken_seals, size

    chains, events, seals = size()
    found = list(islice(chain(broken_links(), broken_seals()), 20))
    for broken in found:
        click.echo(f"{broken.chain} 第{broken.number}条：{broken.why}", err=True)
    if found:
        raise SystemExit(1)
    click.echo(f"{chains}条链、{events}条记录、{seals}个封印，全部完好。")
