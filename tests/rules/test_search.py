"""How text is cut for the index: a text is found by any words that stand in it."""

from hypothesis import given
from hypothesis import strategies as st

from heli.search.rules import normal, pairs_for, pairs_of

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


def found(words: str, text: str) -> bool:
    return set(pairs_for(words)) <= set(pairs_of(text))


def test_words_are_found_where_they_stand() -> None:
    text = "精密铸造园一期312亩用地报批（督办〔2026〕12号）"
    for words in ("用地报批", "铸造", "312亩", "３１２", "用地 铸造园", "园", "2026", "〔2026〕12"):
        assert found(words, text), words
    for words in ("用电", "报批用地", "用地 融资", "亩312"):
        assert not found(words, text), words


@given(TEXTS, st.data())
def test_any_passage_of_a_text_finds_it(text: str, data: st.DataObject) -> None:
    flat = normal(text)
    start = data.draw(st.integers(0, len(flat)))
    end = data.draw(st.integers(start, len(flat)))
    assert set(pairs_for(flat[start:end])) <= set(pairs_of(flat))


@given(TEXTS)
def test_indexing_the_same_text_twice_changes_nothing(text: str) -> None:
    assert pairs_of(text) == pairs_of(text) == sorted(set(pairs_of(text)))
    assert all(1 <= len(pair) <= 2 for pair in pairs_of(text))


def test_width_case_and_punctuation_dont_matter() -> None:
    assert normal("ＡＢＣ—（Ｈｅｌｉ），１２") == "abcheli12"
