"""The review page under a clerk's hands: keys, the pair of columns, marking by hand; no breach of policy, axe clean."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from heli.documents.actions.receive import receive
from heli.documents.models import Directive, Document, Suspect
from heli.documents.queries import document_page
from heli.matters.actions.prepare import prepare
from heli.matters.models import Matter
from heli.matters.queries.proposals import cards
from heli.matters.rules.lifecycle import State
from tests.browser.conftest import AXE
from tests.cast import PASSWORD, Cast, set_stage
from tests.intake.test_formats_pdf import typeset
from tests.web.test_documents import REPORT
from tests.web.test_review_original import PAGES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(settings: Settings) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    return set_stage()


@pytest.fixture
def document(cast: Cast) -> Document:
    text = REPORT.replace("近年来", "𠮷镇的同志也来了。近年来")
    made = Document.objects.get(
        pk=receive(cast.clerk, cast.programme, content=text.encode(), filename="座谈会报道.txt")
    )
    start = made.text.index("座谈会召开。")
    Suspect.objects.create(
        document=made, start=start, end=start + 3, text="座谈会", suggestion="现场推进会", reason="同文写作现场推进会"
    )
    return made


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, document: Document) -> Iterator[Page]:
    """The clerk before the review page; what the console complains about must stay empty but for refusals."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            complaints.append(message.text)

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(8000)
    opened = context.new_page()
    opened.on("console", heard)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(f"{live_server.url}/account/login/?next=/documents/{document.pk}/")
    opened.fill("#id_login", "jingban")
    opened.fill("#id_password", PASSWORD)
    opened.press("#id_password", "Enter")
    opened.wait_for_url(f"**/documents/{document.pk}/")
    yield opened
    context.close()
    assert complaints == []


def card(page: Page, number: int) -> str:
    return f"#card-{page.locator('.draft').nth(number).get_attribute('data-card')}"


def test_the_keys_prepare_set_aside_and_undo(page: Page) -> None:
    first, second, third = (card(page, number) for number in range(3))
    expect(page.locator(first)).to_have_attribute("aria-current", "true")
    page.keyboard.press("a")
    expect(page.locator(f"{first} .chip-taken")).to_have_text("已列入拟办")
    expect(page.locator(f"{second} .draft-form")).to_be_visible()
    page.keyboard.press("x")
    expect(page.locator(second)).to_have_attribute("data-state", "set_aside")
    expect(page.locator(f"{third} .draft-form")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator(f"{second} .draft-form")).to_be_visible()
    page.keyboard.press("k")
    page.keyboard.press("u")
    expect(page.locator(f"{first} .draft-form")).to_be_visible()
    expect(page.locator("#bar")).to_contain_text("0 条已列入拟办")
    assert set(Matter.objects.values_list("state", flat=True)) == {State.WITHDRAWN}


def test_all_certain_ones_with_one_key(page: Page) -> None:
    certain = Directive.objects.filter(certainty__gte=0.9).count()
    page.keyboard.press("A")
    expect(page.locator("#bar")).to_contain_text(f"{certain} 条已列入拟办")
    expect(page.locator("#toasts")).to_contain_text(f"已列入拟办 {certain} 条")


def test_a_band_brings_its_card_and_a_card_its_band(page: Page) -> None:
    last = page.locator(".draft").last
    number = last.get_attribute("data-card")
    page.locator(f"[data-band='{number}']").first.click()
    expect(last).to_have_attribute("aria-current", "true")
    expect(last.locator(".draft-form")).to_be_visible()
    first = page.locator(".draft").first
    first.locator(".draft-title").click()
    band = page.locator(f"[data-band='{first.get_attribute('data-card')}']").first
    expect(band).to_have_attribute("aria-current", "true")


def test_edits_are_kept_and_the_lead_is_found_by_its_initials(page: Page) -> None:
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("印发政策清单")
    lead = page.locator(f"{card(page, 0)} [id^=lead-][role=combobox]")
    lead.click()
    lead.fill("czj")
    page.keyboard.press("Enter")
    expect(page.locator(f"{card(page, 0)} .draft-line")).to_contain_text("市财政局")
    expect(page.locator(f"{card(page, 0)} .autosave-state")).to_contain_text("已保存")
    page.reload()
    expect(page.locator(f"{card(page, 0)} textarea[name=title]")).to_have_value("印发政策清单")


