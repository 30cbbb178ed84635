"""`heli migrate`: tables, the shared cache and the app's rights, all as the owner."""

import os

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
