"""What units do with an issued matter: 签收, 进展, 申请办结."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.db import transaction

from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import PostRole
from heli.matters.actions.attach import Upload, attach, check_uploads
from heli.matters.actions.issue import set_lights
from heli.matters.actions.step import locked, take_step
from heli.matters.models import ClosingRequest, Matter, Update
from heli.matters.rules.kinds import KINDS, Kind
from heli.matters.rules.lifecycle import Ready, Verb

TWIN_WITHIN = timedelta(minutes=2)
"""The same words from the same person within this time are one update sent twice."""


@dataclass(frozen=True, slots=True)
class Report:
    """The office's four fields; 无变化 stands alone."""

    progress: str = ""
    problems: str = ""
    next_steps: str = ""
    help_needed: str = ""
    no_change: bool = False

    def cleaned(self) -> "Report":
        return Report(
            self.progress.strip(),
            self.problems.strip(),
            self.next_steps.strip(),
            self.help_needed.strip(),
            self.no_change,
        )

    @property
    def says_something(self) -> bool:
        return self.no_change or any((self.progress, self.problems, self.next_steps, self.help_needed))


@transaction.atomic
def acknowledge(actor: Actor, matter_id: int) -> None:
    matter = locked(matter_id)
    matter.acknowledged_at = actor.at
    take_step(actor, matter, Verb.ACKNOWLEDGE)


@transaction.atomic
def update(actor: Actor, matter_id: int, report: Report, *, uploads: Sequence[Upload] = ()) -> int:
    """The id of the update. Sending the same words twice in a row, with no new file, gives the first one's."""
    check_uploads(uploads)
    matter, report = locked(matter_id), report.cleaned()
    if (twin := _twin(actor, matter, report, uploads)) is not None:
        return twin
    written = _write(actor, matter, report)
    take_step(actor, matter, Verb.UPDATE, ready=Ready.of(content=report.says_something), data={"update": written.pk})
    attach(actor, matter, uploads, update=written)
    return written.pk


def _twin(actor: Actor, matter: Matter, report: Report, uploads: Sequence[Upload]) -> int | None:
    same = {"no_change": True} if report.no_change else asdict(report)
    found = Update.objects.filter(
        matter=matter, author_id=actor.person_id, at__gte=actor.at - TWIN_WITHIN, **same
    ).first()
    if found is None:
        return None
    known = set(found.attachments.values_list("sha256", flat=True))
    return found.pk if {hashlib.sha256(u.content).hexdigest() for u in uploads} <= known else None


def _repeated(last: Update | None) -> Report:
    """无变化 says the last report again, so that the ledger keeps showing how things stand."""
    if last is None:
        return Report(no_change=True)
    return Report(last.progress, last.problems, last.next_steps, last.help_needed, no_change=True)


def _write(actor: Actor, matter: Matter, report: Report) -> Update:
    organization_id = matter.lead_organization_id or actor.posts[0].organization_id
    if report.no_change:
        report = _repeated(matter.latest_update)
    written = Update.objects.create(
        matter=matter,
        organization_id=organization_id,
        author_id=actor.person_id,
        at=actor.at,
        **asdict(report),
    )
    matter.latest_update = written
    set_lights(matter)
    return written


@transaction.atomic
def request_closing(
    actor: Actor, matter_id: int, *, result: str, signed_by: str = "", uploads: Sequence[Upload] = ()
) -> int:
    """申请办结(销号): signed by the unit head in the system, or with the scanned page that the head has signed.

    `signed_by` names who signed the page when a liaison sends it in.
    """
    check_uploads(uploads)
    matter = locked(matter_id)
    head = matter.lead_organization_id in actor.organizations(PostRole.HEAD, PostRole.DEPUTY)
    signed = head or bool(uploads)
    request = ClosingRequest(
        matter=matter,
        organization_id=matter.lead_organization_id or 0,
        requested_by_id=actor.person_id,
        requested_at=actor.at,
        result=result.strip(),
        signed_by=actor.name if head else signed_by.strip() or "见签字页",
    )
    matter.stopped_on = actor.today
    organization = matter.lead_organization
    row = KINDS[Kind(matter.kind)]
    take_step(
        actor,
        matter,
        Verb.REQUEST_CLOSING,
        ready=Ready.of(content=bool(result.strip()), signature=signed),
        data={"result": result.strip(), "signed_by": request.signed_by},
        notice={
            "unit": organization.short_name if organization else "",
            "request": row.request_word,
            "title": matter.title[:60],
        },
    )
    request.save()
    attach(actor, matter, uploads, closing_request=request)
    return request.pk
