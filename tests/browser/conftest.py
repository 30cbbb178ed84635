"""Chromium for the walks: every page is watched for refused scripts and styles, and can be asked by axe."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.cast import PASSWORD, Cast, set_stage

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
FLAGS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("没有 Chromium：先运行 make requisites，或 apt install chromium fonts-noto-cjk")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread; our queries don't mind
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


class Walker:
    """Somebody signed in, at a desk or with a phone."""

    def __init__(self, context: BrowserContext, server: LiveServer) -> None:
        self.context, self.server = context, server
        self.troubles: list[str] = []
        self.acts = 0
        self.page: Page = context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        refused = "409" in message.text or "403" in message.text or "422" in message.text
        if message.type == "error" and not refused:
            self.troubles.append(message.text)

    def open(self, path: str) -> None:
        self.page.goto(self.server.url + path)

    def sign_in(self, login: str) -> "Walker":
        self.open("/account/login/")
        self.page.get_by_label("账号").fill(login)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        self.page.get_by_role("navigation").first.wait_for()
        return self

    def press(self, key: str) -> None:
        self.acts += 1
        self.page.keyboard.press(key)
        self.settle()

    def click(self, name: str, role: Any = "button") -> None:
        self.acts += 1
        self.page.get_by_role(role, name=name).first.click()
        self.settle()

    def settle(self) -> None:
        """Until no page is loading and no fragment is under way."""
        self.page.wait_for_load_state("networkidle")
        busy = self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")
        for _ in range(300):
            if not busy.count():
                return
            self.page.wait_for_timeout(30)

    def axe(self) -> list[str]:
        """Violations of WCAG 2 A and AA on the page as it stands."""
        heard = len(self.troubles)
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa'], preload: false})")
        del self.troubles[heard:]  # axe tries an inline style of its own
        return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found["violations"]]


@pytest.fixture
def town(transactional_db: None, settings: Any) -> Cast:
    """The cast, in a database that the server's own connections see."""
    del transactional_db
    from datetime import UTC, datetime

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return set_stage(datetime.now(UTC))


@pytest.fixture
def walk(browser: Browser, town: Cast, live_server: LiveServer) -> Iterator[Callable[..., Walker]]:
    """`walk("jingban")` is the clerk at a desk; `walk("zhuren", PHONE)` the office head with a phone."""
    walkers: list[Walker] = []
    del town

    def begin(login: str, size: dict[str, int] = DESK) -> Walker:
        context = browser.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        walkers.append(Walker(context, live_server).sign_in(login))
        return walkers[-1]

    yield begin
    for walker in walkers:
        walker.context.close()
    assert [t for w in walkers for t in w.troubles] == []
