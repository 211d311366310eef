"""The parts put together: long on the page of its promise, short in lists, the same words in both."""

from django.utils.translation import gettext as _

from agreements.choices import ConfirmedBy, State
from agreements.sentences.calendar import due_part, since, when
from agreements.sentences.settled import settled_part
from agreements.sentences.sources import source_parts
from agreements.sentences.told import Part, Told
from agreements.sentences.voices import claim_part, finding_part, unconfirmed_part, verdict_parts
from agreements.workflow import declared_in_time

#: States that rows make; the others are closings.
COMPUTED = (State.PENDING, State.IN_PROGRESS, State.CLAIMED, State.DISPUTED, State.FULFILLED)
KINDS = {State.CLAIMED: "wait", State.DISPUTED: "clash", State.FULFILLED: "ok"}
#: States that a list names before the sentence; the others say nothing that the sentence does not.
NAMED_IN_LISTS = (State.DISPUTED, State.FULFILLED)


def long_form(told: Told) -> list[Part]:
    """Who owes, who receives, who checked, what came of it, and the calendar. Of what comes round nothing is said as a
    whole: each of its periods has its own voices."""
    if not told.by_members:
        return source_parts(told)
    if told.by_period:
        return [by_period_part(told)]
    parts = [*voice_parts(told), *unconfirmed_part(told), *outcome_parts(told)]
    return [*parts, *calendar_parts(told)]


def short_form(told: Told) -> list[Part]:
    """Without papers and calendar, which stand in columns of their own."""
    if not told.by_members:
        return source_parts(told)
    if told.by_period:
        return [by_period_part(told)]
    return [part._replace(source="") for part in voice_parts(told)]


def by_period_part(told: Told) -> Part:
    """Of what comes round, as a whole."""
    if told.state == State.FULFILLED:
        return Part(_("Se cumplió en cada uno de sus periodos"))
    return Part(_("Se cumple por periodos") if told.state in COMPUTED else _("Se cumplía por periodos"))


def voice_parts(told: Told) -> list[Part]:
    if told.said.is_all_settled and told.said.settlement:
        return [settled_part(told.said.settlement)]
    return [claim_part(told), *verdict_parts(told), finding_part(told)]


def mark_of(told: Told, *, in_list: bool = False) -> tuple[str, str]:
    """Signal and words of the state; of what only sources tell, that nobody reported it."""
    if not told.by_members:
        return "none", _("Sin reporte de miembros")
    if in_list and told.state not in NAMED_IN_LISTS and told.state in COMPUTED:
        return "", ""
    label = str(told.state.label)
    if told.state == State.FULFILLED and told.confirmed_by != ConfirmedBy.NOBODY:
        label = f"{label}, {told.confirmed_by.label}"
    return KINDS.get(told.state, ""), label


def outcome_parts(told: Told) -> list[Part]:
    """On what day it was done, and that it was once fulfilled where it no longer is."""
    if told.was_fulfilled and told.state == State.DISPUTED:
        done, disputed = map(told.day_of, told.was_fulfilled)
        known = {"done": when(done), "disputed": since(disputed)}
        return [Part(_("Cumplido %(done)s, en disputa %(disputed)s") % known)]
    if told.state != State.FULFILLED or told.done_in_time is None:
        return []
    text = _("Se cumplió dentro del primer plazo") if told.done_in_time else _("Se cumplió después del primer plazo")
    return [Part(text, day=told.fulfilled)]


def calendar_parts(told: Told) -> list[Part]:
    """Late runs until the debt ends; a claim received in time is said beside it."""
    if told.state not in COMPUTED or told.state == State.FULFILLED:
        return []
    parts = [due_part(told)]
    if declared_in_time(told.said, told.due.last) and told.due.last and told.due.last < told.on:
        parts.append(Part(_("Se declaró a tiempo, sin verificar")))
    return parts
