"""The sentence says what each side says, with the same weight, and what nobody has said."""

import datetime
from dataclasses import replace

import pytest

from agreements.choices import ConfirmedBy, DeadlineKind, Record, State, Timing
from agreements.lateness import timing_of
from agreements.sentences import Reported, Told, long_form, mark_of, short_form
from agreements.workflow import state_of
from conflicts.choices import Sector
from conflicts.partial_dates import PartialDate
from tests.agreements.voices import ANTA, BAMBA, JULIO, MINE, ROADS, acta, answer, claim, finding, proven, said

TODAY = datetime.date(2026, 6, 25)
SECTORS = {MINE: Sector.COMPANY, ROADS: Sector.REGIONAL, ANTA: Sector.COMMUNITY, BAMBA: Sector.COMMUNITY}
CHURCH, SIDE_OFFICE = 21, 22
MANY = (ANTA, BAMBA, 13, 14)


def told(*rows, due="2026-05-15", kind=DeadlineKind.DATE, more=None, **who):
    what = said(*rows, **who)
    state, deadline = state_of(what), PartialDate.parse(due)
    known = {
        "state": state,
        "record": Record.MEMBERS,
        "said": what,
        "sectors": {**SECTORS, 13: Sector.COMMUNITY, 14: Sector.COMMUNITY, CHURCH: Sector.CHURCH, SIDE_OFFICE: "otro"},
        "timing": timing_of(due_on=deadline.last, deadline_kind=kind, is_open=state != State.FULFILLED, on=TODAY),
        "due": deadline,
        "on": TODAY,
        "with_days": True,
    }
    return Told(**known, **(more or {}))


def aloud(parts):
    """As read: bold between asterisks, what stands in brackets, signals by name."""
    return " ".join(
        f"{'*' if part.is_answer else ''}{part.text}{'*' if part.is_answer else ''}"
        + (f" [{part.kind}]" if part.kind else "")
        + (f" ({', '.join(str(one) for one in (part.day, part.source) if one)})" if part.day or part.source else "")
        + "."
        for part in parts
    )


LATE = "Venció hace 41\N{NO-BREAK SPACE}días [late] (15 de mayo de 2026)."

