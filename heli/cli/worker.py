"""`heli worker`: runs the jobs and their timetable until it is told to stop."""

import asyncio
import os

import click


@click.command(help="只启动后台（到时的工作由它做）。")
def worker() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heli.config.settings")
    import django

    django.setup()
    asyncio.run(_work())


async def _work() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101 - Django's settings say so
    with app.replace_connector(connector.get_worker_connector()) as running:
        async with running.open_async():
            await running.run_worker_async(concurrency=2, delete_jobs="successful")
