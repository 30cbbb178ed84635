"""The words of matters: states, kinds, categories, manners. `{% load matter_words %}`."""

from django import template

from heli.documents.intake.draft import Category
from heli.documents.rules.basis import BASIS_WORDS, Basis
from heli.matters.rules import lifecycle
from heli.matters.rules.kinds import CATEGORY_WORDS, KINDS, SUBTYPE_WORDS, URGENCY_WORDS, Kind, Urgency
from heli.matters.rules.lifecycle import State
from heli.matters.rules.manner import MANNER_WORDS, Manner

register = template.Library()


@register.simple_tag
def state_word(state: State, kind: Kind = Kind.TASK) -> str:
    """Problems are 销号, tasks 办结."""
    return lifecycle.state_word(State(state), Kind(kind))


@register.filter
def kind_word(kind: str) -> str:
    return KINDS[Kind(kind)].word


@register.filter
def category_word(category: str) -> str:
    return CATEGORY_WORDS[Category(category)]


@register.filter
def subtype_word(subtype: str) -> str:
    return SUBTYPE_WORDS.get(subtype, subtype)


@register.filter
def urgency_word(urgency: str) -> str:
    return URGENCY_WORDS[Urgency(urgency)]


@register.filter
def manner_word(manner: str) -> str:
    return MANNER_WORDS[Manner(manner)] if manner else ""


@register.filter
def basis_word(basis: str) -> str:
    return BASIS_WORDS[Basis(basis)]
