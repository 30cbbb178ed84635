"""The `heli` command. Subcommands are imported when they are called: `heli read` starts without Django."""

import importlib
from collections.abc import Sequence
from typing import Any

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("heli.cli.read:read", "读取文件：还原文本，列出会议信息和部署要求"),
    "run": ("heli.cli.run:run", "启动合力：数据库、网页和后台"),
    "migrate": ("heli.cli.database:migrate", "建立或升级数据表"),
    "demo": ("heli.cli.demo.load:demo", "装入演示专项"),
    "admin": ("heli.cli.admin:admin", "开通管理员账号（没有演示时的第一步）"),
    "worker": ("heli.cli.worker:worker", "只启动后台"),
    "audit": ("heli.cli.audit:audit", "验证审计链"),
}


class LateGroup(click.Group):
    """A group whose commands are imported only when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("命令"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=LateGroup)
@click.version_option(package_name="heli", prog_name="heli")
def group() -> None:
    """合力 Heli：从一份来文到一本有回音的台账。"""


def main(args: Sequence[str] | None = None, **extra: Any) -> Any:
    return group.main(args=args, prog_name="heli", **extra)
