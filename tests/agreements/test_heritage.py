"""A mesa inherits across years: debts keep code and origin, are asked for where they went, and are counted once."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from agreements.choices import Duty, ReviewOutcome
from agreements.models import Commitment, SessionReview
from agreements.querysets.heritage import Heritage
from agreements.services.sessions.data import Review
from agreements.showing.cover import cover_facts
from conflicts.choices import Grade, Role
from conflicts.partial_dates import PartialDate
from mesas.choices import EndKind, Inheritance
from mesas.models import Mesa
from tests.agreements.session.telling import a_table, log, told
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    InheritedFactory,
    MandateFactory,
    MembershipFactory,
    MesaFactory,
    MesaLinkFactory,
    PartyFactory,
    UserFactory,
)

TODAY = timezone.localdate()
YEAR = datetime.timedelta(days=365)

pytestmark = pytest.mark.django_db


@pytest.fixture
def anybody():
    return UserFactory()


def mesa(code, ends_on, **more):
    made = MesaFactory(code=code, slug=code.lower(), name=f"Mesa {code}", **more)
    MandateFactory(
        mesa=made, starts=PartialDate.on(TODAY - 20 * YEAR), ends=PartialDate.on(ends_on), end_kind=EndKind.STATED
    )
    return made


@pytest.fixture
def story():
    """ESP-2012 ended and ESP-2016 took over everything; ESP-2022 took from that what it lists, and still sits."""
    first = mesa("ESP-2012", TODAY - 10 * YEAR)
    second = mesa("ESP-2016", TODAY - 5 * YEAR, conflict=first.conflict)
    third = mesa("ESP-2022", TODAY + YEAR, conflict=first.conflict)
    MesaLinkFactory(mesa=second, predecessor=first, inheritance=Inheritance.ALL)
    listing = MesaLinkFactory(mesa=third, predecessor=second, inheritance=Inheritance.LISTED)
    canal, posta = (CommitmentFactory(mesa=first, code=f"ESP-2012-0{n}", title=f"Obra {n}") for n in (1, 2))
    school = CommitmentFactory(mesa=second, code="ESP-2016-01", title="Escuela")
    own = CommitmentFactory(mesa=third, code="ESP-2022-01", title="Pozo")
    for debt in (canal, school):
        InheritedFactory(link=listing, commitment=debt)
    return {"mesas": (first, second, third), "canal": canal, "posta": posta, "school": school, "own": own}


def taken(by, user):
    return sorted(Commitment.objects.filter(Heritage(user).taken_by([by])).values_list("code", flat=True))


def test_what_each_mesa_took_over_and_who_has_it_now(story, anybody):
    first, second, third = story["mesas"]

    assert taken(first, anybody) == []
    assert taken(second, anybody) == ["ESP-2012-01", "ESP-2012-02"]
    assert taken(third, anybody) == ["ESP-2012-01", "ESP-2016-01"]
    takers = Heritage(anybody).takers_of(Commitment.objects.select_related("mesa"))
    assert takers == {story["canal"].pk: [second, third], story["posta"].pk: [second], story["school"].pk: [third]}


def test_everything_passes_on_from_mesa_to_mesa(anybody):
    codes = [f"COT-{year}" for year in (2012, 2013, 2015, 2019)]
    mesas = [mesa(code, TODAY - YEAR) for code in codes]
    for later, earlier in zip(mesas[1:], mesas, strict=False):
        MesaLinkFactory(mesa=later, predecessor=earlier, inheritance=Inheritance.ALL)
    debt = CommitmentFactory(mesa=mesas[0], code="COT-2012-01")

    assert [taken(each, anybody) for each in mesas] == [[], ["COT-2012-01"], ["COT-2012-01"], ["COT-2012-01"]]
    assert Heritage(anybody).takers_of([debt]) == {debt.pk: [mesas[-1]]}
    MesaLinkFactory(mesa=mesas[0], predecessor=mesas[-1], inheritance=Inheritance.ALL)  # a circle
    assert taken(mesas[0], anybody) == []
    assert Heritage(anybody).takers_of([debt]) == {debt.pk: [mesas[-1]]}


@pytest.mark.parametrize("inheritance", [Inheritance.NONE, Inheritance.UNKNOWN])
def test_nothing_is_inherited_where_nobody_says_so(anybody, inheritance):
    earlier, later = mesa("A-1", TODAY), mesa("A-2", TODAY)
    MesaLinkFactory(mesa=later, predecessor=earlier, inheritance=inheritance)
    debt = CommitmentFactory(mesa=earlier)

    assert (taken(later, anybody), Heritage(anybody).takers_of([debt])) == ([], {})


def test_a_link_to_a_mesa_that_she_may_not_see_does_not_show(story, anybody):
    first, second, third = story["mesas"]
    Mesa.objects.filter(pk=second.pk).update(grade=Grade.INTERNAL)

    assert taken(third, anybody) == []
    assert Heritage(anybody).takers_of([story["canal"]]) == {}
    keeper = MembershipFactory(conflict=first.conflict, role=Role.REGISTRAR).user
    assert taken(third, keeper) == ["ESP-2012-01", "ESP-2016-01"]


# On the pages


def test_the_list_of_a_mesa_shows_its_own_and_says_how_many_it_took_over(client, story):
    response = client.get("/compromisos/?mesa=esp-2022")

    assert [row.commitment.code for row in response.context["rows"]] == ["ESP-2022-01"]
    assert response.context["inherited"] == {
        "label": "y 2 heredados de otras mesas",
        "href": "/compromisos/?hereda=esp-2022",
    }
    there = client.get("/compromisos/?hereda=esp-2022&orden=codigo")
    assert [row.commitment.code for row in there.context["rows"]] == ["ESP-2012-01", "ESP-2016-01"]
    assert [chip.label for chip in there.context["chips"]] == ["Heredados por: Mesa ESP-2022"]
    assert client.get("/compromisos/?mesa=esp-2012").context["inherited"] == {}
    assert client.get("/compromisos/").context["page"].paginator.count == 4  # each once


def test_the_page_of_a_mesa_counts_its_own_and_lists_apart_what_it_took_over(client, story):
    page = client.get("/mesas/esp-2022/").context["page"]

    assert page.promises.count == 1
    inherited = page.inherited
    assert (inherited.finding.replace("\xa0", " "), inherited.count, inherited.href) == (
        "Heredó 2 compromisos de otras mesas", 2, "/compromisos/?hereda=esp-2022",
    )  # fmt: skip
    assert [debt.row.commitment.code for debt in inherited.debts] == ["ESP-2012-01", "ESP-2016-01"]
    assert page.uncovered == ""
    assert client.get("/mesas/esp-2012/").context["page"].uncovered.replace("\xa0", " ") == (
        "Por 1 de sus compromisos abiertos ya no pregunta nadie"
    )


def test_its_own_page_says_who_took_it_over_and_who_asks(story, anybody):
    third = story["mesas"][2]

    facts = [(fact.label, fact.value, fact.kind) for fact in cover_facts(story["school"], anybody, TODAY)]
    assert facts[0] == ("Heredado por", third.name, "")
    assert facts[1][:2][0] == "Quién pregunta"
    assert facts[1][1].startswith("Alguien hasta el")
    orphan = [(fact.label, fact.value, fact.kind) for fact in cover_facts(story["posta"], anybody, TODAY)]
    assert orphan[1][1].startswith("Nadie desde el")
    assert orphan[1][2] == "late"


def test_a_representative_finds_it_among_hers_with_who_has_it_now(client, story):
    community = PartyFactory()
    CommitmentPartyFactory(commitment=story["school"], party=community, duty=Duty.BENEFICIARY)
    conflict = story["mesas"][0].conflict
    client.force_login(MembershipFactory(conflict=conflict, role=Role.REPRESENTATIVE, party=community).user)

    lines = client.get("/mis-compromisos/").context["mine"].promised
    assert [(line.commitment.code, line.taken_by) for line in lines] == [("ESP-2016-01", "Heredado por ESP-2022")]


# In the hall


@pytest.fixture
def table():
    return a_table()


def test_a_session_may_review_what_the_mesa_took_over_and_nothing_else(client, table):
    before = MesaFactory(conflict=table.mesa.conflict, code="ESP-2012")
    inherited, other = CommitmentFactory(mesa=before), CommitmentFactory(mesa__conflict=table.mesa.conflict)
    link = MesaLinkFactory(mesa=table.mesa, predecessor=before, inheritance=Inheritance.ALL)

    client.force_login(table.registrar)
    form = client.get(f"/mesas/{table.mesa.slug}/sesiones/nueva/").context["form"]
    assert list(form.options.owed) == [str(inherited.pk)]
    assert [(row.title, row.origin) for row in form.rows["reviews"]] == [(inherited.code, "ESP-2012")]

    log(table, told(reviews=[Review(commitment=inherited, outcome=ReviewOutcome.ADVANCING)]))
    assert list(SessionReview.objects.values_list("commitment", flat=True)) == [inherited.pk]
    with pytest.raises(ValidationError, match="no es de esta mesa"):
        log(table, told(reviews=[Review(commitment=other, outcome=ReviewOutcome.ADVANCING)]))
    link.delete()
    with pytest.raises(ValidationError, match="no es de esta mesa"):
        log(table, told(reviews=[Review(commitment=inherited, outcome=ReviewOutcome.NO_NEWS)]))
