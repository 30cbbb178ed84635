"""Files that come with an update: kept as received, or refused with nothing of them stored."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import DataError, transaction

from heli.matters.actions.attach import LIMIT_BYTES, Upload
from heli.matters.actions.follow import Report, request_closing, update
from heli.matters.messages import words
from heli.matters.models import Attachment, ClosingRequest, Update
from heli.matters.queries.matter_page import attachment
from heli.matters.rules.lifecycle import State
from tests.cast import Cast
from tests.matters.desk import Desk, refused, state_of

PLAIN = Upload("进展说明.txt", "初稿24项，已送审。".encode(), "text/plain")


def files_on_disk() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (Upload("方案.txt", "机密★10年\n\n关于扩大试点的方案".encode(), "text/plain"), "secret_attachment"),
        (Upload("方案（机密★）.txt", "正文".encode(), "text/plain"), "secret_attachment"),
        (Upload("绝密.txt", "绝密★\n正文".encode(), "text/plain"), "secret_attachment"),
        (Upload("大.bin", b"0" * (LIMIT_BYTES + 1), "application/octet-stream"), "too_large"),
    ],
)
def test_a_secret_or_too_large_file_is_refused_and_nothing_is_stored(
    desk: Desk, cast: Cast, upload: Upload, code: str
) -> None:
    matter = desk.in_progress()
    for why in (
        refused(update, cast.liaison, matter, Report(progress="进展"), uploads=[PLAIN, upload]),
        refused(request_closing, cast.unit_head, matter, result="成", uploads=[PLAIN, upload]),
    ):
        assert why.code == code
        assert upload.filename in words(why)
    assert (Update.objects.count(), ClosingRequest.objects.count(), Attachment.objects.count()) == (0, 0, 0)
    assert state_of(matter) == State.IN_PROGRESS
    assert files_on_disk() == []


def test_a_file_is_kept_byte_for_byte_and_read_by_whom_the_matter_concerns(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress()
    update(cast.liaison, matter, Report(progress="进展"), uploads=[PLAIN])
    kept = Attachment.objects.get()
    assert attachment(cast.participant, kept.pk) == (PLAIN.filename, PLAIN.media_type, PLAIN.content)
    assert refused(attachment, cast.raiser, kept.pk).code == "matter_not_yours"


def test_the_stored_name_is_ours_whatever_came_with_the_file(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress()
    update(cast.liaison, matter, Report(progress="进展"), uploads=[Upload("../../逃.txt", b"text", "text/plain")])
    (path,) = files_on_disk()
    assert path.suffix == ".bin"
    assert Attachment.objects.get().filename == "../../逃.txt"


def test_an_update_refused_for_its_state_leaves_no_file(desk: Desk, cast: Cast) -> None:
    matter = desk.closed()
    refused(update, cast.liaison, matter, Report(progress="进展"), uploads=[PLAIN])
    assert (files_on_disk(), Attachment.objects.count()) == ([], 0)


def test_a_file_that_cant_be_kept_takes_those_before_it_along(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress()
    broken = Upload("表.txt", b"text", "text/plain\x00")
    with pytest.raises(DataError, match="NUL"), transaction.atomic():
        update(cast.liaison, matter, Report(progress="进展"), uploads=[PLAIN, broken])
    assert (files_on_disk(), Attachment.objects.count(), Update.objects.count()) == ([], 0, 0)


def test_a_file_sent_after_the_same_words_is_kept(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress()
    first = update(cast.liaison, matter, Report(progress="进展"))
    second = update(cast.liaison, matter, Report(progress="进展"), uploads=[PLAIN])
    assert second != first
    assert update(cast.liaison, matter, Report(progress="进展"), uploads=[PLAIN]) in {first, second}
    assert Attachment.objects.count() == 1


def test_a_scanned_signature_page_lets_the_liaison_ask_for_closing(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress()
    scan = Upload("签字页.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png")
    request_closing(cast.liaison, matter, result="成", signed_by="吴芒种", uploads=[scan])
    request = ClosingRequest.objects.get()
    assert (request.signed_by, request.attachments.get().filename) == ("吴芒种", "签字页.png")
