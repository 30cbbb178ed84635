"""An undefined variable in a template of ours fails the test that renders it, instead of showing nothing."""

import inspect
from pathlib import Path

import pytest
from django.template import Context, engines

OURS = Path(__file__).resolve().parents[1] / "heli"


class Undefined(str):
    """Stands in for `string_if_invalid`: Django asks it for its words by `%` with the variable's name."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s" or super().__contains__(str(part))

    def __mod__(self, variable: object) -> str:
        origin = _rendering()
        assert OURS not in Path(origin).parents, f"{origin}: {variable} is undefined: pass it, or ask with {{% if %}}"
        return ""


def _rendering() -> str:
    """The file of the template that is being rendered."""
    frame = inspect.currentframe()
    while frame is not None:
        context = frame.f_locals.get("context")
        if isinstance(context, Context):
            template = context.render_context.template or context.template
            return str(getattr(getattr(template, "origin", None), "name", ""))
        frame = frame.f_back
    return ""


@pytest.fixture(autouse=True, scope="session")
def undefined_variables_fail() -> None:
    engines["django"].engine.string_if_invalid = Undefined("undefined")  # type: ignore[attr-defined]