LONG = {
    "nobody has said anything": (
        told(),
        f"La empresa no ha informado. La comunidad no ha respondido. Nadie lo verificó. {LATE}",
    ),
    "who owes says it did": (
        told(claim(3, "05-12")),
        "*La empresa dice que cumplió* (12 de mayo de 2026). La comunidad aún no responde. Nadie más lo verificó. "
        f"{LATE} Se declaró a tiempo, sin verificar.",
    ),
    "said too late it is not said in time": (
        told(claim(3, "05-12", "05-16")),
        "*La empresa dice que cumplió* (16 de mayo de 2026). La comunidad aún no responde. Nadie más lo verificó. "
        f"{LATE}",
    ),
    "both speak and do not agree": (
        told(claim(3, "05-12"), answer(2, "05-20")),
        "*La empresa dice que cumplió* (12 de mayo de 2026). *La comunidad dice: a medias* (20 de mayo de 2026). "
        f"Nadie más lo verificó. {LATE}",
    ),
    "less is claimed": (
        told(claim(0, "05-12"), answer(0, "05-20"), finding(1, "06-01")),
        "*La empresa dice: aún nada* (12 de mayo de 2026). *La comunidad dice: no* (20 de mayo de 2026). "
        f"*Un tercero vio: poco* (1 de junio de 2026). {LATE}",
    ),
    "a yes without proof does not confirm": (
        told(claim(3, "05-12"), answer(3, "05-20")),
        "*La empresa dice que cumplió* (12 de mayo de 2026). *La comunidad dice: sí* (20 de mayo de 2026). "
        "Nadie más lo verificó. Falta una foto o un acta de quien recibe para confirmarlo [wait]. "
        f"{LATE} Se declaró a tiempo, sin verificar.",
    ),
    "an old sight does not confirm": (
        told(claim(3, "05-12"), proven("05-01")),
        "*La empresa dice que cumplió* (12 de mayo de 2026). *La comunidad dice: sí* (1 de mayo de 2026). "
        "Nadie más lo verificó. Lo que vio quien recibe es anterior a lo que se declara [wait]. "
        f"{LATE} Se declaró a tiempo, sin verificar.",
    ),
    "the third party is not independent": (
        told(claim(3, "05-12"), finding(3, "05-20", independent=False)),
        "*La empresa dice que cumplió* (12 de mayo de 2026). La comunidad aún no responde. "
        f"Nadie independiente lo verificó. {LATE} Se declaró a tiempo, sin verificar.",
    ),
    "fulfilled in time": (
        told(
            claim(3, "05-12"),
            proven("05-20"),
            more={"done_in_time": True, "fulfilled": PartialDate.on(datetime.date(2026, 5, 12))},
        ),
        "*La empresa dice que cumplió* (12 de mayo de 2026). *La comunidad dice: sí* (20 de mayo de 2026). "
        "Nadie más lo verificó. Se cumplió dentro del primer plazo (12 de mayo de 2026).",
    ),
    "found done though nobody claimed it": (
        told(finding(3, "06-01"), more={"done_in_time": False}),
        "La empresa no ha informado. La comunidad no ha respondido. "
        "*Un tercero verificó que se cumplió* (1 de junio de 2026). Se cumplió después del primer plazo.",
    ),
    "once fulfilled, now disputed": (
        told(
            claim(3, "05-12"),
            proven("05-20"),
            answer(1, "06-10"),
            more={"was_fulfilled": (datetime.date(2026, 5, 20), datetime.date(2026, 6, 10))},
        ),
        "*La empresa dice que cumplió* (12 de mayo de 2026). *La comunidad dice: poco* (10 de junio de 2026). "
        "Nadie más lo verificó. Cumplido el 20 de mayo de 2026, en disputa desde el 10 de junio de 2026. "
        f"{LATE}",
    ),
    "several owe and none leads": (
        told(claim(3, "05-12"), lead=None),
        f"Solo 1 de 2 responsables informó. La comunidad no ha respondido. Nadie más lo verificó. {LATE}",
    ),
    "several owe and all claim, each with a paper of its own": (
        told(
            replace(claim(3, "05-12"), pk=5),
            replace(claim(2, "05-14", party=ROADS), pk=6),
            lead=None,
            more={"papers": {5: "carta 3", 6: "oficio 9"}},
        ),
        "*Los responsables dicen: a medias* (14 de mayo de 2026). La comunidad aún no responde. "
        f"Nadie más lo verificó. {LATE}",
    ),
    "several receive": (
        told(claim(3, "05-12"), proven("05-20"), acta(2, "05-21", party=BAMBA), beneficiaries=(ANTA, BAMBA, 13)),
        "*La empresa dice que cumplió* (12 de mayo de 2026). *1 de 3 comunidades dice: sí; 1, a medias*. "
        f"1 no ha respondido. Nadie más lo verificó. {LATE}",
    ),
    "all that receive say the same": (
        told(claim(2, "05-12"), *(answer(2, "05-20", party=each) for each in MANY), beneficiaries=MANY),
        "*La empresa dice: a medias* (12 de mayo de 2026). *Las 4 comunidades dicen: a medias*. "
        f"Nadie más lo verificó. {LATE}",
    ),
    "those who receive are of several kinds": (
        told(answer(0, "05-20"), answer(0, "05-20", party=CHURCH), beneficiaries=(ANTA, CHURCH)),
        f"La empresa no ha informado. *Los 2 beneficiarios dicen: no*. Nadie más lo verificó. {LATE}",
    ),
    "one voice of the community is less content than the other": (
        told(answer(3, "05-20"), answer(1, "05-22", speaker=JULIO)),
        f"La empresa no ha informado. *La comunidad dice: poco* (22 de mayo de 2026). Nadie más lo verificó. {LATE}",
    ),
    "nobody is named": (
        told(lead=None, obligors=(), beneficiaries=(), due="", kind=DeadlineKind.NONE),
        "Quien debe no ha informado. Quien recibe no ha respondido. Nadie lo verificó. Sin plazo [wait].",
    ),
    "who owes is of no known kind": (
        told(claim(2, "05-12", party=SIDE_OFFICE), lead=SIDE_OFFICE, obligors=(SIDE_OFFICE,)),
        "*Quien debe dice: a medias* (12 de mayo de 2026). La comunidad aún no responde. "
        f"Nadie más lo verificó. {LATE}",
    ),
    "the calendar is on course": (
        told(due="2026-11-30"),
        "La empresa no ha informado. La comunidad no ha respondido. Nadie lo verificó. "
        "Vence el 30 de noviembre de 2026.",
    ),
    "due this month is not due on a day": (
        told(due="2026-11"),
        "La empresa no ha informado. La comunidad no ha respondido. Nadie lo verificó. Vence en noviembre de 2026.",
    ),
    "due today": (
        told(due="2026-06-25"),
        "La empresa no ha informado. La comunidad no ha respondido. Nadie lo verificó. "
        "Vence hoy [wait] (25 de junio de 2026).",
    ),
    "a stage has no date yet": (
        told(due="", kind=DeadlineKind.STAGE),
        "La empresa no ha informado. La comunidad no ha respondido. Nadie lo verificó. Sin fecha aún [none].",
    ),
}


