"""Received files stay in memory: nothing of a file may touch the disk before its secrecy markings were looked for."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

FORM_ALLOWANCE = 1024 * 1024
"""Bytes of a form beside its files."""
DRAINED_AT_MOST = 512 * 1024 * 1024
"""Bytes read and thrown away so that a browser, which sends all before it listens, sees the refusal."""


class UploadTooBig(RequestDataTooBig):
    """The files of one request are larger than UPLOAD_LIMIT."""


class MemoryOnlyUploadHandler(FileUploadHandler):
    """Keeps the files of a request in memory, up to UPLOAD_LIMIT bytes together. Raises UploadTooBig above."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0
        self.kept = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  (Django's signature)
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT:
            raise UploadTooBig
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type or "application/octet-stream",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def refuse_early(request: HttpRequest) -> HttpResponseBase | None:
    """Answers a body that announces itself as too large (or, from strangers, as a file) before it is parsed."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    size = int(announced) if announced.isdigit() else 0
    if size <= FORM_ALLOWANCE:
        return None
    if size <= settings.UPLOAD_LIMIT + FORM_ALLOWANCE and request.user.is_authenticated:
        return None
    from heli.web.shell.errors import too_large

    left = min(size, DRAINED_AT_MOST)
    while left > 0 and (piece := request.read(min(left, 1024 * 1024))):
        left -= len(piece)
    return too_large(request)
