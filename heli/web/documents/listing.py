"""来文: what came in, and bringing more in. A refused file leaves nothing; a refused text stays in its box."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.actions.receive import receive, receive_text
from heli.documents.permissions import may_receive
from heli.documents.queries import documents, original_file
from heli.documents.rules.basis import BASIS_WORDS, DOCUMENT_KIND_WORDS, rests_firmly
from heli.web.documents.speaking import speaks, words
from heli.web.shell.answers import tell
from heli.web.shell.requests import Request


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file or text was not taken in, and its twin where there is one."""

    words: str
    twin: int | None = None


def _listed(request: Request, *, troubles: tuple[Trouble, ...] = (), text: str = "", status: int = 200) -> HttpResponse:
    sought = request.GET.get("words", "").strip()
    lines = documents(request.actor, request.programme_id, words=sought)
    shown = [
        (line, DOCUMENT_KIND_WORDS[line.kind], BASIS_WORDS[line.basis], rests_firmly(line.basis)) for line in lines
    ]
    context = {
        "lines": shown,
        "sought": sought,
        "troubles": troubles,
        "text": text,
        "may_receive": may_receive(request.actor, request.programme_id).allowed,
        "limit": settings.UPLOAD_LIMIT,
        "limit_mb": settings.UPLOAD_LIMIT // (1024 * 1024),
    }
    return render(request, "documents/list.html", context, status=status)


@require_GET
@speaks
def listing(request: Request) -> HttpResponse:
    return _listed(request)


@require_POST
@speaks
def bring_in(request: Request) -> HttpResponse:
    """One document: on to its review. Several: back to the list, each with what became of it."""
    require(may_receive(request.actor, request.programme_id))
    text = request.POST.get("text", "")
    taken: list[int] = []
    troubles: list[Trouble] = []
    for upload in request.FILES.getlist("file"):
        content, filename = upload.read(), upload.name or _("未命名")
        try:
            taken.append(receive(request.actor, request.programme_id, content=content, filename=filename))
        except Refused as why:
            troubles.append(_trouble(why.refusal))
    if text.strip():
        try:
            taken.append(receive_text(request.actor, request.programme_id, text=text))
            text = ""
        except Refused as why:
            troubles.append(_trouble(why.refusal))
    if not taken and not troubles:
        troubles.append(Trouble(words(Refusal("nothing_to_read"))))
    if troubles:
        if taken:
            tell(request, _("已接收 %(count)d 份。") % {"count": len(taken)})
        return _listed(request, troubles=tuple(troubles), text=text, status=409)
    if len(taken) == 1:
        return redirect("document", taken[0])
    tell(request, _("已接收 %(count)d 份。") % {"count": len(taken)})
    return redirect("documents")


def _trouble(refusal: Refusal) -> Trouble:
    twin = refusal.params.get("document", "")
    return Trouble(words(refusal), int(twin) if twin else None)


@require_GET
@speaks
def original(request: Request, document_id: int) -> HttpResponse:
    filename, content = original_file(request.actor, document_id)
    answer = HttpResponse(content, content_type="application/octet-stream")

    answer["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    return answer
