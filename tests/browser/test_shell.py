"""The shell as a person meets it: keys, panel, questions, refusals, light and dark, no violation of policy or axe."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from heli.matters.models import Matter
from heli.matters.rules.lifecycle import State
from tests.browser.conftest import AXE
from tests.cast import PASSWORD, Cast, set_stage
from tests.web.rows import matter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(settings: Settings) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    return set_stage()


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A signed-out page; what the console complains about must stay empty but for refusals."""

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            complaints.append(message.text)

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(8000)
    opened = context.new_page()
    opened.on("console", heard)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def sign_in(page: Page, server: LiveServer, login: str) -> None:
    page.goto(f"{server.url}/account/login/")
    page.fill("#id_login", login)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"{server.url}/")


def violations(page: Page, complaints: list[str]) -> list[str]:
    before = list(complaints)
    page.evaluate(AXE.read_text() + ";0")
    found: list[str] = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))")
    complaints[:] = before  # axe itself sets styles, which the policy refuses
    return found


def test_a_liaison_acknowledges_in_the_inbox_and_the_number_follows(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    matter(cast, lead="市发改委", state=State.ISSUED)
    matter(cast, lead="市发改委", state=State.ISSUED, title="编制权限清单")
    sign_in(page, live_server, "lianluo")
    assert page.inner_text("#waiting") == "2"
    page.get_by_role("button", name="签收").first.click()
    page.get_by_text("已签收。").wait_for()
    expect(page.locator("#waiting")).to_have_text("1")
    assert Matter.objects.filter(state=State.IN_PROGRESS).count() == 1


def test_a_refusal_appears_where_the_person_is_looking(page: Page, live_server: LiveServer, cast: Cast) -> None:
    sign_in(page, live_server, "jingban")
    page.goto(f"{live_server.url}/directory/{cast.unit('市发改委')}/")
    page.fill(".one-line input[name=name]", "发改委")
    page.get_by_role("button", name="登记别名").click()
    page.locator(".one-line .refusal").wait_for()
    assert page.input_value(".one-line input[name=name]") == "发改委"


def test_typed_words_survive_the_end_of_the_session(page: Page, live_server: LiveServer, cast: Cast) -> None:
    sign_in(page, live_server, "jingban")
    page.goto(f"{live_server.url}/directory/{cast.unit('市发改委')}/")
    page.fill(".one-line input[name=name]", "发改部门")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="登记别名").click()
    again = page.locator(".one-line .refusal").get_by_role("link", name="重新登录")
    with page.context.expect_page() as opened:
        again.click()
    elsewhere = opened.value
    elsewhere.fill("#id_login", "jingban")
    elsewhere.fill("#id_password", PASSWORD)
    elsewhere.press("#id_password", "Enter")
    elsewhere.wait_for_url("**/me/")
    page.get_by_role("button", name="登记别名").click()
    page.locator(".unit .chip", has_text="发改部门").wait_for()


def test_rows_are_walked_with_keys_and_open_beside_the_list(page: Page, live_server: LiveServer, cast: Cast) -> None:
    del cast
    sign_in(page, live_server, "jingban")
    page.goto(f"{live_server.url}/directory/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("#panel-body h1").wait_for()
    first = page.inner_text("#panel-body h1")
    page.keyboard.press("j")
    expect(page.locator("#panel-body h1")).not_to_have_text(first)
    assert page.url.endswith("/directory/")
    page.keyboard.press("Escape")
    page.locator("#panel").wait_for(state="hidden")
    page.keyboard.press("/")
    page.keyboard.type("jnk")
    assert page.input_value(".topbar-search input") == "jnk"
    assert not page.locator("#add-unit").is_visible()


def test_a_unit_is_found_while_typing_its_initials(page: Page, live_server: LiveServer, cast: Cast) -> None:
    del cast
    sign_in(page, live_server, "lianluo")
    page.goto(f"{live_server.url}/directory/")
    page.keyboard.press("f")
    page.keyboard.type("sfgw")
    rows = page.locator("#units tr[data-row]:visible")
    assert [row.split()[0] for row in rows.all_inner_texts()] == ["市发改委"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_are_accessible_and_never_wider_than_the_screen(
    page: Page, live_server: LiveServer, cast: Cast, complaints: list[str], scheme: str, width: int
) -> None:
    for lead in ("市发改委", "县发改局"):
        matter(cast, lead=lead, due_in=-3)
        matter(cast, lead=lead, state=State.ISSUED)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}/account/login/")
    assert violations(page, complaints) == []
    sign_in(page, live_server, "jingban")
    paths = ["/", "/cockpit/", "/directory/", f"/directory/{cast.unit('市发改委')}/", "/directory/groups/", "/me/"]
    for path in [*paths, "/account/password/", "/nowhere/"]:
        page.goto(live_server.url + path)
        assert page.get_attribute("html", "data-bs-theme") == scheme
        assert violations(page, complaints) == [], path
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