def test_marking_counts_code_points_beyond_a_rare_character_and_an_accepted_correction(page: Page) -> None:
    page.locator(".strip [data-show-only=suspects]").click()
    page.get_by_role("button", name="采用建议").click()
    expect(page.locator("#paper")).to_contain_text("现场推进会召开")
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.getElementById("paper"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("同志也来了");
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 5);
            window.getSelection().removeAllRanges();
            window.getSelection().addRange(range);
          }
        }"""
    )
    page.get_by_role("button", name="标为要求").locator("visible=true").first.click()
    expect(page.locator(".draft[aria-current='true']")).to_contain_text("同志也来了")
    assert Directive.objects.filter(text="同志也来了").count() == 1


def test_one_key_cuts_a_demand_and_one_joins_it_again(page: Page) -> None:
    page.locator(".draft-title", has_text="用地难").click()
    expect(page.locator(".draft[aria-current='true'] .draft-form")).to_be_visible()
    page.keyboard.press("s")
    expect(page.locator(".cut-half").last).to_have_text("强化瓶颈突破")
    page.keyboard.press("Enter")
    expect(page.locator(".draft")).to_have_count(5)
    expect(page.locator(".draft[aria-current='true'] textarea[name=title]")).to_have_value("努力破解用地难、融资难")
    expect(page.locator(".draft-number")).to_have_text(["1", "2", "3", "4", "5"])
    page.keyboard.press("m")
    expect(page.locator(".draft")).to_have_count(4)
    expect(page.locator(".draft-number")).to_have_text(["1", "2", "3", "4"])


def test_a_click_in_the_text_says_where_to_cut(page: Page) -> None:
    page.locator("[data-band]", has_text="用地难").first.click()
    expect(page.locator(".draft[aria-current='true'] .draft-form")).to_be_visible()
    page.evaluate(
        """() => {
          const bands = Array.from(document.querySelectorAll("[data-band]"));
          const band = bands.find((one) => one.textContent.includes("用地难"));
          const node = band.firstChild;
          window.getSelection().collapse(node, node.data.indexOf("融资难"));
          band.click();
        }"""
    )
    page.keyboard.press("s")
    expect(page.locator(".cut:has(:checked) .cut-half")).to_have_text(["要努力破解用地难", "融资难，强化瓶颈突破"])
    page.keyboard.press("Escape")
    expect(page.locator(".split-form")).to_have_count(0)


def test_a_card_that_somebody_else_prepared_shows_how_things_stand(page: Page, cast: Cast, document: Document) -> None:
    seen = cards(cast.second_clerk, document_page(cast.second_clerk, document.pk))[0]
    prepare(cast.second_clerk, seen.directive.id, seen.values)
    page.keyboard.press("a")
    first = page.locator(f"#card-{seen.directive.id}")
    expect(first).to_have_attribute("data-state", "taken")
    expect(first.locator(".refusal")).to_contain_text("冯大暑列入拟办")


def test_the_original_takes_the_place_of_the_text(page: Page, cast: Cast) -> None:
    made = receive(cast.clerk, cast.programme, content=typeset(PAGES), filename="分解.pdf")
    page.goto(page.url.rsplit("/documents/", 1)[0] + f"/documents/{made}/")
    page.keyboard.press("o")
    expect(page.locator(".sight img").first).to_be_visible()
    expect(page.locator("#paper")).to_be_hidden()
    current = page.locator(".draft[aria-current='true']").get_attribute("data-card")
    expect(page.locator(f"rect.is-current[data-box='{current}']").first).to_be_visible()
    page.keyboard.press("o")
    expect(page.locator("#paper")).to_be_visible()


def test_a_filter_shows_its_cards_alone(page: Page) -> None:
    page.keyboard.press("x")
    expect(page.locator("[data-state=set_aside]")).to_have_count(1)
    page.locator(".strip [data-show-only=aside]").click()
    expect(page.locator(".draft:visible")).to_have_count(1)
    page.locator(".strip [data-show-only=exhortations]").click()
    expect(page.locator(".left-out")).to_contain_text("坚定信心")


@pytest.mark.parametrize("show", ["all", "suspects", "exhortations"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(
    browser: Browser, live_server: LiveServer, document: Document, show: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 860})
    page = context.new_page()
    page.goto(f"{live_server.url}/account/login/?next=/documents/{document.pk}/?show={show}")
    page.fill("#id_login", "jingban")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/documents/**")
    page.evaluate(AXE.read_text() + ";0")
    found = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))")
    context.close()
    assert found == []
