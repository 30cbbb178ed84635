"""What an action refuses, said to the person who asked; what isn't there is not found."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from heli.directory.messages import REFUSALS as DIRECTORY
from heli.directory.rules.verdict import Refusal, Refused
from heli.documents.messages import REFUSALS as DOCUMENTS
from heli.matters.messages import REFUSALS as MATTERS
from heli.matters.messages import words as matter_words
from heli.web.shell.answers import refused
from heli.web.shell.requests import Request

P = ParamSpec("P")

NOT_OPEN_TO_YOU = frozenset({"office_only", "document_not_yours", "directory_office_only"})
OWN: dict[str, Promise] = {
    "bad_date": _("“{value}”不是日期，请按 2026-11-23 的样子填写，或从日历中选。"),
    "bad_choice": _("有一项选择已经失效，请刷新页面后再选。"),
    "nothing_to_read": _("请先选择文件，或粘贴正文。"),
}


def words(refusal: Refusal) -> str:
    if refusal.code in OWN:
        return str(OWN[refusal.code]).format_map(dict(refusal.params))
    for table in (DOCUMENTS, DIRECTORY):
        if refusal.code in table:
            return table[refusal.code].format_map(dict(refusal.params))
    if refusal.code in MATTERS:
        return matter_words(refusal)
    return gettext("这次没有办成，数据没有变动。请刷新页面后重试。")


def status_of(refusal: Refusal) -> int:
    return 403 if refusal.code in NOT_OPEN_TO_YOU else 409


def speaks(view: Callable[Concatenate[Request, P], HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def spoken(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(cast(Request, request), *args, **kwargs)
        except Refused as why:
            return refused(request, words(why.refusal), status_of(why.refusal))
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    return spoken
