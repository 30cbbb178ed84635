"""Walks every address: nobody sees anything without signing in, but for the few that say so themselves."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

OPEN_TO_ALL = {"account_login", "account_logout", "healthz", "favicon", "switch_theme", "switch_language"}
SAMPLES = {"int": "1", "str": "a", "slug": "a", "uuid": "00000000-0000-0000-0000-000000000000", "path": "a"}
CONVERTER = re.compile(r"<(?:(\w+):)?\w+>")


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        written = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, written)
        else:
            yield written, one


ROUTES = list(patterns(get_resolver()))


def address(written: str) -> str:
    return "/" + CONVERTER.sub(lambda found: SAMPLES[found[1] or "str"], written)


def test_only_these_routes_are_open_to_all() -> None:
    opened = {route.name for _, route in ROUTES if not getattr(route.callback, "login_required", True)}
    assert opened == OPEN_TO_ALL


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_the_sign_in_page_from_every_route(client: Client, method: str) -> None:
    asked = [(written, route) for written, route in ROUTES if route.name not in OPEN_TO_ALL]
    assert asked
    for written, _ in asked:
        answer = getattr(client, method)(address(written))
        assert answer.status_code == 302, written
        assert answer["Location"].startswith("/account/login/"), written


@pytest.mark.django_db
def test_a_strangers_fragment_request_loads_the_whole_sign_in_page(client: Client) -> None:
    answer = client.get("/inbox/number/", headers={"hx-request": "true", "hx-current-url": "http://testserver/me/"})
    assert answer["HX-Redirect"] == "/account/login/?next=/me/"


@pytest.mark.django_db
def test_what_was_typed_stays_on_the_page_when_the_session_has_ended(client: Client) -> None:
    answer = client.post("/inbox/1/acknowledge/", headers={"hx-request": "true"})
    assert answer.status_code == 401
    assert "填写的内容还在这一页" in answer.content.decode()
