"""A programme that turned a model on gets its proposals as doubtful cards; one that can't be asked stops nothing."""

from typing import Any

from django.conf import LazySettings

from heli.documents.actions.receive import receive
from heli.documents.queries import document_page
from heli.programmes.models import Programme
from tests.cast import Cast
from tests.language_model.test_endpoint import TEXT, Model, address

__all__ = ["address"]


def turn_on(cast: Cast, where: str) -> None:
    chosen: dict[str, Any] = {"language_model": {"address": where, "model": "local"}}
    Programme.objects.filter(pk=cast.programme).update(settings=chosen)


def test_a_programme_that_turned_the_model_on_sees_what_it_proposes(
    cast: Cast,
    address: str,
    settings: LazySettings,
) -> None:
    settings.MODEL_NETWORKS = ["127.0.0.0/8"]
    Model.says = '["把材料收齐，送市推动办", "市财政局要拨付资金"]'
    turn_on(cast, address)
    page = document_page(cast.clerk, receive(cast.clerk, cast.programme, content=TEXT.encode(), filename="a.txt"))
    assert [d.text for d in page.directives if not d.certain] == ["把材料收齐，送市推动办"]


def test_a_model_outside_the_networks_is_not_asked_and_the_document_is_read_all_the_same(
    cast: Cast,
    address: str,
    settings: LazySettings,
) -> None:
    settings.MODEL_NETWORKS = []
    turn_on(cast, address)
    page = document_page(cast.clerk, receive(cast.clerk, cast.programme, content=TEXT.encode(), filename="a.txt"))
    assert Model.asked == []
    assert any("没有发送任何内容" in warning["message"] for warning in page.warnings)


def test_without_the_programmes_word_no_model_is_asked(
    cast: Cast,
    address: str,
    settings: LazySettings,
) -> None:
    settings.MODEL_NETWORKS = ["127.0.0.0/8"]
    assert address
    receive(cast.clerk, cast.programme, content=TEXT.encode(), filename="a.txt")
    assert Model.asked == []
