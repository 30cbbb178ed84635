"""How fast a 300-demand task breakdown is prepared: one press of `a`, and all certain ones with `A`.

usage: python -m bench.bench_review [DEMANDS]      in a scratch database of its own, as bench.bench_ledger
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bench.bench_ledger import scratch, server

PRESSES = 21
UNITS = ("市财政局", "市发改委", "市自然资源和规划局", "县财政局", "县商务和投资促进局", "县人社局")
WORKS = (
    "拟定权限下放清单",
    "完成园区用地组卷上报",
    "办结供电接入手续",
    "组织银企对接会",
    "引荐投资企业到访",
    "修订工作方案",
)


def breakdown(count: int, year: str = "") -> str:
    """A year's task breakdown, a demand a line, each with lead, participant and day."""
    head = "关于印发示范县2026年重点工作任务分解的通知\n各镇人民政府，县直各部门：\n现将任务分解如下。\n"
    rows = (
        f"{n}. 由{UNITS[n % 6]}牵头，{UNITS[(n + 1) % 6]}配合，2027年{n % 12 + 1}月底前{WORKS[n % 6]}{year}第{n}项，"
        "报县推动办。\n"
        for n in range(1, count + 1)
    )
    return head + "".join(rows)


Taken = tuple[float, float]
"""Milliseconds by the clock, and of this process's own work (what a busy machine doesn't stretch)."""


def taken(act: Callable[[], Any]) -> tuple[Any, Taken]:
    began, worked = time.perf_counter(), time.process_time()
    answer = act()
    return answer, ((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000)


def press(client: Any, document: int, one: Any, following: Any) -> Taken:
    """Server time of `a` on the open card, whose form it sends, the next card coming along."""
    from tests.web.test_review import form

    fields, address = form(client, one) | {"next": following.pk}, f"/documents/{document}/cards/{one.pk}/prepare/"
    answer, times = taken(lambda: client.post(address, fields, headers={"HX-Request": "true"}))
    assert answer.status_code == 200, answer.content.decode()[:500]
    return times


def main() -> None:
    count = int(next((a for a in sys.argv[1:] if a.isdigit()), "300"))
    with server() as address, scratch(address):
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        from heli.documents.actions.receive import receive
        from heli.documents.models import Directive
        from heli.matters.actions.prepare import prepare_certain
        from tests.cast import set_stage
        from tests.web.test_documents import signed_in

        cast = set_stage(datetime.now(UTC))
        receive(cast.clerk, cast.programme, content=breakdown(count, "去年").encode(), filename="去年.txt")
        document = receive(cast.clerk, cast.programme, content=breakdown(count).encode(), filename="任务分解.txt")
        Directive.objects.filter(document=document).update(certainty=0.95)
        found = list(Directive.objects.filter(document=document).order_by("position"))
        client = signed_in("jingban")
        client.get(f"/documents/{document}/")
        _, (clock, own) = taken(lambda: client.get(f"/documents/{document}/"))
        print(f"page   {clock:.0f} ms ({own:.0f} ms of Python), {len(found)} demands beside as many of last year's")
        presses = [press(client, document, found[n], found[n + 1]) for n in range(min(PRESSES, len(found) - 1))]
        clocks, owns = sorted(p[0] for p in presses), sorted(p[1] for p in presses)
        half = len(presses) // 2
        print(f"a      {clocks[half]:.0f} ms p50, {clocks[-1]:.0f} ms slowest ({owns[half]:.0f} ms of Python)")
        made, (clock, own) = taken(lambda: prepare_certain(cast.clerk, document))
        print(f"A      {clock / 1000:.2f} s for {len(made)} matters ({own / 1000:.2f} s of Python)")


if __name__ == "__main__":
    main()
