"""Each figure counts what it says, by hand: with nothing, with very few, with what is left out."""

import datetime

import pytest
from django.utils import timezone

from agreements.choices import ConfirmedBy, DeadlineKind, Duty, Kind, Record, State, Step
from agreements.models import Commitment, ReportedStatus, Transition
from conflicts.choices import Sector, Theme
from conflicts.partial_dates import PartialDate
from mesas.choices import Answer, Held, ReportedState
from mesas.models import AgendaItem, Session
from monitoring.indicators import calendar, completion, cover, lacks, told
from monitoring.indicators.calendar import Delays, delays
from monitoring.indicators.catalogue import every_indicator
from monitoring.indicators.figure import measure
from monitoring.indicators.groups import COLUMNS, Obligors, by_mesa, by_obligor, by_theme
from monitoring.indicators.tally import tally_of
from tests.factories import CommitmentFactory, CommitmentPartyFactory, MesaFactory, PartyFactory, SessionFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)


def day(days):
    return TODAY + datetime.timedelta(days=days)


def count(indicator, rows=None):
    """Part, whole and what is left out."""
    figure = indicator(Commitment.objects.all() if rows is None else rows, TODAY)
    return figure.numerator, figure.denominator, [(out.count, out.reason) for out in figure.left_out]


def fulfilled(**more):
    return CommitmentFactory(**{"state": State.FULFILLED, "claim_level": 3, **more})


def test_of_nothing_nobody_knows_anything():
    figures = measure(completion.COMPLETION + calendar.TIMINGS, Commitment.objects.all(), TODAY)

    assert {(figure.numerator, figure.denominator) for figure in figures.values()} == {(None, 0)}
    assert delays(Commitment.objects.all(), TODAY) == Delays()


def test_what_only_sources_tell_is_in_no_rate():
    CommitmentFactory(record=Record.SOURCES, due_on=day(-10))

    assert count(completion.TOTAL) == (0, None, [(1, "los que solo cuentan las fuentes públicas")])
    assert count(completion.DECLARED) == (None, 0, [(1, "los que solo cuentan las fuentes públicas")])
    assert count(calendar.OVERDUE) == (None, 0, [(1, "los que solo cuentan las fuentes públicas")])
    assert count(lacks.NO_DEADLINE) == (None, 0, [(1, "los que solo cuentan las fuentes públicas")])
    assert count(told.TOLD) == (1, None, [])


def test_three_voices_are_three_counts():
    CommitmentFactory(state=State.CLAIMED, claim_level=3)
    CommitmentFactory(state=State.DISPUTED, claim_level=3, verdict_level=2)
    CommitmentFactory(state=State.IN_PROGRESS, claim_level=2)
    fulfilled(verdict_level=3, confirmed_by=ConfirmedBy.BENEFICIARY)
    fulfilled(finding_level=3, claim_level=None, confirmed_by=ConfirmedBy.VERIFIER)

    assert count(completion.DECLARED) == (3, 5, [])
    assert count(completion.CONFIRMED) == (1, 5, [])
    assert count(completion.VERIFIED) == (1, 5, [])
    assert count(completion.UNCONFIRMED) == (2, 3, [])
    assert count(completion.UNVERIFIED) == (1, 1, [])


def test_a_yes_that_does_not_end_the_debt_confirms_nothing():
    """One community of twelve, or without evidence: the state knows."""
    CommitmentFactory(state=State.CLAIMED, claim_level=3, verdict_level=3)
    CommitmentFactory(state=State.DISPUTED, claim_level=3, verdict_level=1, finding_level=3)

    assert count(completion.CONFIRMED) == (0, 2, [])
    assert count(completion.VERIFIED) == (0, 2, [])


def test_closing_is_not_keeping():
    fulfilled(state=State.CLOSED_UNMET, verdict_level=3)
    fulfilled(state=State.WITHDRAWN)

    assert count(completion.CONFIRMED) == (0, 2, [])
    assert count(completion.STILL_OPEN) == (0, 2, [])


def replaced_by(*successors, **more):
    commitment = CommitmentFactory(**{"state": State.REPLACED, "claim_level": 3, **more})
    closing = Transition.objects.create(
        commitment=commitment, step=Step.CLOSED, from_state=State.CLAIMED, to_state=State.REPLACED, at=timezone.now()
    )
    closing.successors.set(successors)
    return commitment