@pytest.mark.parametrize(("what", "sentence"), LONG.values(), ids=LONG.keys())
def test_the_sentence_says_what_each_side_says(what, sentence):
    assert aloud(long_form(what)) == sentence


def test_who_does_not_belong_reads_the_month_of_a_verdict_and_not_with_what_it_was_said():
    both = (claim(3, "05-12"), replace(answer(2, "05-20"), pk=7))
    papers = {7: "2 fotos"}

    member = told(*both, more={"papers": papers})
    public = replace(member, with_days=False)

    assert aloud([long_form(member)[1]]) == "*La comunidad dice: a medias* (20 de mayo de 2026, 2 fotos)."
    assert aloud([long_form(public)[1]]) == "*La comunidad dice: a medias* (mayo de 2026)."
    assert long_form(public)[0] == long_form(member)[0]


def test_the_day_of_a_dispute_is_the_day_of_a_verdict():
    once = told(
        claim(3, "05-12"),
        proven("05-20"),
        answer(1, "06-10"),
        more={"was_fulfilled": (datetime.date(2026, 5, 20), datetime.date(2026, 6, 10))},
    )

    part = long_form(replace(once, with_days=False))[3]

    assert part.text == "Cumplido en mayo de 2026, en disputa desde junio de 2026"


def test_in_a_list_the_same_words_stand_without_papers_and_calendar():
    what = told(replace(claim(3, "05-12"), pk=5), answer(2, "05-20"), more={"papers": {5: "oficio 045"}})

    assert aloud([long_form(what)[0]]) == "*La empresa dice que cumplió* (12 de mayo de 2026, oficio 045)."
    assert aloud(short_form(what)) == (
        "*La empresa dice que cumplió* (12 de mayo de 2026). *La comunidad dice: a medias* (20 de mayo de 2026). "
        "Nadie más lo verificó."
    )


@pytest.mark.parametrize(
    ("what", "on_page", "in_list"),
    [
        (told(), ("", "Pendiente"), ("", "")),
        (told(claim(1, "05-01")), ("", "En ejecución"), ("", "")),
        (told(claim(3, "05-01")), ("wait", "Declarado cumplido"), ("", "")),
        (told(claim(3, "05-01"), answer(0, "05-02")), ("clash", "En disputa"), ("clash", "En disputa")),
        (
            told(finding(3, "05-01"), more={"confirmed_by": ConfirmedBy.VERIFIER}),
            ("ok", "Cumplido, verificado por un tercero"),
            ("ok", "Cumplido, verificado por un tercero"),
        ),
        (
            replace(told(), state=State.CLOSED_UNMET),
            ("", "Cerrado sin cumplimiento"),
            ("", "Cerrado sin cumplimiento"),
        ),
        (
            replace(told(), record=Record.SOURCES),
            ("none", "Sin reporte de miembros"),
            ("none", "Sin reporte de miembros"),
        ),
    ],
    ids=["pending", "begun", "claimed", "disputed", "fulfilled", "closed", "sources"],
)
def test_a_list_names_only_the_states_that_its_sentence_does_not_tell(what, on_page, in_list):
    assert (mark_of(what), mark_of(what, in_list=True)) == (on_page, in_list)


