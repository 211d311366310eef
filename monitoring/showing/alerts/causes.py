"""Why a commitment needs somebody today, the most urgent cause first; each is a condition on what is still owed."""

from collections.abc import Mapping

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from agreements.choices import OPEN_STATES, AssessmentKind, AssessmentLevel, State, Step, Timing
from agreements.models import (
    Assessment,
    Commitment,
    Milestone,
    Occurrence,
    Reschedule,
    RescheduleAnswer,
    Transition,
)
from agreements.querysets import CommitmentQuerySet
from agreements.querysets.cover import Asking
from agreements.querysets.lateness import timing_in, unverified
from monitoring.showing.alerts.who import DATE, PERIOD, WHOLE, Who


class Cause(models.TextChoices):
    """In the order of urgency. The labels name the cause beside another that is more urgent."""

    TO_ANSWER = "por-responder", _("espera su palabra")
    DATE_ASKED = "piden-fecha", _("piden otra fecha")
    TO_VERIFY = "por-verificar", _("piden verificar")
    TO_REPLY = "sin-descargo", _("incumplimiento sin respuesta")
    DISPUTED = "en-disputa", _("en disputa")
    VERY_LATE = "muy-vencido", _("muy vencido")
    OVERDUE = "vencido", _("vencido")
    PERIOD_LATE = "periodo-vencido", _("con un periodo vencido")
    MILESTONE_LATE = "hito-vencido", _("con un hito vencido")
    UNANSWERED = "sin-verificar", _("declarado y sin respuesta")
    DUE_SOON = "por-vencer", _("por vencer")
    ORPHANED = "huerfano", _("sin quien pregunte")
    ORPHANED_AHEAD = "quedara-huerfano", _("quedará sin quien pregunte")
    NO_DEADLINE = "sin-plazo", _("sin plazo")


#: Told of each mesa at once: there are many, and one step serves them all.
BY_MESA = (Cause.ORPHANED, Cause.ORPHANED_AHEAD, Cause.NO_DEADLINE)


def conditions(who: Who, asking: Asking) -> Mapping[Cause, Q]:
    """What each cause asks of a commitment to need this person. What only concerns others is nothing to her."""
    late = timing_in([Timing.OVERDUE], who.on)
    # Who owes and has declared it done waits for others.
    to_do = who.owing & ~Q(state=State.CLAIMED)
    # What was found broken needs no second finding.
    to_find = who.checked & ~Q(Exists(breaches()))
    ends = who.kept | who.received
    return {
        Cause.TO_ANSWER: Q(pk__in=list(who.asked(WHOLE, PERIOD))),
        Cause.DATE_ASKED: Q(pk__in=list(who.asked(DATE))) | (who.kept & Q(Exists(unrefused()))),
        Cause.TO_VERIFY: who.checked & Q(Exists(asked_to_verify())),
        Cause.TO_REPLY: (who.owing | who.kept) & Q(Exists(unanswered_breach())),
        Cause.DISPUTED: Q(state=State.DISPUTED) & (ends | who.owing),
        Cause.VERY_LATE: timing_in([Timing.VERY_OVERDUE], who.on) & (ends | to_find | to_do),
        Cause.OVERDUE: late & (ends | to_do),
        Cause.PERIOD_LATE: Q(Exists(late_periods(who))) & (ends | who.owing),
        Cause.MILESTONE_LATE: Q(Exists(late_milestones(who))) & (ends | who.owing),
        Cause.UNANSWERED: unverified(who.on) & who.kept,
        Cause.DUE_SOON: timing_in([Timing.DUE_SOON], who.on) & (who.kept | to_do),
        Cause.ORPHANED: asking.orphaned() & ends,
        Cause.ORPHANED_AHEAD: asking.orphaned_ahead() & ends,
        Cause.NO_DEADLINE: timing_in([Timing.NO_DEADLINE], who.on) & ends,
    }