def test_every_closing_but_a_replacement_stays_in_the_whole_as_not_kept():
    for state in (State.CLOSED_PARTIAL, State.WITHDRAWN, State.CLOSED_UNMET):
        CommitmentFactory(state=state)
    fulfilled(verdict_level=3)

    assert count(completion.CONFIRMED) == (1, 4, [])


def test_what_was_replaced_leaves_the_whole_while_a_successor_is_in_it():
    first, second = CommitmentFactory(state=State.CLAIMED, claim_level=3), CommitmentFactory()
    old = replaced_by(first, second)

    carried = [(1, "los reemplazados por otro que sí se cuenta")]
    assert count(completion.DECLARED) == (1, 2, carried)
    assert count(completion.CONFIRMED) == count(completion.VERIFIED) == (0, 2, carried)
    assert tally_of(Commitment.objects.all(), TODAY).judged == 2
    one_left = Commitment.objects.exclude(pk=first.pk)
    assert count(completion.DECLARED, one_left) == (0, 1, carried)
    none_left = Commitment.objects.filter(pk=old.pk)
    assert count(completion.DECLARED, none_left) == (0, 1, [])
    assert tally_of(none_left, TODAY).judged == 1


@pytest.mark.parametrize(
    "successor", [{"deadline_kind": DeadlineKind.RECURRING, "due_on": None}, {"record": Record.SOURCES}]
)
def test_a_successor_that_is_in_no_rate_takes_no_debt_out_of_it(successor):
    replaced_by(CommitmentFactory(**successor))

    assert count(completion.DECLARED)[:2] == (0, 1)


def test_what_was_replaced_twice_is_counted_once():
    last = CommitmentFactory(state=State.FULFILLED, finding_level=3, claim_level=3)
    replaced_by(replaced_by(last))

    assert count(completion.VERIFIED)[:2] == (1, 1)


def test_a_replacement_that_was_lifted_takes_nothing_out():
    old = replaced_by(CommitmentFactory())
    lifted = old.transitions.get()
    Transition.objects.create(
        commitment=old, step=Step.OBJECTED, from_state=State.REPLACED, to_state=State.CLAIMED, at=timezone.now(),
        lifts=lifted,
    )  # fmt: skip
    Commitment.objects.filter(pk=old.pk).update(state=State.CLAIMED)

    assert count(completion.DECLARED) == (1, 2, [])


def test_what_recurs_is_judged_by_its_periods():
    CommitmentFactory(deadline_kind=DeadlineKind.RECURRING, due_on=None)
    CommitmentFactory(state=State.CLAIMED, claim_level=3)

    reason = "los que se cumplen por periodos, que se juzgan uno a uno"
    assert count(completion.DECLARED) == (1, 1, [(1, reason)])


def test_every_state_has_its_count():
    for state in State:
        CommitmentFactory(state=state)

    assert [count(one)[:2] for one in completion.STATES] == [(1, 9)] * 9


def test_lateness_begins_the_day_after_and_known_to_the_month_at_its_end():
    CommitmentFactory(due_on=day(0))
    CommitmentFactory(due_on=day(-1))
    CommitmentFactory(
        due_on=None,
        deadline_kind=DeadlineKind.DATE,
        first_due=PartialDate.month(2026, 11),
        due=PartialDate.month(2026, 11),
    )
    CommitmentFactory(
        due_on=None, deadline_kind=DeadlineKind.DATE, first_due=PartialDate.year(2025), due=PartialDate.year(2025)
    )
    CommitmentFactory(due_on=None)
    fulfilled(due_on=day(-300))

    left_out = [(1, "los abiertos sin fecha de plazo"), (1, "los que ya terminaron")]
    assert count(calendar.OVERDUE) == (2, 4, left_out)
    assert [count(one)[0] for one in calendar.AGES] == [1, 0, 1, 0]
    assert delays(Commitment.objects.all(), TODAY) == Delays(median=165, worst=328)


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ([1, 30, 31, 90], [2, 2, 0, 0]),
        ([91, 365, 366, 5000], [0, 0, 2, 2]),
    ],
)
def test_ages_meet_without_a_gap(ages, expected):
    for age in ages:
        CommitmentFactory(due_on=day(-age))

    assert [count(one)[0] for one in calendar.AGES] == expected


