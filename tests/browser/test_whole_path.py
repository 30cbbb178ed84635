"""From the damaged web page to the closed matter: every role in turn, in a real browser, on the real document."""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Walker
from tests.cast import Cast

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "000_bcba12d03e3a2a08.txt"
DEMANDS = 14
Walk = Callable[..., Walker]

pytestmark = [
    pytest.mark.skipif(not SEED.exists(), reason="真实文件不在旁边的 shared 文件夹里"),
    pytest.mark.timeout(300),
]


def upload(clerk: Walker) -> None:
    clerk.open("/documents/")
    clerk.acts += 1
    with clerk.page.expect_navigation(url="**/documents/*/"):
        clerk.page.locator("input[type=file]").set_input_files(SEED)
    clerk.settle()


def review(clerk: Walker) -> None:
    """Takes the offered reading of the doubtful words, then prepares everything with keys."""
    page = clerk.page
    text = page.locator(".paper-text").inner_text()
    assert "(" not in text
    assert "县域经济" in text
    expect(page.locator("[data-card]")).to_have_count(DEMANDS)
    clerk.click("文字存疑", "link")
    doubts = page.get_by_role("region", name="文字存疑").locator(".doubt:not(.is-decided)")
    while left := doubts.count():
        doubts.first.get_by_role("button", name="采用建议").click()
        clerk.acts += 1
        expect(doubts).to_have_count(left - 1)
    clerk.click("全部", "link")
    if page.get_by_role("button", name="全部列入").is_visible():
        clerk.press("A")
    waiting = page.locator("[data-card][data-state=open]")
    while left := waiting.count():
        clerk.press("a")
        expect(waiting).to_have_count(left - 1)
    expect(page.locator(".bar-count")).to_contain_text(str(DEMANDS))


def lay(clerk: Walker) -> None:
    clerk.click("呈审签", "link")
    assert clerk.page.locator("tr.is-lacking").count() == 0
    with clerk.page.expect_navigation():
        clerk.click("呈审签")
    clerk.settle()


def sign(head: Walker, *, returned: int) -> None:
    head.open("/")
    head.page.locator("a[href^='/sheets/']", has_text="审签").first.click()
    head.settle()
    page = head.page
    for n in range(returned):
        page.get_by_role("checkbox").nth(n).check()
        page.get_by_placeholder("退回理由").nth(n).fill("牵头单位再商")
        head.acts += 2
    page.get_by_label("待核依据").fill("座谈会已定，先行交办，纪要印发后补挂。")
    head.acts += 1
    head.click("审签通过")
    expect(page.locator(".signed")).to_contain_text("周立夏")


def test_seed_becomes_a_ledger_that_is_followed_to_its_end(walk: Walk, town: Cast, tmp_path: Path) -> None:
    started = time.monotonic()
    clerk = walk("jingban")
    clerk.acts = 0
    upload(clerk)
    assert clerk.axe() == []
    review(clerk)
    lay(clerk)
    head = walk("zhuren", PHONE)
    head.acts = 0
    sign(head, returned=1)
    acts, seconds = clerk.acts + head.acts, time.monotonic() - started
    sys.stderr.write(f"\nfrom the dropped file to the signed sheet: {acts} acts of two people, {seconds:.0f} s\n")
    assert acts <= 40, "the path has grown longer than three minutes of a person's time allow"

    clerk.page.reload()
    clerk.settle()
    clerk.page.locator("form.going button").click()
    expect(clerk.page.locator("form.going")).to_have_count(0)
    check_ledger(clerk, tmp_path)
    check_papers(clerk, tmp_path)
    matter = follow(walk)
    finish(walk, clerk, matter)
    others(walk, matter)
    del town


