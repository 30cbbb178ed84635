import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from heli.matters.rules.lights import Light
from heli.matters.rules.manner import Manner
from heli.papers.render.sheets import (
    Assignment,
    AssignmentRow,
    Ledger,
    LedgerRow,
    Source,
)

PARAGRAPH = (
    "会议强调，要盯住要素保障不放松。县自然资源和规划局要在12月5日前完成精密铸造园一期用地组卷上报，"
    "县林业局、城关镇做好配合。要坚持依法依规，把群众合法权益放在首位。"
)
SENTENCE = "县自然资源和规划局要在12月5日前完成精密铸造园一期用地组卷上报，县林业局、城关镇做好配合。"


def _rows() -> list[LedgerRow]:
    return [
        LedgerRow(
            number=1,
            basis="推动组会议纪要第8号三（2）",
            matter_number="示推督〔2026〕17号",
            title="精密铸造园一期312亩用地报批",
            completion_standard="取得用地批复文件",
            kind="瓶颈问题",
            lead="县自然资源和规划局",
            responsible_leader="周副县长",
            participants=("城关镇", "县林业局"),
            due_on=date(2026, 12, 31),
            term=None,
            light=Light.YELLOW,
            state="办理中",
            progress="勘界、稳评完成；应签201户，已签186户。",
            problems="占补平衡指标缺41亩。",
            next_steps="12月5日前组卷上报。",
            help_needed="提请市级调剂占补平衡指标41亩。",
            updated_on=date(2026, 11, 20),
        ),
        LedgerRow(
            number=2,
            basis="全市推进会讲话审定稿",
            matter_number="示推督〔2026〕18号",
            title="恒达新材料扩产贷款",
            completion_standard="取得授信批复",
            kind="瓶颈问题",
            lead="市委金融办",
            responsible_leader="吴副市长",
            participants=("县财政局", "示范农商行"),
            due_on=date(2026, 11, 26),
            term=None,
            light=Light.BLUE,
            state="办理中",
            progress="召开第3次会办会，拟授信3000万元。",
            problems="厂房未办证、抵押不足。",
            next_steps="县担保公司拟增信。",
            updated_on=date(2026, 11, 19),
        ),
        LedgerRow(
            number=3,
            basis="推动组会议纪要第6号",
            matter_number="示推督〔2026〕9号",
            title="市级经济管理权限下放清单",
            completion_standard="印发权限下放清单",
            kind="帮扶措施",
            lead="市行政审批服务局",
            responsible_leader="郑副市长",
            participants=("市司法局", "市委编办"),
            due_on=date(2026, 12, 20),
            term=None,
            light=Light.GREEN,
            state="办理中",
            progress="初稿24项，合法性审核剔除6项。",
            next_steps="拟提12月上旬常务会。",
            updated_on=date(2026, 11, 18),
        ),
        LedgerRow(
            number=4,
            basis="推动组会议纪要第7号",
            matter_number="示推督〔2026〕12号",
            title="化工路拓宽房屋征收",
            completion_standard="签约、补偿、腾空",
            kind="瓶颈问题",
            lead="城关镇",
            responsible_leader="何副县长",
            participants=("县征收中心", "县信访局"),
            due_on=date(2026, 11, 20),
            term=None,
            light=Light.RED,
            state="办理中",
            progress="应签62户，已签59户、腾空57户。",
            problems="未签3户，其中2户评估复核、1户复议。",
            next_steps="复核结论前不拆，拟报责任领导重定时限。",
            updated_on=date(2026, 11, 20),
        ),
        LedgerRow(
            number=5,
            basis="全市推进会讲话审定稿",
            matter_number=None,
            title="建立企业家座谈机制",
            completion_standard="印发座谈办法并召开首次座谈",
            kind="督办任务",
            lead="县工商联",
            responsible_leader="",
            participants=(),
            due_on=None,
            term="长期",
            light=Light.NONE,
            state="已审签",
        ),
    ]


@pytest.fixture
def ledger_rows() -> list[LedgerRow]:
    return _rows()


@pytest.fixture
def ledger_of() -> Callable[[list[LedgerRow]], Ledger]:
    def build(rows: list[LedgerRow], filter_words: str = "") -> Ledger:
        return Ledger(
            title="示范县突破县域经济督办事项台账",
            programme="示范县突破县域经济",
            as_of=date(2026, 11, 23),
            made_by="推动办 林文",
            made_at=datetime(2026, 11, 23, 15, 4),  # noqa: DTZ001 (printed as it stands)
            filter_words=filter_words,
            rows=rows,
        )

    return build


@pytest.fixture
def assignment_rows() -> list[AssignmentRow]:
    return [
        AssignmentRow(
            number=row.matter_number or "",
            title=row.title,
            completion_standard=row.completion_standard,
            basis=row.basis,
            participants=row.participants,
            responsible_leader=row.responsible_leader,
            due_on=row.due_on,
            term=row.term,
        )
        for row in _rows()[:4]
    ]


@pytest.fixture
def assignment_of() -> Callable[..., Assignment]:
    def build(rows: list[AssignmentRow], *, sources: bool = True, manner: Manner = Manner.ORDER) -> Assignment:
        start = PARAGRAPH.index(SENTENCE)
        source = Source(rows[0].number, "县域经济推动组第8次会议纪要", PARAGRAPH, start, start + len(SENTENCE))
        return Assignment(
            manner=manner,
            unit="县自然资源和规划局",
            programme="示范县突破县域经济",
            office="示范县推动办公室",
            issued_on=date(2026, 11, 23),
            rows=rows,
            sources=(source,) if sources else (),
        )

    return build


@pytest.fixture
def printed_by_libreoffice(tmp_path: Path) -> Callable[[Path], Path]:
    """Prints a file to PDF with LibreOffice, as a unit without Word would; skips where there is none."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")

    def convert(file: Path) -> Path:
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
        return tmp_path / file.with_suffix(".pdf").name

    return convert
