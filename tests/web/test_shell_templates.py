"""No page asks the database while it renders, and no template names what its view doesn't give."""

import logging
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from heli.directory.models import Account
from heli.matters.rules.lifecycle import State
from tests.cast import Cast
from tests.web.rows import matter

PAGES = ["/", "/me/", "/cockpit/", "/directory/", "/directory/groups/", "/account/password/", "/ledger/", "/nowhere/"]
RENDERER = "django/template/base.py"


def rendering() -> bool:
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_code.co_filename.endswith(RENDERER) and frame.f_code.co_name == "render":
            return True
    return False


@pytest.fixture
def clients(cast: Cast) -> list[Client]:
    for state in (State.ISSUED, State.IN_PROGRESS, State.REDO, State.CLOSING_REQUESTED, State.PREPARED):
        matter(cast, lead="市发改委", state=state, due_in=-2)
    clients = []
    for login in ("jingban", "zhuren", "lianluo", "shenji", "guanli"):
        client = Client()
        client.force_login(Account.objects.get(login=login))
        clients.append(client)
    return clients


def test_no_query_runs_while_a_page_renders(clients: list[Client]) -> None:
    late: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if rendering():
            late.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        for client in clients:
            for path in PAGES:
                client.get(path)
                assert late == [], path


def test_no_template_names_what_it_was_not_given(clients: list[Client], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="django.template"):
        for client in [*clients, Client()]:
            for path in [*PAGES, "/account/login/"]:
                client.get(path)
    missing = {record.getMessage() for record in caplog.records if record.name == "django.template"}
    assert missing == set()
