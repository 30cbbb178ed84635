"""What base.html knows about every page; nothing here asks the database."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone

from heli.web.shell import frame
from heli.web.shell.doors import doors_for, narrow_doors
from heli.web.shell.requests import Request


def shell(request: HttpRequest) -> dict[str, Any]:
    given: dict[str, Any] = {
        "theme": frame.theme_of(request),
        "today": timezone.localdate(),
        "actor": getattr(request, "actor", None),
    }
    if given["actor"] is None or not hasattr(request, "programmes"):
        return given
    asked = cast(Request, request)
    doors = doors_for(asked.actor, asked.programme_id)
    return given | {
        "today": asked.actor.today,
        "programme": asked.programme,
        "programmes": asked.programmes,
        "inbox_number": 0,
        "inbox_known": False,
        "doors": doors,
        "narrow_doors": narrow_doors(doors),
        "languages": frame.languages(),
    }