@pytest.mark.parametrize(
    ("ages", "expected"),
    [([7], Delays(7, 7)), ([1, 2], Delays(2, 2)), ([1, 4, 100], Delays(4, 100)), ([3, 3, 3, 9], Delays(3, 9))],
)
def test_the_middle_delay_and_the_worst(ages, expected):
    for age in ages:
        CommitmentFactory(due_on=day(-age))
    CommitmentFactory(due_on=day(-999), record=Record.SOURCES)

    assert delays(Commitment.objects.all(), TODAY) == expected


def test_declared_in_time_is_counted_apart_and_stays_overdue():
    claimed = {"state": State.CLAIMED, "claim_level": 3, "due_on": day(-10)}
    CommitmentFactory(**claimed, claimed_on=day(-10))
    CommitmentFactory(**claimed, claimed_on=day(-9))
    CommitmentFactory(**claimed, claimed_on=day(-20), verdict_level=2)

    assert count(calendar.OVERDUE)[:2] == (3, 3)
    assert count(calendar.OVERDUE_DECLARED_IN_TIME)[:2] == (1, 3)
    assert count(calendar.DECLARED_IN_TIME_UNVERIFIED)[:2] == (1, 3)


def test_a_promise_not_to_do_something_is_never_late():
    CommitmentFactory(kind=Kind.ABSTENTION, due_on=day(-10))
    CommitmentFactory(due_on=day(-10))

    assert count(calendar.OVERDUE) == (1, 1, [(1, "los de no hacer algo, que nunca vencen")])
    assert [count(one)[0] for one in calendar.AGES] == [1, 0, 0, 0]


def test_what_the_papers_leave_open_counts_also_after_the_debt_has_ended():
    followed = CommitmentFactory(due_on=None, state=State.FULFILLED)
    CommitmentPartyFactory(commitment=followed, duty=Duty.FOLLOW_UP)
    CommitmentFactory(due_on=None, due=PartialDate.on(day(3)))
    CommitmentFactory(due_on=None, deadline_kind=DeadlineKind.UNKNOWN)
    CommitmentFactory(due_on=day(5))

    unknown = (1, "los compromisos de los que no se sabe si el acta fija un plazo")
    assert count(lacks.NO_DEADLINE) == (2, 3, [unknown])
    assert count(lacks.NO_FOLLOW_UP) == (3, 4, [])


def test_sessions_without_agenda_are_those_that_members_logged_and_held():
    AgendaItem.objects.create(session=SessionFactory(), order=1, text="Agua")
    SessionFactory(agenda_known=Answer.YES)
    SessionFactory()
    SessionFactory(held=Held.FAILED)
    SessionFactory(logged_at=None, logged_by=None)

    left_out = [
        (1, "las sesiones postergadas, fallidas o que no se sabe si se realizaron"),
        (1, "las sesiones que solo cuentan las fuentes públicas, que no dicen si hubo agenda"),
    ]
    assert count(lacks.NO_AGENDA, Session.objects.all()) == (1, 3, left_out)


def test_what_sources_tell_adds_up_and_one_given_as_done_is_not_late():
    done = CommitmentFactory(record=Record.SOURCES, due_on=day(-100))
    for state in (ReportedState.FULFILLED, ReportedState.IN_PROGRESS):
        ReportedStatus.objects.create(commitment=done, state=state)
    CommitmentFactory(record=Record.SOURCES, due_on=day(-100))
    CommitmentFactory(record=Record.SOURCES, due_on=day(100))
    CommitmentFactory(record=Record.SOURCES, due_on=None, deadline_kind=DeadlineKind.UNKNOWN)
    CommitmentFactory(record=Record.SOURCES, due_on=None, deadline_kind=DeadlineKind.STAGE)
    CommitmentFactory(due_on=day(-100))

    assert [count(one)[0] for one in told.PARTS_OF_TOLD] == [1, 1, 1, 1, 1]
    assert count(told.TOLD)[0] == 5
    assert told.reported_states(Commitment.objects.all()) == {"en-ejecucion": 1, "cumplido": 1}


