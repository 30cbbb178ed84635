from hypothesis import given
from hypothesis import strategies as st

from heli.documents.intake.restore.traced import Edit, Traced


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Traced]:
    raw = draw(st.text(alphabet="县域经济(jīng)发展，。\n", min_size=1, max_size=60))
    traced = Traced.of(raw)
    for _ in range(draw(st.integers(0, 3))):
        cuts = sorted(draw(st.sets(st.integers(0, len(traced.text)), max_size=6)))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
        edits = [Edit(start, end, draw(st.text(alphabet="甲乙", max_size=4)), "test") for start, end in pairs]
        traced = traced.edited(edits)
    return raw, traced


@given(edited())
def test_every_character_maps_back_into_what_came_in(case: tuple[str, Traced]) -> None:
    raw, traced = case
    runs = traced.runs()
    position = 0
    for run in runs:
        assert run.start == position < run.end
        assert 0 <= run.raw_start <= run.raw_end <= len(raw)
        position = run.end
    assert position == len(traced.text)


@given(edited())
def test_runs_that_are_one_to_one_and_untouched_hold_the_same_text(case: tuple[str, Traced]) -> None:
    raw, traced = case
    for run in traced.runs():
        piece = traced.text[run.start : run.end]
        if run.end - run.start == run.raw_end - run.raw_start and not set(piece) & set("甲乙"):
            assert piece == raw[run.raw_start : run.raw_end]