def from_sources(*reported, due="2016-11-30", kind=DeadlineKind.DATE, **known):
    return replace(
        told(due=due, kind=kind, lead=None, obligors=(), beneficiaries=()),
        record=Record.SOURCES,
        reported=tuple(reported),
        **known,
    )


IN_2020 = PartialDate.year(2020)
AGO = "hace 3,494\N{NO-BREAK SPACE}días"

SOURCES = {
    "the source of the signing is the only one": (
        from_sources(),
        f"Plazo vencido {AGO}; la única fuente es la de la firma.",
    ),
    "later news leave it open": (
        from_sources(Reported("en-ejecucion", IN_2020, "prensa"), news=IN_2020, only_signing=False),
        f"Una fuente dice que está en ejecución (2020, prensa). Plazo vencido {AGO}; sin noticia posterior a 2020.",
    ),
    "news of a day": (
        from_sources(news=PartialDate.on(datetime.date(2020, 8, 12)), only_signing=False),
        f"Plazo vencido {AGO}; sin noticia posterior al 12 de agosto de 2020.",
    ),
    "news of no known day": (
        from_sources(Reported("pendiente", PartialDate.unknown(), "la comunidad"), only_signing=False),
        f"Una fuente dice que está pendiente (la comunidad). Plazo vencido {AGO}; sin noticia posterior.",
    ),
    "given as done it is never late": (
        from_sources(Reported("cumplido", IN_2020, "el comité de seguimiento mixto"), news=IN_2020, only_signing=False),
        "Una fuente lo da por cumplido (2020, el comité de seguimiento mixto).",
    ),
    "a status that says nothing is left out": (
        from_sources(Reported("", IN_2020), due="", kind=DeadlineKind.UNKNOWN, news=IN_2020, only_signing=False),
        "Plazo no conocido [none]. Sin noticia posterior a 2020.",
    ),
    "permanent and not yet due": (
        from_sources(Reported("permanente", PartialDate.unknown()), due="2031", only_signing=False, news=IN_2020),
        "Una fuente dice que es permanente. Vence en 2031. Sin noticia posterior a 2020.",
    ),
    "in dispute": (
        from_sources(Reported("en-disputa", IN_2020, "la empresa"), due="", kind=DeadlineKind.STAGE),
        "Una fuente dice que está en disputa (2020, la empresa). Sin fecha aún [none]. "
        "La única fuente es la de la firma.",
    ),
}


@pytest.mark.parametrize(("what", "sentence"), SOURCES.values(), ids=SOURCES.keys())
def test_what_only_sources_tell_is_told_as_theirs(what, sentence):
    assert aloud(long_form(what)) == aloud(short_form(what)) == sentence


def test_a_part_is_read_aloud_with_its_full_stop():
    assert [str(part) for part in long_form(told(due="", kind=DeadlineKind.UNKNOWN))] == [
        "La empresa no ha informado.",
        "La comunidad no ha respondido.",
        "Nadie lo verificó.",
        "Plazo no conocido.",
    ]


def test_what_comes_round_has_a_deadline_in_each_period():
    part = long_form(told(due="", kind=DeadlineKind.RECURRING))[-1]

    assert (str(part), part.kind) == ("Cada periodo tiene su plazo.", "")


def test_a_debt_that_ended_has_no_calendar():
    closed = replace(told(), state=State.WITHDRAWN, timing=Timing.ENDED)

    assert aloud(long_form(closed)) == "La empresa no ha informado. La comunidad no ha respondido. Nadie lo verificó."
