"""A row of the ledger. `{% load ledger_rows %}`.

Put together here and not by the template: fifty rows of fourteen cells, one by one, were a third of the page's time.
"""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heli.matters.queries.ledger import LedgerRow
from heli.matters.rules.lifecycle import state_word
from heli.matters.rules.lights import Light
from heli.web.shell.templatetags.words import light, short_day

register = template.Library()

ROW = """<tr data-row="{id}">
<td class="c-n num">{position}</td>
<td class="c-number">{number}</td>
<td class="c-basis"><div>{basis}</div></td>
<td class="c-title"><a class="ledger-title" href="/matters/{id}/" data-panel>{title}</a></td>
<td class="c-standard"><div>{standard}</div></td>
<td class="c-lead">{lead}</td>
<td class="c-participants"><div>{participants}</div></td>
<td class="c-due">{due}</td>
<td class="c-light">{lamp}</td>
<td class="c-state">{state}</td>
<td class="c-progress"><div>{progress}</div></td>
<td class="c-problems"><div>{problems}</div></td>
<td class="c-next"><div>{next_steps}</div></td>
<td class="c-help"><div>{help_needed}</div></td>
</tr>"""
LEAD = '{}<br><span class="quiet">{}</span>'
UNCHANGED = '{}<span class="quiet">{}</span>'
QUIET = '<span class="quiet">{}</span>'
NO_LIGHT = '<span class="quiet"><span class="only-wide">—</span><span class="only-narrow">{}</span></span>'


@register.simple_tag
def ledger_row(row: LedgerRow, today: date) -> SafeString:
    state = state_word(row.state, row.kind)
    term = row.term_text or _("长期")
    return format_html(
        ROW,
        id=row.id,
        position=row.position,
        number=row.number or "—",
        basis=row.basis,
        title=row.title,
        standard=row.completion_standard,
        lead=format_html(LEAD, row.lead, row.responsible_leader) if row.responsible_leader else row.lead,
        participants="、".join(row.participants),
        due=short_day(row.due_on, today) if row.due_on else format_html(QUIET, term),
        lamp=format_html(NO_LIGHT, state) if row.light is Light.NONE else light(row.light),
        state=state,
        progress=format_html(UNCHANGED, row.progress, _("（无变化）")) if row.no_change else row.progress,
        problems=row.problems,
        next_steps=row.next_steps,
        help_needed=row.help_needed,
    )
