"""Files that come with an update or a closing request: kept as received, with their hash."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused
from heli.documents.intake.sniff import check_before_storing
from heli.documents.intake.unreadable import Cause, Unreadable
from heli.documents.isolation.readers import for_uploads
from heli.matters.models import Attachment, ClosingRequest, Matter, Update

LIMIT_BYTES = 20 * 1024 * 1024
NEVER_KEPT = frozenset(
    {Cause.SECRET, Cause.ENCRYPTED, Cause.ZIP_BOMB, Cause.TIMED_OUT, Cause.TOO_HEAVY, Cause.BROKE_DOWN}
)
"""A scan or a table has no text that can be read here, and is welcome as proof; these are not.

A file whose reading was given up can't be cleared of secrecy markings, so it isn't kept either.
"""


@dataclass(frozen=True, slots=True)
class Upload:
    filename: str
    content: bytes
    media_type: str


def check_uploads(uploads: Sequence[Upload]) -> None:
    """Refuses too large and secret files before anything of them is written."""
    for upload in uploads:
        if len(upload.content) > LIMIT_BYTES:
            raise Refused(Refusal("too_large", {"filename": upload.filename, "limit": "20 MB"}))
        try:
            for_uploads().call(check_before_storing, upload.content, upload.filename)
        except Unreadable as why:
            if why.code not in NEVER_KEPT and upload.content:
                continue
            raise Refused(Refusal("secret_attachment", {"filename": upload.filename, "why": why.message})) from why


def attach(
    actor: Actor,
    matter: Matter,
    uploads: Sequence[Upload],
    *,
    update: Update | None = None,
    closing_request: ClosingRequest | None = None,
) -> None:
    """Rows and files together: a failure leaves neither."""
    stored: list[str] = []
    try:
        for upload in uploads:
            _keep(actor, matter, upload, stored, update=update, closing_request=closing_request)
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise


def _keep(
    actor: Actor,
    matter: Matter,
    upload: Upload,
    stored: list[str],
    *,
    update: Update | None,
    closing_request: ClosingRequest | None,
) -> None:
    sha256 = hashlib.sha256(upload.content).hexdigest()
    kept = Attachment(
        matter=matter,
        update=update,
        closing_request=closing_request,
        filename=upload.filename[:255],
        media_type=upload.media_type[:120],
        size=len(upload.content),
        sha256=sha256,
        added_by_id=actor.person_id,
        added_at=actor.at,
    )
    kept.file.save(f"{sha256[:16]}.bin", ContentFile(upload.content), save=False)
    stored.append(str(kept.file.name))
    kept.save()
