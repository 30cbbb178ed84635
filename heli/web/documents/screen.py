"""What the review page shows, gathered before its template renders."""

from collections import Counter
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heli.directory.queries import contacts, organization_cards
from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import POST_ROLE_WORDS, PostRole
from heli.documents.permissions import may_review
from heli.documents.queries import (
    PDF,
    BasisLine,
    DirectiveLine,
    DocumentPage,
    Offered,
    SuspectLine,
    document_page,
    offered_to_implement,
    possible_bases,
)
from heli.documents.rules.basis import BASIS_WORDS, DOCUMENT_KIND_WORDS, Basis
from heli.documents.rules.heading import LINE_WORDS
from heli.documents.rules.likeness import LIKENESS_WORDS
from heli.documents.rules.states import DirectiveState, SuspectDecision
from heli.matters.queries.proposals import Card, Proposer, Repeat, cards, repeats
from heli.matters.rules.kinds import CATEGORY_WORDS, KINDS, SUBTYPE_WORDS, URGENCY_WORDS
from heli.matters.rules.lifecycle import STATE_WORDS, State
from heli.matters.rules.manner import MANNER_WORDS
from heli.web.documents.forms import SUBTYPES, TERM_WORDS, needs_confirmer
from heli.web.documents.page_text import ChangeGroup, Paragraph, change_groups, change_word, paragraphs

SHOWS: dict[str, Promise] = {
    "all": _("全部"),
    "certain": _("确定"),
    "doubtful": _("待核"),
    "prepared": _("已列入拟办"),
    "aside": _("不列入"),
    "suspects": _("文字存疑"),
    "exhortations": _("未列入的号召"),
}


@dataclass(frozen=True, slots=True)
class CardView:
    """A card with its words."""

    card: Card
    number: int

    @property
    def id(self) -> int:
        return self.card.directive.id

    @property
    def state(self) -> DirectiveState:
        return self.card.directive.state

    @property
    def is_open(self) -> bool:
        return self.state is DirectiveState.OPEN

    @property
    def is_taken(self) -> bool:
        return self.state is DirectiveState.TAKEN

    @property
    def is_aside(self) -> bool:
        return self.state is DirectiveState.SET_ASIDE

    @property
    def shows(self) -> str:
        """The filters that this card passes."""
        return {DirectiveState.TAKEN: "prepared", DirectiveState.SET_ASIDE: "aside"}.get(
            self.state, "certain" if self.card.directive.certain else "doubtful"
        )

    @property
    def category_word(self) -> str:
        return CATEGORY_WORDS[self.card.values.category]

    @property
    def manner_word(self) -> str:
        return MANNER_WORDS[self.card.manner.manner] if self.card.manner else ""

    @property
    def undoable(self) -> bool:
        """Prepared rows can be taken back until they lie before the signer."""
        return not self.is_open and all(row.undoable for row in self.card.prepared)

    @property
    def unmatched(self) -> tuple[str, ...]:
        written = (*self.card.written_leads, *self.card.written_participants)
        return tuple(dict.fromkeys(w.name for w in written if not w.matches))


@dataclass(frozen=True, slots=True)
class SuspectGroup:
    """The same doubt in several places."""

    text: str
    suggestion: str
    reason: str
    decision: SuspectDecision
    places: tuple[tuple[SuspectLine, str, str], ...]
    """Each with the words before and after it."""


@dataclass(frozen=True, slots=True)
class Screen:
    page: DocumentPage
    cards: tuple[CardView, ...]
    proposer: Proposer
    current: int
    show: str
    with_changes: bool
    may_review: bool
    bases: tuple[BasisLine, ...]
    offered: tuple[Offered, ...]
    """Documents that this one may carry out."""

    @property
    def paragraphs(self) -> list[Paragraph]:
        return paragraphs(self.page, self._categories, with_changes=self.with_changes)

    def touched(self, view: "CardView") -> list[Paragraph]:
        """The paragraphs that a card's words stand in."""
        span = view.card.directive.start, view.card.directive.end
        return paragraphs(self.page, self._categories, with_changes=self.with_changes, touching=span)

    @property
    def _categories(self) -> dict[int, str]:
        return {view.id: str(view.card.values.category) for view in self.cards}

    @property
    def basis_word(self) -> str:
        return BASIS_WORDS[self.page.basis]

    @property
    def kind_word(self) -> str:
        return DOCUMENT_KIND_WORDS[self.page.kind]

    @property
    def has_sight(self) -> bool:
        """The original can be shown beside the text: a PDF's pages, a workbook's cells."""
        return self.page.media_type == PDF or "spreadsheet" in self.page.media_type or "excel" in self.page.media_type

    @property
    def heading(self) -> list[tuple[str, str, str]]:
        """Lines of the red head and the imprint: name, word, what stands there."""
        return [(str(line), word, self.page.heading.get(line, "")) for line, word in LINE_WORDS.items()]

    @property
    def basis_choices(self) -> list[tuple[str, str]]:
        return [(str(basis), word) for basis, word in BASIS_WORDS.items()]

    @property
    def higher_word(self) -> str:
        higher = self.page.higher_basis
        return BASIS_WORDS[Basis(higher.basis)] if higher else ""

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(view.shows for view in self.cards)
        return {
            "all": len(self.cards),
            "certain": found["certain"],
            "doubtful": found["doubtful"],
            "prepared": found["prepared"],
            "aside": found["aside"],
            "suspects": sum(s.decision is SuspectDecision.OPEN for s in self.page.suspects),
            "exhortations": len(self.page.exhortations),
        }

    @property
    def filters(self) -> list[tuple[str, Promise, int]]:
        counts = self.counts
        return [(name, word, counts[name]) for name, word in SHOWS.items()]

    @property
    def rows(self) -> int:
        """Matters that wait to be laid before the signer; a demand may have become several."""
        rows = (row for view in self.cards for row in view.card.prepared)
        return sum(row.state is State.PREPARED and not row.further for row in rows)

    @property
    def changed_places(self) -> int:
        return sum(int(one["count"]) for one in self.page.operations)

    @property
    def change_groups(self) -> list[ChangeGroup]:
        return change_groups(self.page)

    @property
    def operations(self) -> list[tuple[Promise, int]]:
        return [(change_word(one["kind"]), one["count"]) for one in self.page.operations]

    @property
    def exhortations(self) -> list[tuple[int, int, str]]:
        return [(start, end, self.page.text[start:end]) for start, end in self.page.exhortations]

    @property
    def suspect_groups(self) -> list[SuspectGroup]:
        groups: dict[tuple[str, str, str, SuspectDecision], list[tuple[SuspectLine, str, str]]] = {}
        for s in self.page.suspects:
            text = self.page.text
            around = (text[max(0, s.start - 10) : s.start], text[s.end : s.end + 10])
            before, after = (part.replace("\n", " ") for part in around)
            groups.setdefault((s.text, s.suggestion, s.reason, s.decision), []).append((s, before, after))
        ordered = sorted(groups.items(), key=lambda item: item[0][3] is not SuspectDecision.OPEN)
        return [SuspectGroup(*key, tuple(places)) for key, places in ordered]

    def view(self, directive_id: int) -> CardView | None:
        return next((view for view in self.cards if view.id == directive_id), None)