def owed(lead=None, *others, **more):
    commitment = CommitmentFactory(**more)
    for party, duty in ((lead, Duty.LEAD), *((other, Duty.CO_OBLIGOR) for other in others)):
        if party:
            CommitmentPartyFactory(commitment=commitment, party=party, duty=duty)
    return commitment


def told_of(groups):
    return [(group.label, group.total, group.takes_part) for group in groups]


def test_by_obligor_the_lead_counts_and_taking_part_overlaps():
    company = PartyFactory(short_name="Minera", sector=Sector.COMPANY)
    ministry = PartyFactory(short_name="MTC", sector=Sector.NATIONAL)
    before = PartyFactory(short_name="MTC antes", sector=Sector.NATIONAL, merged_into=ministry)
    owed(company, ministry)
    owed(company, before, ministry)
    owed(before, due_on=day(-5))
    owed(None, ministry, company)
    owed(company, record=Record.SOURCES)

    obligors = by_obligor(Commitment.objects.all(), TODAY)

    assert told_of(obligors.parties) == [("Minera", 2, 3), ("MTC", 1, 4)]
    assert [(group.label, group.total) for group in obligors.sectors] == [("Empresa", 2), ("Estado nacional", 1)]
    assert (obligors.nobody, obligors.communities) == (1, 0)
    assert obligors.parties[1].counts == {
        "key": ministry.pk,
        "compromisos": 1,
        "declarados": 0,
        "confirmados": 0,
        "verificados": 0,
        "vencidos": 1,
        "declarados_a_tiempo": 0,
    }


def test_a_chain_of_merges_ends_at_the_last():
    last = PartyFactory(short_name="Último", sector=Sector.NATIONAL)
    middle = PartyFactory(sector=Sector.NATIONAL, merged_into=last)
    owed(PartyFactory(sector=Sector.NATIONAL, merged_into=middle))
    owed(middle)

    assert told_of(by_obligor(Commitment.objects.all(), TODAY).parties) == [("Último", 2, 2)]


def test_communities_that_owe_are_compared_with_nobody():
    community = PartyFactory(short_name="Anta", sector=Sector.COMMUNITY)
    owed(community)
    owed(community)

    assert by_obligor(Commitment.objects.all(), TODAY) == Obligors((), (), communities=2, nobody=0)


def test_by_theme_and_mesa_in_the_order_of_how_many():
    espinar, chamaca = MesaFactory(name="Espinar", code="ESP"), MesaFactory(name="Chamaca", code="CHA")
    owed(mesa=chamaca, theme=Theme.WATER)
    owed(mesa=espinar, theme=Theme.WATER)
    owed(mesa=espinar)
    rows = Commitment.objects.all()

    assert [(group.label, group.ask, group.total) for group in by_theme(rows, TODAY)] == [
        ("Agua", {"tema": ("agua",)}, 2),
        ("Sin tema", {"tema": ("sin-tema",)}, 1),
    ]
    assert [(group.label, group.total) for group in by_mesa(rows, TODAY)] == [
        ("Espinar (ESP)", 2),
        ("Chamaca (CHA)", 1),
    ]


def test_every_indicator_says_what_it_is_once():
    indicators = list(every_indicator())

    assert len({one.key for one in indicators}) == len(indicators)
    assert [one.key for one in indicators if not all((one.label, one.definition, one.formula, one.source))] == []
    assert {column.key for column in COLUMNS} <= {one.key for one in indicators}


@pytest.mark.parametrize("count_of_each", [1, 3])
def test_all_figures_of_commitments_but_those_of_cover_are_one_query(count_of_each, django_assert_num_queries):
    for _ in range(count_of_each):
        owed(PartyFactory(), due_on=day(-3))

    apart = (lacks.NO_AGENDA, *cover.COVER_FIGURES)
    with django_assert_num_queries(1):
        measure([one for one in every_indicator() if one not in apart], Commitment.objects.all(), TODAY)
    with django_assert_num_queries(7):  # mesas, mandates, links, bodies that ended; three figures of cover
        cover.cover_of(Commitment.objects.all(), TODAY)
    with django_assert_num_queries(1):
        delays(Commitment.objects.all(), TODAY)
    with django_assert_num_queries(4):  # merges, leads, taking part, parties
        by_obligor(Commitment.objects.all(), TODAY)
