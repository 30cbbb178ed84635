"""How long papers take and how large they are: `python bench/bench_papers.py`."""

import resource
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from heli.matters.rules.lights import Light
from heli.matters.rules.manner import Manner
from heli.papers.render.assignment_docx import assignment_docx
from heli.papers.render.ledger_xlsx import ledger_xlsx
from heli.papers.render.pdf import assignment_pdf, ledger_pdf
from heli.papers.render.sheets import Assignment, AssignmentRow, Ledger, LedgerRow, Source

PARAGRAPH = "会议强调，要盯住要素保障不放松。县自然资源和规划局要抓紧完成组卷上报，各镇做好配合。"


def ledger_of(count: int) -> Ledger:
    rows = [
        LedgerRow(
            number=place,
            basis=f"推动组会议纪要第{place % 40 + 1}号三（2）",
            matter_number=f"示推督〔2026〕{place}号",
            title=f"精密铸造园{place}号地块用地报批",
            completion_standard="取得用地批复文件",
            kind="瓶颈问题",
            lead="县自然资源和规划局",
            responsible_leader="周副县长",
            participants=("城关镇", "县林业局"),
            due_on=date(2026, 12, place % 31 + 1),
            term=None,
            light=list(Light)[place % 5],
            state="办理中",
            progress=f"勘界、稳评完成；应签201户，已签{place % 201}户。",
            problems="占补平衡指标缺41亩。",
            next_steps="12月5日前组卷上报。",
            help_needed="提请市级调剂占补平衡指标41亩。",
            updated_on=date(2026, 11, 20),
        )
        for place in range(1, count + 1)
    ]
    made_at = datetime(2026, 11, 23, 15, 4, tzinfo=UTC)
    return Ledger("督办事项台账", "示范县突破县域经济", date(2026, 11, 23), "推动办", made_at, "", rows)


def assignment_of(count: int, unit: str = "县自然资源和规划局") -> Assignment:
    rows = [
        AssignmentRow(
            number=f"示推督〔2026〕{place}号",
            title=f"精密铸造园{place}号地块用地报批",
            completion_standard="取得用地批复文件",
            basis="推动组会议纪要第8号",
            participants=("城关镇", "县林业局"),
            responsible_leader="周副县长",
            due_on=date(2026, 12, 31),
        )
        for place in range(1, count + 1)
    ]
    sources = [Source(row.number, "推动组第8次会议纪要", PARAGRAPH, 16, 33) for row in rows]
    programme, office = "示范县突破县域经济", "示范县推动办公室"
    return Assignment(Manner.ORDER, unit, programme, office, date(2026, 11, 23), rows, sources)


def timed(name: str, make: Callable[[], bytes]) -> None:
    start = time.perf_counter()
    content = make()
    print(f"{name:<34}{(time.perf_counter() - start) * 1000:>9.0f} ms{len(content) / 1024:>9.0f} KiB")


def main() -> None:
    timed("assignment_pdf, 10 rows, cold", partial(assignment_pdf, assignment_of(10)))
    timed("assignment_pdf, 10 rows, warm", partial(assignment_pdf, assignment_of(10, "县林业局")))
    timed("assignment_docx, 10 rows", partial(assignment_docx, assignment_of(10)))
    timed("ledger_xlsx, 10,000 rows", partial(ledger_xlsx, ledger_of(10_000)))
    for count in (100, 1_000):
        timed(f"ledger_pdf, {count:,} rows", partial(ledger_pdf, ledger_of(count)))
    start = time.perf_counter()
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda place: assignment_pdf(assignment_of(10, f"示范县第{place}局")), range(200)))
    spent = time.perf_counter() - start
    assert len({*made}) == 200
    print(f"200 different assignments, 4 threads {spent:.1f} s, {spent / 200 * 1000:.0f} ms each")
    ledger = ledger_of(300)
    for turn in range(4):
        for place in range(10):
            ledger_pdf(replace(ledger, title=f"台账{turn}-{place}"))
        print(f"after {10 * (turn + 1)} ledgers: peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    main()