def directive_of(page: DocumentPage, directive_id: int) -> DirectiveLine | None:
    return next((d for d in page.directives if d.id == directive_id), None)


def screen(
    actor: Actor,
    document_id: int,
    *,
    current: int | None = None,
    show: str = "all",
    with_changes: bool = False,
    proposer: Proposer | None = None,
    only: int | None = None,
) -> Screen:
    """`current` is the directive whose card stands open; None: the first that still waits; 0: none.

    A proposer that the same request has loaded before saves loading the directory twice. `only`: with one card alone.
    """
    page = document_page(actor, document_id)
    proposer = proposer or Proposer(page)
    found = in_order(cards(actor, page, proposer, only=only))
    views = tuple(CardView(card, number) for number, card in enumerate(found, start=1))
    if current is None:
        current = next((view.id for view in views if view.is_open), views[0].id if views else 0)
    return Screen(
        page=page,
        cards=views,
        proposer=proposer,
        current=current,
        show=show if show in SHOWS else "all",
        with_changes=with_changes,
        may_review=may_review(actor, page.programme_id).allowed,
        offered=tuple(offered_to_implement(page)) if only is None else (),
        bases=tuple(possible_bases(actor, document_id)) if only is None and not page.higher_basis else (),
    )


def in_order(found: list[Card]) -> list[Card]:
    """Reading order; a demand marked by hand stands where its words do."""
    return sorted(found, key=lambda card: (card.directive.start, card.directive.end))


@dataclass(frozen=True, slots=True)
class Unit:
    id: int
    short_name: str
    name: str
    region: str
    find: str
    """Initials and other names: what people type to find it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the fields of an open card offer."""

    categories: list[tuple[str, str]]
    kinds: list[tuple[str, str]]
    urgencies: list[tuple[str, str]]
    terms: list[tuple[str, Promise]]
    subtypes: list[tuple[str, str]]
    confirmer: bool
    leaders: list[tuple[str, str]]
    units: list[Unit]
    repeats: list[tuple[Repeat, str, str]]
    """What was demanded before in other documents, with the words for how like it is and for its matter's state."""


def units(actor: Actor) -> list[Unit]:
    return [
        Unit(
            card.line.id,
            card.line.short_name,
            card.line.name,
            card.line.region,
            " ".join((card.line.initials, *card.aliases)),
        )
        for card in organization_cards(on=actor.today)
    ]


def choices(actor: Actor, page: DocumentPage, view: CardView) -> Choices:
    values = view.card.values
    lead = values.lead_organization_id
    heads = contacts(on=actor.today, organizations=[lead], roles=(PostRole.HEAD, PostRole.DEPUTY)) if lead else []
    return Choices(
        categories=[(str(c), word) for c, word in CATEGORY_WORDS.items()],
        kinds=[(str(k), row.word) for k, row in KINDS.items()],
        urgencies=[(str(u), word) for u, word in URGENCY_WORDS.items()],
        terms=[(str(t), word) for t, word in TERM_WORDS.items()],
        subtypes=[(s, SUBTYPE_WORDS[s]) for s in SUBTYPES.get(values.category, ())],
        confirmer=needs_confirmer(values.kind),
        leaders=[(c.name, c.title or POST_ROLE_WORDS[c.role]) for c in heads],
        units=units(actor),
        repeats=[
            (one, LIKENESS_WORDS[one.alike.likeness], STATE_WORDS[one.matter.state] if one.matter else "")
            for one in repeats(page, [view.id]).get(view.id, ())
        ],
    )