def needing(who: Who, found: Mapping[Cause, Q]) -> CommitmentQuerySet:
    """Open commitments on members' record that need her, each with its most urgent `cause`."""
    rows = Commitment.objects.visible_to(who.user).by_members().open().filter(mesa__conflict__in=who.conflicts)
    whens = [When(condition, then=Value(cause.value)) for cause, condition in found.items()]
    return rows.annotate(cause=Case(*whens, default=Value(""), output_field=CharField())).exclude(cause="")


def causes_of(keys: list[int], found: Mapping[Cause, Q]) -> dict[int, list[Cause]]:
    """All causes of some commitments. One query."""
    flags = {f"is_{cause.name.lower()}": Case(When(one, then=True), default=False) for cause, one in found.items()}
    rows = Commitment.objects.filter(pk__in=keys).annotate(**flags).values_list("pk", *flags)
    return {pk: [cause for cause, holds in zip(found, held, strict=True) if holds] for pk, *held in rows}


# Rows about the commitment of the outer query


def pending() -> QuerySet:
    """Dates asked for that could still be accepted, as `showing.offers.pending_of` judges one commitment."""
    of_this = Reschedule.objects.filter(commitment=OuterRef("pk"), is_unilateral=True).order_by()
    as_due = Q(old_due_on=OuterRef("due_on")) | Q(old_due_on__isnull=True, commitment__due_on__isnull=True)
    later = Reschedule.objects.filter(commitment=OuterRef("commitment"), accepted_at__gt=OuterRef("asked_at"))
    return of_this.filter(as_due, ~Exists(later.order_by()))


def unrefused() -> QuerySet:
    """Those that nobody has refused: one no is enough for the date to stay as it is."""
    refusals = RescheduleAnswer.objects.filter(reschedule=OuterRef("pk"), accepts=False).order_by()
    return pending().filter(~Exists(refusals))


def asked_to_verify() -> QuerySet:
    """Requests since which nobody independent has found anything."""
    found = Assessment.objects.filter(
        commitment=OuterRef("commitment"),
        occurrence=None,
        kind=AssessmentKind.VERIFICATION,
        is_independent=True,
        level__isnull=False,
        recorded_at__gte=OuterRef("at"),
    )
    steps = Transition.objects.filter(commitment=OuterRef("pk"), step=Step.ASKED_TO_VERIFY).order_by()
    return steps.filter(~Exists(found.order_by()))


def breaches() -> QuerySet:
    """The last finding of breach, while it stands, as `showing.breach` judges one commitment."""
    of_this = Assessment.objects.filter(commitment=OuterRef("commitment"), occurrence=None).order_by()
    seen_later = Q(observed_on__gt=OuterRef("observed_on"))
    same_day = Q(observed_on=OuterRef("observed_on"), recorded_at__gt=OuterRef("recorded_at"))
    later = of_this.filter(seen_later | same_day, is_breach=True)
    complete = of_this.filter(
        kind=AssessmentKind.VERIFICATION,
        is_independent=True,
        level=AssessmentLevel.COMPLETE,
        observed_on__gte=OuterRef("observed_on"),
    )
    found = Assessment.objects.filter(commitment=OuterRef("pk"), occurrence=None, is_breach=True).order_by()
    in_its_time = Q(commitment__due_on__isnull=True) | Q(observed_on__gt=F("commitment__due_on"))
    return found.filter(in_its_time, ~Exists(later), ~Exists(complete))


def unanswered_breach() -> QuerySet:
    """Findings of breach that no obligor has answered."""
    replies = Transition.objects.filter(assessment=OuterRef("pk"), step=Step.REPLIED).order_by()
    return breaches().filter(~Exists(replies))


def late_periods(who: Who) -> QuerySet:
    owed = Occurrence.objects.filter(commitment=OuterRef("pk"), state__in=OPEN_STATES, due_on__lt=who.on)
    return owed.order_by()


def late_milestones(who: Who) -> QuerySet:
    ahead = Milestone.objects.filter(commitment=OuterRef("pk"), reached_on__isnull=True, due_on__lt=who.on)
    return ahead.order_by()
