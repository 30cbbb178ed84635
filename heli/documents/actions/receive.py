"""A file or a pasted text comes in: refused before anything is written, or kept byte for byte with what was read."""

import hashlib
from dataclasses import asdict, replace
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from heli.audit.actions import record
from heli.directory.queries import calendar, names
from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.intake.contract import as_contract
from heli.documents.intake.draft import Draft, Notice
from heli.documents.intake.quoting import proposer
from heli.documents.intake.read import proposed, read
from heli.documents.intake.unreadable import Unreadable
from heli.documents.isolation.readers import for_uploads
from heli.documents.models import Directive, Document, Suspect
from heli.documents.permissions import may_receive
from heli.documents.rules.basis import BASIS_OF_DOCUMENT_KIND
from heli.documents.rules.heading import heading_of
from heli.language_model.endpoint import Endpoint, OutsideNetworks, Unavailable
from heli.programmes.models import Programme
from heli.search.actions import index_new


def receive(actor: Actor, programme_id: int, *, content: bytes, filename: str) -> int:
    """The id of the new document. Refuses what is secret, unreadable or already there; then nothing of it is kept."""
    require(may_receive(actor, programme_id))
    sha256 = hashlib.sha256(content).hexdigest()
    _refuse_twin(programme_id, sha256)
    try:
        draft = for_uploads().call(
            read, content, filename, names=names().forms, calendar=calendar(), reference_date=None
        )
    except Unreadable as why:
        raise Refused(Refusal("unreadable", {"filename": filename, "why": why.message})) from why
    draft = _asked(programme_id, draft)
    stored: list[str] = []
    try:
        return _take_in(actor, programme_id, content, draft, stored)
    except BaseException:
        for name in stored:  # a row that didn't come about leaves no file behind
            default_storage.delete(name)
        raise


def _asked(programme_id: int, draft: Draft) -> Draft:
    """Where the programme has turned a language model on, with what it proposes; without it the reading goes on."""
    chosen = Programme.objects.values_list("settings", flat=True).get(pk=programme_id).get("language_model")
    if not chosen:
        return draft
    try:
        endpoint = Endpoint.of(chosen["address"], chosen["model"], settings.MODEL_NETWORKS, key=chosen.get("key", ""))
        return proposed(draft, proposer(endpoint.ask))
    except (OutsideNetworks, Unavailable, ValueError, KeyError) as why:
        notice = Notice("model_silent", f"语言模型没有参与这次识别：{why}")
        return replace(draft, warnings=(*draft.warnings, notice))


def _take_in(actor: Actor, programme_id: int, content: bytes, draft: Draft, stored: list[str]) -> int:
    sha256 = draft.document.sha256
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme_id)
        _refuse_twin(programme_id, sha256)
        document = _keep(actor, programme_id, content, draft, stored)
        _keep_readings(document, draft)
        record(
            chain=f"document:{document.pk}",
            at=actor.at,
            actor_id=actor.person_id,
            actor_name=actor.name,
            verb="receive",
            data={"filename": document.filename, "sha256": sha256, "size": len(content)},
        )
    return document.pk


def receive_text(actor: Actor, programme_id: int, *, text: str) -> int:
    """Pasted text is kept as a UTF-8 file of its own."""
    return receive(actor, programme_id, content=text.encode(), filename="粘贴文本.txt")


def _refuse_twin(programme_id: int, sha256: str) -> None:
    twin = Document.objects.filter(programme_id=programme_id, sha256=sha256).first()
    if twin is not None:
        day = f"{twin.received_at:%Y-%m-%d}"
        raise Refused(Refusal("already_received", {"title": twin.title, "day": day, "document": str(twin.pk)}))


def _keep(actor: Actor, programme_id: int, content: bytes, draft: Draft, stored: list[str]) -> Document:
    facts, contract = draft.document, as_contract(draft)
    head = contract["red_head"] or {}
    issuers = "、".join(one["text"] for one in head.get("issuers") or () if one)
    document = Document(
        programme_id=programme_id,
        filename=facts.filename[:255],
        media_type=facts.media_type,
        sha256=facts.sha256,
        size=len(content),
        received_at=actor.at,
        received_by_id=actor.person_id,
        kind=facts.kind,
        basis=BASIS_OF_DOCUMENT_KIND[facts.kind],
        title=(_title(draft) or facts.filename)[:300],
        issuer=(facts.issuer or issuers)[:200],
        issued_on=facts.issued_on,
        official_number=(head.get("number") or {}).get("text", "")[:80],
        heading=heading_of(contract["red_head"]),
        places=contract["places"],
        script=facts.script,
        text=facts.text,
        restoration=_restoration(draft, contract),
        meeting=contract["meeting"],
        exhortations=contract["exhortations"],
        warnings=contract["warnings"],
    )
    # The stored name is ours: what came with the file stays in `filename`, where it can't reach the file system.
    document.file.save(f"{facts.sha256[:16]}.bin", ContentFile(content), save=False)
    stored.append(str(document.file.name))
    document.save()
    return document


def _title(draft: Draft) -> str | None:
    if draft.document.title:
        return draft.document.title
    if draft.meeting and draft.meeting.subject:
        return draft.meeting.subject
    first = draft.document.text.strip().split("\n", 1)[0]
    return first[:40] or None


def _restoration(draft: Draft, contract: dict[str, Any]) -> dict[str, Any]:
    """The contract's counts and offsets, with every single change, so that each can be shown and taken back."""
    restoration: dict[str, Any] = {**contract["restoration"], "raw_text": draft.raw_text}
    restoration["changes"] = [asdict(operation) for operation in draft.restoration.operations]
    del restoration["suspects"]
    return restoration


def _keep_readings(document: Document, draft: Draft) -> None:
    Suspect.objects.bulk_create(
        Suspect(
            document=document,
            start=s.span.start,
            end=s.span.end,
            text=s.text,
            suggestion=s.suggestion or "",
            reason=s.reason,
        )
        for s in draft.restoration.suspects
    )
    contract = as_contract(draft)["directives"]
    made = Directive.objects.bulk_create(
        Directive(
            document=document,
            position=position,
            start=d["start"],
            end=d["end"],
            text=d["text"],
            speaker=(d["speaker"] or "")[:100],
            addressee=(d["addressee"] or "")[:200],
            leads=[name[:200] for name in d["leads"]],
            participants=[name[:200] for name in d["participants"]],
            deadline=d["deadline"],
            category=d["category"],
            subtypes=d["subtypes"],
            certainty=d["certainty"],
        )
        for position, d in enumerate(contract, start=1)
    )
    index_new(kind="directive", programme_id=document.programme_id, texts={one.pk: one.text for one in made})
