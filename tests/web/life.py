"""A document with demands and the steps of a matter's life, walked through the screens by whoever may."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from heli.directory.models import Account
from heli.documents.intake.draft import Category
from heli.documents.models import Directive, Document
from heli.matters.actions import issue, prepare, sheets
from heli.matters.models import Matter
from heli.matters.rules.kinds import Kind
from heli.matters.rules.values import Values
from tests.cast import Cast, set_stage

FIRST = "市发改委要研究制定支持示范县的政策措施，市财政局做好配合。"
SECOND = "市委金融办要帮助恒达新材料解决扩产贷款问题。"
TEXT = f"会议强调，要盯住要素保障不放松。{FIRST}要坚持依法依规。\n{SECOND}\n"


@pytest.fixture
def now(db: None, settings: Settings) -> Cast:
    """The cast at the moment at which the test runs: screens ask the clock."""
    del db
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return set_stage(datetime.now(UTC))


def signed_in(login: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(login=login))
    return client


def document(cast: Cast, *, basis: str = "minutes", title: str = "推动组第8次会议纪要") -> Document:
    return Document.objects.create(
        programme_id=cast.programme,
        filename=f"{title}.txt",
        media_type="text/plain",
        sha256=hashlib.sha256(title.encode()).hexdigest(),
        size=len(TEXT),
        file="unused",
        received_at=cast.at,
        kind="minutes",
        basis=basis,
        title=title,
        script="hans",
        text=TEXT,
    )


def directive(source: Document, text: str, category: Category = Category.POLICY) -> Directive:
    start = TEXT.index(text)
    return Directive.objects.create(
        document=source,
        position=source.directives.count(),
        start=start,
        end=start + len(text),
        text=text,
        category=category,
        certainty=0.9,
    )


def prepared(cast: Cast, source: Document, text: str = FIRST, **changes: Any) -> int:
    """A prepared matter, complete unless `changes` say otherwise; led by 市发改委, 市财政局 participates."""
    given: dict[str, Any] = {
        "title": "研究制定支持示范县的政策措施",
        "kind": Kind.TASK,
        "category": Category.POLICY,
        "lead_organization_id": cast.unit("市发改委"),
        "participant_ids": (cast.unit("市财政局"),),
        "responsible_leader": "吴副市长",
        "completion_standard": "政策文件印发",
        "due_on": cast.clerk.today + timedelta(days=30),
    }
    values = Values(**(given | changes))
    return prepare.prepare(cast.clerk, directive(source, text, values.category).pk, values)


def issued(cast: Cast, *matter_ids: int) -> None:
    sheet = sheets.lay(cast.clerk, cast.programme, matter_ids)
    sheets.sign(cast.office_head, sheet, returned={})
    issue.issue(cast.clerk, matter_ids)


def matter(matter_id: int) -> Matter:
    return Matter.objects.get(pk=matter_id)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A signed-in person who presses the buttons of a matter's page."""

    client: Client

    @classmethod
    def named(cls, login: str) -> "Somebody":
        return cls(signed_in(login))

    def does(self, step: str, matter_id: int, **form: Any) -> Any:
        return self.client.post(f"/matters/{matter_id}/{step}/", form, headers={"HX-Request": "true"})

    def sees(self, address: str, **headers: str) -> str:
        answer = self.client.get(address, headers=headers)
        assert answer.status_code == 200, (address, answer.status_code)
        return str(answer.content.decode())
