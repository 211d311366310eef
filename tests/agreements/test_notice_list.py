"""/avisos/: what I was told, and nothing that I may no longer see."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from agreements.choices import Duty, NoticeKind, State
from agreements.models import Notice
from agreements.sentences import causes
from agreements.services.notices import mark_seen
from conflicts.choices import Grade, Role, Sector
from conflicts.partial_dates import PartialDate
from conflicts.wording import in_words
from mesas.choices import DocumentMark
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    CommitmentPartyFactory,
    DemandFactory,
    DocumentFactory,
    MandateFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
    SeatFactory,
    SessionFactory,
    UserFactory,
)

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mesa():
    return MesaFactory(name="Mesa de Espinar", conflict__name="Espinar", grade=Grade.MEMBERS)


@pytest.fixture
def rosa(mesa, client):
    """The coordinator, signed in."""
    user = MembershipFactory(conflict=mesa.conflict, role=Role.COORDINATOR, user__username="rosa").user
    client.force_login(user)
    return user


def tell(user, mesa, kind=NoticeKind.OVERDUE, *, commitment=..., hours=0, **more):
    if commitment is ...:
        commitment = CommitmentFactory(mesa=mesa, due_on=TODAY - DAY)
    return Notice.objects.create(
        user=user, kind=kind, mesa=mesa, commitment=commitment, due_on=TODAY - DAY,
        cause=f"vence:{hours}", created_at=NOW - datetime.timedelta(hours=hours), **more,
    )  # fmt: skip


def rows(answer):
    return [row.notice for row in answer.context["rows"]]


def test_signed_out_it_leads_to_the_sign_in(client):
    assert client.get("/avisos/").headers["Location"] == "/cuenta/entrar/?next=/avisos/"
    assert client.post("/avisos/", {"hasta": 1}).status_code == 302


def test_newest_first_and_only_mine(client, rosa, mesa):
    old, new = tell(rosa, mesa, hours=5), tell(rosa, mesa, hours=1)
    tell(UserFactory(), mesa)

    answer = client.get("/avisos/")

    assert rows(answer) == [new, old]
    assert "Tiene <b>2 avisos sin ver</b>" in answer.content.decode()


def test_what_i_may_no_longer_see_is_not_shown_nor_counted(client, rosa, mesa):
    seen = tell(rosa, mesa)
    other = MesaFactory(grade=Grade.MEMBERS)
    tell(rosa, other, hours=2)
    tell(rosa, other, NoticeKind.SUMMARY, commitment=None)

    answer = client.get("/avisos/")

    assert rows(answer) == [seen]
    assert answer.context["unread_notices"] == 1


def test_nothing_told_says_what_will_come(client, rosa):
    page = client.get("/avisos/").content.decode()

    assert "Todavía no hay avisos para usted" in page
    assert "Nada que contarle por ahora." in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]


def test_a_row_says_what_why_and_where_to_go_on(client, rosa, mesa):
    notice = tell(rosa, mesa)

    [row] = client.get("/avisos/").context["rows"]

    assert row[1:] == (
        "Venció", "late", notice.commitment.title, f"/compromisos/{notice.commitment.code}/",
        f"Venció el {in_words(TODAY - DAY)}, ayer.", "Se lo contamos porque usted coordina el conflicto «Espinar».",
    )  # fmt: skip


def test_a_summary_leads_to_what_is_late_at_its_mesa(client, rosa, mesa):
    tell(rosa, mesa, NoticeKind.SUMMARY, commitment=None, count=3)

    [row] = client.get("/avisos/").context["rows"]

    assert (row.title, row.href) == ("Mesa de Espinar", f"/compromisos/?mesa={mesa.slug}&plazo=vencido")
    assert row.text.startswith("3 compromisos ya habían vencido")


def test_a_debt_that_ended_since_says_so(client, rosa, mesa):
    notice = tell(rosa, mesa)
    type(notice.commitment).objects.update(state=State.WITHDRAWN)

    [row] = client.get("/avisos/").context["rows"]

    assert row.text.endswith("ayer. Desde entonces terminó: Retirado de común acuerdo.")


def test_the_reason_is_the_role_of_the_reader(client, mesa):
    ministry, village, heir = PartyFactory(short_name="MINEM", sector=Sector.NATIONAL), PartyFactory(), PartyFactory()
    ministry.succeeded_by = heir
    ministry.save()
    debt = CommitmentFactory(mesa=mesa)
    CommitmentPartyFactory(commitment=debt, party=ministry)
    CommitmentPartyFactory(commitment=debt, party=village, duty=Duty.BENEFICIARY)
    without_beneficiary = CommitmentFactory(mesa=mesa)
    SeatFactory(mesa=mesa, party=village)

    def reasons(role, party, *commitments):
        user = MembershipFactory(conflict=mesa.conflict, role=role, party=party).user
        for commitment in commitments:
            tell(user, mesa, commitment=commitment)
        client.force_login(user)
        return [row.reason for row in client.get("/avisos/").context["rows"]]

    because = "Se lo contamos porque usted habla por "
    assert reasons(Role.DELEGATE, heir, debt) == [f"{because}MINEM, que lo debe."]
    assert (
        reasons(Role.REPRESENTATIVE, village, debt, without_beneficiary) == [f"{because}{village}, que lo recibe."] * 2
    )
    assert reasons(Role.REPRESENTATIVE, village, None) == [f"{because}{village}."]
    assert reasons(Role.OBSERVER, None, debt) == [
        "Se lo contamos por un papel que usted tenía entonces en este conflicto."
    ]


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("", ["disputa", "vencido", "vencido"]),
        ("?tipo=vencido", ["vencido", "vencido"]),
        ("?tipo=disputa", ["disputa"]),
        ("?tipo=veredicto", []),
        ("?tipo=nada", ["disputa", "vencido", "vencido"]),
        ("?tipo=vencido&pagina=99", ["vencido", "vencido"]),
        ("?pagina=x", ["disputa", "vencido", "vencido"]),
    ],
)
def test_one_kind_may_be_asked_for(client, rosa, mesa, query, kinds):
    tell(rosa, mesa, hours=2)
    tell(rosa, mesa, hours=3)
    tell(rosa, mesa, NoticeKind.DISPUTE)

    answer = client.get(f"/avisos/{query}")

    assert [notice.kind for notice in rows(answer)] == kinds
    assert [tab.label for tab in answer.context["tabs"]] == ["Todos (3)", "Venció (2)", "Disputa (1)"]
    assert [tab.is_current for tab in answer.context["tabs"]].count(True) <= 1


def test_twenty_five_on_a_page(client, rosa, mesa):
    debt = CommitmentFactory(mesa=mesa)
    for hours in range(30):
        tell(rosa, mesa, commitment=debt, hours=hours)

    assert len(rows(client.get("/avisos/"))) == 25
    assert len(rows(client.get("/avisos/?pagina=2"))) == 5


# Seen


def test_one_is_marked_as_seen_and_the_page_keeps_its_place(client, rosa, mesa):
    one, other = tell(rosa, mesa), tell(rosa, mesa, hours=1)

    answer = client.post("/avisos/?tipo=vencido&pagina=1", {"aviso": one.pk})

    assert answer.headers["Location"] == "/avisos/?tipo=vencido&pagina=1"
    one.refresh_from_db()
    other.refresh_from_db()
    assert one.seen_at is not None
    assert other.seen_at is None


def test_all_are_marked_as_seen_but_not_what_came_meanwhile(client, rosa, mesa):
    for hours in range(3):
        tell(rosa, mesa, hours=hours)
    newest = client.get("/avisos/").context["newest"]
    meanwhile = tell(rosa, mesa, hours=9)
    others = tell(UserFactory(), mesa)

    client.post("/avisos/", {"hasta": newest})

    assert set(Notice.objects.unseen()) == {meanwhile, others}


def test_seeing_again_keeps_the_first_moment(rosa, mesa):
    notice = tell(rosa, mesa)

    assert mark_seen(by=rosa, notice=notice, at=NOW) == 1
    assert mark_seen(by=rosa, notice=notice) == 0
    assert mark_seen(by=rosa, until=notice.pk) == 0
    notice.refresh_from_db()
    assert notice.seen_at == NOW


def test_nobody_sees_for_another(rosa, mesa):
    notice = tell(UserFactory(), mesa)

    with pytest.raises(PermissionDenied):
        mark_seen(by=rosa, notice=notice)
    assert mark_seen(by=rosa, until=notice.pk) == 0


@pytest.mark.parametrize(
    "typed",
    [
        {}, {"aviso": ""}, {"aviso": "x"}, {"aviso": "9" * 10_000}, {"aviso": "0"}, {"aviso": "-1"},
        {"aviso": "1\u202e"}, {"aviso": "<script>"}, {"hasta": "9" * 40}, {"hasta": "-1"}, {"hasta": "1.5"},
    ],
)  # fmt: skip
def test_what_cannot_be_meant_changes_nothing_and_says_what_to_do(client, rosa, mesa, typed):
    tell(rosa, mesa)

    answer = client.post("/avisos/", typed)

    assert answer.status_code == 200
    assert "Hay 1 dato por corregir" in answer.content.decode()
    assert Notice.objects.unseen().count() == 1


def test_anothers_notice_is_not_in_my_list(client, rosa, mesa):
    notice = tell(UserFactory(), mesa)

    answer = client.post("/avisos/", {"aviso": notice.pk})

    assert "Ese aviso ya no está en su lista." in answer.content.decode()
    assert Notice.objects.unseen().count() == 1


# Cost


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_or_many(client, rosa, mesa, count, django_assert_num_queries):
    for hours in range(count):
        tell(rosa, mesa, hours=hours)
        tell(rosa, MesaFactory(conflict=mesa.conflict), NoticeKind.SUMMARY, commitment=None)

    # session, user; kinds, how many, page; ends (2), kin, roles, names; unseen, newest
    with django_assert_num_queries(12):
        client.get("/avisos/")


def test_every_page_tells_how_many_are_unseen_with_one_query(client, rosa, mesa, django_assert_num_queries):
    tell(rosa, mesa)
    tell(rosa, mesa, hours=1)

    with django_assert_num_queries(3):  # session, user, unseen
        page = client.get(reverse("account")).content.decode()

    assert page.count("Avisos <b>2</b>") == 2


def test_signed_out_nobody_asks(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("account_login"))


# Notices of a mesa


def told_of(user, mesa, kind, cause, *, day=TODAY, **more):
    return Notice.objects.create(user=user, kind=kind, mesa=mesa, cause=cause, due_on=day, created_at=NOW, **more)


def said(client):
    return [(row.text, row.href, row.reason) for row in client.get("/avisos/").context["rows"]]


def test_notices_of_a_mesa_say_which_mandate_session_and_demand(client, rosa, mesa):
    order = MandateFactory(mesa=mesa, instrument="RM 12-2026")
    held = SessionFactory(mesa=mesa, number=9, day=PartialDate.on(TODAY - 3 * DAY))
    accord = AgreementFactory(document__mesa=mesa, session=held)
    demand = DemandFactory(mesa=mesa, text="Agua para Pampa Clara")
    told_of(rosa, mesa, NoticeKind.MANDATE_ENDING, causes.of_mandate(order.pk, TODAY, 7))
    told_of(rosa, mesa, NoticeKind.PAPER_MISSING, causes.of_paper(held.pk, 3), day=TODAY - 3 * DAY)
    told_of(rosa, mesa, NoticeKind.PAPER_MISSING, causes.of_old_papers(TODAY, held.pk), count=4)
    told_of(rosa, mesa, NoticeKind.MESA_SILENT, causes.of_silence(TODAY))
    told_of(rosa, mesa, NoticeKind.DEMAND_AGREED, causes.of_demand(demand.pk, accord.pk), day=None)
    today, session_day, page = in_words(TODAY), in_words(TODAY - 3 * DAY), f"/mesas/{mesa.slug}/"

    why = "Se lo contamos porque usted coordina el conflicto «Espinar»."
    assert said(client) == [
        ("Su organización pidió: «Agua para Pampa Clara». Quedó en un acuerdo.", f"/sesiones/{held.pk}/", why),
        (f"No se reúne desde el {today}, hoy, y le quedan compromisos abiertos.", f"{page}#sesiones", why),
        (f"A 4 sesiones les falta el acta o su firma. La más antigua es del {today}.",
         f"/sesiones/?mesa={mesa.slug}", why),
        (f"Sesión 9, del {session_day}: falta el acta o su firma.", f"/sesiones/{held.pk}/", why),
        (f"El mandato de la RM 12-2026 termina el {today}, hoy.", f"{page}#mandatos", why),
    ]  # fmt: skip
    DocumentFactory(mesa=mesa, mark=DocumentMark.SIGNED).sessions.add(held)
    assert said(client)[3][0] == f"Sesión 9, del {session_day}: falta el acta o su firma. Desde entonces se registró."


def test_a_demand_of_a_mesa_that_she_may_not_see_is_not_read_out(client, mesa):
    user = MembershipFactory(conflict=mesa.conflict, role=Role.REPRESENTATIVE, party=PartyFactory()).user
    client.force_login(user)
    hidden = MesaFactory(conflict=mesa.conflict, grade=Grade.INTERNAL)
    demand, accord = DemandFactory(mesa=hidden, text="Secreto"), AgreementFactory(document__mesa=mesa)
    told_of(user, mesa, NoticeKind.DEMAND_AGREED, causes.of_demand(demand.pk, accord.pk), day=None)

    assert said(client)[0][:2] == (
        "Lo que su organización pidió quedó en un acuerdo.", f"/documentos/{accord.document.pk}/",
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_notices_of_mesas_cost_the_same_for_one_or_many(client, rosa, count, django_assert_num_queries):
    for _each in range(count):
        mesa = MesaFactory(conflict=rosa.memberships.get().conflict)
        told_of(rosa, mesa, NoticeKind.MANDATE_ENDING, causes.of_mandate(MandateFactory(mesa=mesa).pk, TODAY, 7))
        held = SessionFactory(mesa=mesa)
        told_of(rosa, mesa, NoticeKind.PAPER_MISSING, causes.of_paper(held.pk, 3))
        accord, demand = AgreementFactory(document__mesa=mesa), DemandFactory(mesa=mesa)
        told_of(rosa, mesa, NoticeKind.DEMAND_AGREED, causes.of_demand(demand.pk, accord.pk))

    # session, user; kinds, count, page; parties, roles, names; mandates; sessions, those that lack their acta; demands,
    # agreements; unseen, newest
    with django_assert_num_queries(15):
        client.get("/avisos/")
