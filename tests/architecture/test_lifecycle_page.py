"""The page about the lifecycle says what the table says."""

from tools.lifecycle import PAGE, page


def test_the_lifecycle_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "docs/lifecycle.md is stale: run .venv/bin/python tools/lifecycle.py"
    )