def check_ledger(clerk: Walker, folder: Path) -> None:
    """The workbook has the rows of the screen, with true dates."""
    clerk.open("/ledger/")
    page = clerk.page
    shown = page.locator("table.sheet tbody tr[data-row]")
    expect(shown).to_have_count(DEMANDS - 1)
    titles = [
        t.strip()
        for t in page.locator("table.sheet tbody tr[data-row] .list-title, tbody tr[data-row] a").all_inner_texts()
    ]
    assert clerk.axe() == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").first.click()
    kept = folder / "ledger.xlsx"
    download.value.save_as(kept)
    sheet = openpyxl.load_workbook(kept).active
    assert sheet is not None
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    head = next(n for n, row in enumerate(rows) if "事项" in row)
    body = [row for row in rows[head + 1 :] if isinstance(row[0], int)]
    assert len(body) == DEMANDS - 1
    named = [str(row[rows[head].index("事项")]) for row in body]
    assert all(any(name in title or title in name for title in titles) for name in named)
    due = [row[rows[head].index("时限")] for row in body]
    assert all(hasattr(day, "year") for day in due)
    assert sheet.freeze_panes is not None


def check_papers(clerk: Walker, folder: Path) -> None:
    """A unit's assignment opens in Word and as PDF and carries the source sentences."""
    clerk.open("/papers/")
    row = clerk.page.locator("#unit-papers li", has_text="市发改委").first
    for name in ("Word", "PDF"):
        with clerk.page.expect_download() as download:
            row.get_by_role("link", name=name).first.click()
        download.value.save_as(folder / name)
    written = docx.Document(io.BytesIO((folder / "Word").read_bytes()))
    words = "\n".join(p.text for p in written.paragraphs) + "\n".join(
        cell.text for table in written.tables for r in table.rows for cell in r.cells
    )
    assert "交办单" in words
    assert "政策扶持" in words
    pdf = pypdfium2.PdfDocument((folder / "PDF").read_bytes())
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "交办单" in text
    assert "督办〔" in text


def follow(walk: Walk) -> str:
    """The liaison of the lead unit acknowledges, reports, and may not close without the head's signature."""
    liaison = walk("lianluo", PHONE)
    page = liaison.page
    liaison.open("/ledger/?state=issued")
    page.locator("[data-row] a").first.click()
    liaison.settle()
    address = page.locator("[data-matter] a[href^='/matters/']").first
    liaison.open(address.get_attribute("href") or "" if address.count() else page.url.removeprefix(liaison.server.url))
    where = page.url.removeprefix(liaison.server.url)
    liaison.click("签收")
    page.locator("summary", has_text="填报进展").click()
    page.get_by_label("进展情况").fill("已拟定政策清单初稿，正在征求意见。")
    page.get_by_label("存在问题").fill("两项资金政策口径不一。")
    page.get_by_label("下步打算").fill("本月底前定稿。")
    liaison.click("报送进展")
    expect(page.locator(".life")).to_contain_text("已拟定政策清单初稿")
    page.locator("summary", has_text="申请办结").click()
    page.get_by_label("办理结果").fill("清单已印发。")
    liaison.click("申请办结")
    expect(page.locator("[data-matter]")).to_contain_text("单位负责人签字")
    assert liaison.axe() == []
    return where


def finish(walk: Walk, clerk: Walker, matter: str) -> None:
    """The unit head signs, the office sends back once and closes the second time; nobody can act on it again."""
    head = walk("danwei")
    for result, answer in (("清单已印发。", "退回重办"), ("清单已印发，签收回执见附件。", "办结")):
        head.open(matter)
        head.page.locator("summary", has_text="申请办结").click()
        head.page.get_by_label("办理结果").fill(result)
        head.click("申请办结")
        expect(head.page.locator(".life")).to_contain_text(result)
        expect(head.page.get_by_role("button", name="确认办结")).to_have_count(0)
        clerk.open(matter)
        clerk.page.locator("summary", has_text=answer).first.click()
        if answer == "退回重办":
            clerk.page.get_by_label("退回理由和要求").fill("请附县直部门签收回执。")
            clerk.page.locator("form button", has_text="退回重办").click()
        else:
            clerk.click("确认办结")
        clerk.settle()
    expect(clerk.page.locator("main")).to_contain_text("已办结")
    assert clerk.axe() == []
    head.open(matter)
    assert head.page.get_by_role("button", name="报送进展").count() == 0


def others(walk: Walk, matter: str) -> None:
    """An auditor sees it all and can do nothing; a unit that has no part in it is told so."""
    auditor = walk("shenji")
    auditor.open(matter)
    expect(auditor.page.locator(".life")).to_contain_text("退回重办")
    stranger = walk("peihe")
    stranger.open(matter)
    expect(stranger.page.locator("body")).to_contain_text("不能查看")
