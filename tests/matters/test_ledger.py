"""The ledger's filters and words, over matters made by actions."""

from datetime import date

import pytest

from heli.matters.actions.follow import Report, update
from heli.matters.queries.filters import Filters
from heli.matters.queries.ledger import all_rows, ledger
from heli.matters.queries.matter_page import matter_page
from heli.search.models import Entry
from tests.cast import Cast
from tests.matters.desk import Desk


def shown(cast: Cast, **filters: object) -> list[int]:
    wanted = Filters(**filters)  # type: ignore[arg-type]
    rows = ledger(cast.clerk, cast.programme, wanted).rows
    assert [row.id for row in all_rows(cast.clerk, cast.programme, wanted)] == [row.id for row in rows]
    return [row.id for row in rows]


def test_a_matter_is_found_by_its_words_its_number_and_its_latest_update(desk: Desk, cast: Cast) -> None:
    matter, other = desk.in_progress(), desk.issued(title="引荐企业到访")
    update(cast.liaison, matter, Report(progress="合法性审核剔除6项", help_needed="提请市级调剂"))
    for words in ("权限清单", "下放 清单", "督办〔2026〕1号", "剔除6项", "调剂", "权"):
        assert shown(cast, words=words) == [matter], words
    assert shown(cast, words="企业到访") == [other]
    assert shown(cast, words="清单权限") == []


def test_each_filter_narrows_to_what_it_says(desk: Desk, cast: Cast) -> None:
    early = desk.issued(due_on=date(2026, 11, 25))
    late = desk.issued(due_on=date(2026, 12, 30), lead="市商务局", participant_ids=())
    before = desk.prepared(due_on=date(2026, 12, 1))
    assert shown(cast) == [early, late]
    assert shown(cast, state="before") == [before]
    assert shown(cast, unit=cast.unit("市商务局")) == [late]
    assert shown(cast, unit=cast.unit("市财政局")) == [early]
    assert shown(cast, due_to=date(2026, 11, 30)) == [early]
    assert shown(cast, due_from=date(2026, 12, 1)) == [late]
    assert shown(cast, light="blue") == [early]
    assert shown(cast, light="green") == [late]
    assert shown(cast, sort="-due") == [late, early]
    assert shown(cast, kind="bottleneck") == []


@pytest.mark.parametrize(
    "query", ["unit=x", "kind=none", "state=..", "light=pink", "due_from=2026-13-01", "page=-1", "sort=title"]
)
def test_an_old_or_broken_link_still_opens(query: str) -> None:
    name, _, value = query.partition("=")
    assert Filters.parse({name: value}) == Filters()


def test_a_shared_link_says_what_was_filtered() -> None:
    filters = Filters(unit=3, light="red", due_to=date(2026, 12, 1), words="用地", sort="-due")
    pairs = dict(pair.split("=") for pair in filters.query().split("&"))
    assert pairs["unit"] == "3"
    assert pairs["due_to"] == "2026-12-01"


def test_a_matters_page_shows_its_source_and_its_life_newest_first(desk: Desk, cast: Cast) -> None:
    matter = desk.closed()
    page = matter_page(cast.clerk, matter)
    (source,) = page.sources
    assert source.before + source.passage + source.after == source.passage
    assert [event.words for event in page.life] == [
        "办结", "申请办结", "签收", "交办", "审签通过", "呈审签", "列入拟办",
    ]  # fmt: skip
    assert page.next_verb is None


def test_every_matter_has_one_row_in_the_index(desk: Desk) -> None:
    matter = desk.closed()
    assert Entry.objects.filter(kind="matter").values_list("object_id", flat=True).get() == matter
