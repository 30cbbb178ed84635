"""What a clerk fills in when preparing a matter, already parsed."""

from dataclasses import dataclass
from datetime import date

from heli.documents.intake.draft import Category, DeadlineKind
from heli.matters.rules.deadlines import Term, TermKind
from heli.matters.rules.kinds import Kind, Urgency


@dataclass(frozen=True, slots=True)
class Values:
    title: str
    kind: Kind
    category: Category
    subtypes: tuple[str, ...] = ()
    lead_organization_id: int | None = None
    participant_ids: tuple[int, ...] = ()
    confirmer_organization_id: int | None = None
    responsible_leader: str = ""
    completion_standard: str = ""
    due_on: date | None = None
    term_kind: TermKind = TermKind.DEFAULT
    term_text: str = ""
    urgency: Urgency = Urgency.ORDINARY

    @property
    def term(self) -> Term:
        return Term(self.term_kind, self.term_text, self.due_on)


TERM_OF_DEADLINE: dict[DeadlineKind, TermKind] = {
    DeadlineKind.DATE: TermKind.DATE,
    DeadlineKind.RECURRING: TermKind.RECURRING,
    DeadlineKind.CONDITION: TermKind.CONDITION,
    DeadlineKind.WORKING_DAYS: TermKind.WORKING_DAYS,
    DeadlineKind.VAGUE: TermKind.VAGUE,
}
