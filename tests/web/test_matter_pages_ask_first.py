"""No page of sheets, matters or papers asks the database while it renders, and each asks few questions."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from heli.matters.actions import follow, sheets
from tests.cast import Cast
from tests.web.life import Somebody, document, issued, now, prepared
from tests.web.test_shell_templates import rendering

__all__ = ["now"]

OF_THE_FRAME = 11
"""Questions of the shell: who asks, in which programme, how much waits."""


def pages(now: Cast) -> list[str]:
    """An issued matter with updates, one prepared, one laid, and every page that shows them."""
    source = document(now)
    one, two, three = (prepared(now, source, title=f"第{n}件") for n in "一二三")
    issued(now, one)
    follow.acknowledge(now.liaison, one)
    for n in range(5):
        follow.update(now.liaison, one, follow.Report(progress=f"第{n}次反馈"))
    laid = sheets.lay(now.clerk, now.programme, [two])
    edit = f"/sheets/rows/{three}/?edit=1"
    return [f"/matters/{one}/", f"/matters/{two}/", "/sheets/", "/sheets/new/", f"/sheets/{laid}/", edit, "/papers/"]


def test_no_query_runs_while_a_page_of_matters_renders(now: Cast) -> None:
    late: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if rendering():
            late.append(sql)
        return execute(sql, params, many, context)

    for login in ("jingban", "zhuren"):
        who = Somebody.named(login)
        for path in pages(now) if login == "jingban" else ["/sheets/", "/papers/"]:
            with connection.execute_wrapper(watch):
                who.sees(path)
            assert late == [], path


def test_a_matters_page_asks_at_most_eight_questions_of_its_own(now: Cast) -> None:
    clerk, one = Somebody.named("jingban"), pages(now)[0]
    clerk.sees(one)
    with CaptureQueriesContext(connection) as asked:
        clerk.sees(one)
    assert len(asked) <= OF_THE_FRAME + 8, [q["sql"][:90] for q in asked.captured_queries]
