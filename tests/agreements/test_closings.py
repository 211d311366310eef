"""How a debt ends without being kept: who must agree, what must be said, and what is refused."""

import dataclasses

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import ClosingReason, Duty, NoticeKind, State, Step
from agreements.models import Notice, Transition
from agreements.services.consents import Consent
from conflicts.choices import Grade, Role, Sector
from mesas.choices import Answer, DocumentKind, DocumentMark, Inheritance, LinkKind, MesaStatus
from mesas.models import Document, Signature
from tests import factories
from tests.agreements.closing import another, close, consents, new_paper, refused, signed
from tests.agreements.scene import NOON, TODAY, Scene, day, shown
from tests.agreements.speaking import claim, verification

pytestmark = pytest.mark.django_db

WAYS = (State.CLOSED_PARTIAL, State.WITHDRAWN, State.CLOSED_UNMET)
ALL, ONLY_RECEIVES, ONLY_OWES, NOBODY = "both", "who receives", "who owes", "nobody"

#: Who consents → what becomes of it in each way, in the order of WAYS; else who is missing.
BY_CONSENT = {
    ALL: (State.CLOSED_PARTIAL, State.WITHDRAWN, State.CLOSED_UNMET),
    ONLY_RECEIVES: (State.CLOSED_PARTIAL, "Minera", State.CLOSED_UNMET),
    ONLY_OWES: ("Anta", "Anta", "Anta"),
    NOBODY: ("Anta", "Anta, Minera", "Anta"),
}


def given(scene, who):
    return consents(*{ALL: (scene.company, scene.community), ONLY_RECEIVES: (scene.community,),
                      ONLY_OWES: (scene.company,), NOBODY: ()}[who])  # fmt: skip


@pytest.mark.parametrize("who", BY_CONSENT)
def test_each_way_needs_those_whom_it_costs_something(who):
    found = []
    for way in WAYS:
        scene = Scene()
        if BY_CONSENT[who][len(found)] == way:
            close(scene, way, consents=given(scene, who))
            found.append(scene.fresh().state)
        else:
            code, words = refused(close, scene, way, consents=given(scene, who))
            assert (code, scene.fresh().state) == ("consent", State.PENDING)
            found.append(words.removeprefix("Falta el documento con que está de acuerdo: ").removesuffix("."))

    assert tuple(found) == BY_CONSENT[who]


@pytest.mark.parametrize("way", WAYS)
def test_only_the_coordinator_of_the_conflict_closes(way):
    scene = Scene()
    everybody = {**scene.people(), "elsewhere": factories.MembershipFactory(role=Role.COORDINATOR).user}

    for who, user in everybody.items():
        if who != "coordinator":
            with pytest.raises(PermissionDenied, match="Solo la coordinación"):
                close(scene, way, by=user)

    assert (Transition.objects.count(), Document.objects.count()) == (0, 0)


def test_a_closing_leaves_one_row_with_who_agreed_and_by_what_paper():
    scene = Scene()

    row = close(scene, reason="  Ya no hace falta.  ")

    [paper] = Document.objects.all()
    assert (row.step, row.from_state, row.to_state, row.by, row.at) == (
        Step.CLOSED, State.PENDING, State.WITHDRAWN, scene.coordinator, NOON,
    )  # fmt: skip
    assert (row.reason, row.closing_reason, list(row.documents.all())) == ("Ya no hace falta.", "", [paper])
    assert set(row.consenting.all()) == {scene.company, scene.community}
    assert (paper.mark, paper.kind, paper.dated) == (DocumentMark.SIGNED, DocumentKind.ASSEMBLY_ACTA, day("2026-11-19"))
    assert {sign.party: sign.signed for sign in paper.signatures.all()} == {
        scene.company: Answer.YES, scene.community: Answer.YES,
    }  # fmt: skip
    commitment = scene.fresh()
    assert (commitment.state, commitment.version, commitment.last_moved_on) == (State.WITHDRAWN, 2, TODAY)
    told = Notice.objects.filter(kind=NoticeKind.CLOSED)
    assert {notice.user for notice in told} == {scene.delegate, scene.representative}
    assert {notice.cause for notice in told} == {f"cierre:{row.pk}"}


def test_each_may_agree_by_a_paper_of_its_own_also_by_one_on_record():
    scene = Scene()
    letter = signed(scene, scene.company)

    row = close(scene, consents=[Consent(scene.company, letter), *consents(scene.community)])

    assert row.documents.count() == 2
    assert Signature.objects.filter(party=scene.company).count() == 1


def test_of_several_beneficiaries_each_must_agree_and_of_obligors_the_lead():
    scene = Scene()
    neighbours = factories.PartyFactory(short_name="Bamba")
    scene.duty(neighbours, Duty.BENEFICIARY)
    scene.duty(scene.town, Duty.CO_OBLIGOR)

    assert refused(close, scene) == ("consent", "Falta el documento con que está de acuerdo: Bamba.")
    close(scene, consents=consents(scene.company, scene.community, neighbours))

    assert scene.fresh().state == State.WITHDRAWN


def test_where_nobody_leads_all_who_owe_must_agree():
    scene = Scene()
    scene.commitment.duties.filter(duty=Duty.LEAD).update(duty=Duty.CO_OBLIGOR)
    scene.duty(scene.town, Duty.CO_OBLIGOR)

    assert refused(close, scene) == ("consent", "Falta el documento con que está de acuerdo: Municipalidad.")
    close(scene, consents=consents(scene.company, scene.town, scene.community))


def test_an_heir_agrees_in_its_predecessors_place():
    scene = Scene()
    heir = factories.PartyFactory(short_name="Minera Nueva", sector=Sector.COMPANY)
    scene.company.succeeded_by = heir
    scene.company.save()

    close(scene, consents=consents(heir, scene.community))

    assert scene.fresh().state == State.WITHDRAWN


def test_where_nobody_is_known_to_receive_or_to_owe_silence_ends_nothing():
    nobody_receives, nobody_owes = Scene(), Scene()
    nobody_receives.commitment.duties.filter(duty=Duty.BENEFICIARY).delete()
    nobody_owes.commitment.duties.filter(duty=Duty.LEAD).delete()

    assert refused(close, nobody_receives) == (
        "no_beneficiary",
        "Primero hay que registrar quién recibe este compromiso: sin su acuerdo no se puede terminar.",
    )
    assert refused(close, nobody_owes) == (
        "no_obligor",
        "Primero hay que registrar quién debe este compromiso: sin su acuerdo no se puede terminar.",
    )


PAPERS = {
    "a call": (
        {"kind": DocumentKind.CALL_NOTE}, "consent",
        "Para esto, Minera tiene que decirlo por escrito: una nota de llamada no basta.",
    ),
    "no date": (
        {"dated": ""}, "document_date", "Indique la fecha del documento de Minera; no puede ser posterior a hoy.",
    ),
    "tomorrow": (
        {"dated": "2026-11-21"}, "document_date",
        "Indique la fecha del documento de Minera; no puede ser posterior a hoy.",
    ),
    "before the commitment": (
        {"dated": "2026-01-10"}, "document_date", "El documento de Minera tiene que ser posterior al compromiso.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", PAPERS)
def test_a_paper_that_does_not_say_it_now_and_in_writing_is_refused(what):
    more, code, words = PAPERS[what]
    scene = Scene(agreed=day("2026-02-01"))

    assert refused(close, scene, consents=consents(scene.company, scene.community, paper=new_paper(**more))) == (
        code, words,
    )  # fmt: skip


def test_a_new_paper_is_shown_and_one_on_record_bears_the_signature():
    scene, other = Scene(), Scene()
    unseen = dataclasses.replace(new_paper(), file=None)

    assert refused(close, scene, consents=consents(scene.company, scene.community, paper=unseen)) == (
        "paper_file", "Adjunte el documento firmado: basta una foto en que se lea bien.",
    )  # fmt: skip
    assert refused(close, scene, consents=consents(scene.company, scene.community, paper=scene.paper())) == (
        "consent", "En ese documento no consta la firma de Minera.",
    )  # fmt: skip
    elsewhere = signed(other, scene.company, scene.community)
    assert refused(close, scene, consents=consents(scene.company, scene.community, paper=elsewhere)) == (
        "consent", "Ese documento es de otro conflicto. Elija uno de este.",
    )  # fmt: skip


@pytest.mark.parametrize("state", [State.FULFILLED, *WAYS, State.REPLACED])
def test_only_an_open_debt_is_closed(state):
    scene = Scene(state=state, code="ESP-1")

    assert refused(close, scene) == (
        "closed",
        f"ESP-1 no está abierto: {state.label}. Solo se cierra lo que sigue abierto.",
    )


@pytest.mark.parametrize("state", [State.PENDING, State.IN_PROGRESS, State.CLAIMED, State.DISPUTED])
def test_any_open_debt_may_be_closed_also_one_kept_by_periods(state):
    scene = Scene(state=state)
    recurring = Scene(deadline_kind="periodico", due_on=None)

    close(scene)
    close(recurring)

    assert [each.fresh().state for each in (scene, recurring)] == [State.WITHDRAWN] * 2


def test_the_same_post_again_is_the_same_closing_and_another_one_is_told_that_it_came_late():
    scene = Scene()

    first = close(scene, version=1, reason="Ya no hace falta.")
    again = close(scene, version=1, reason="Ya no hace falta.")

    assert (first, Document.objects.count()) == (again, 1)
    code, words = refused(close, scene, version=1, reason="Otro motivo.")
    assert code == "stale"
    assert words.startswith("Este compromiso cambió mientras usted tenía abierta la página.")


def test_the_coordinator_closes_what_only_staff_sees():
    scene = Scene(grade=Grade.INTERNAL)

    close(scene)

    assert scene.fresh().state == State.WITHDRAWN
    assert not Notice.objects.exists()


# Closed as unmet

REASONS = {
    "no reason": ({"closing_reason": ""}, "closing_reason", "Elija el motivo del cierre."),
    "one of no list": ({"closing_reason": "porque-si"}, "closing_reason", "Elija el motivo del cierre."),
    "no words": ({"reason": "  "}, "reason", "Explique el motivo: lo leerá todo el mundo."),
    "a mesa that goes on": (
        {"closing_reason": ClosingReason.MESA_ENDED}, "closing_reason",
        "Según el registro, la mesa no ha terminado. Corrija su situación o elija otro motivo.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REASONS)
def test_unmet_needs_a_reason_that_the_records_do_not_contradict(what):
    more, code, words = REASONS[what]

    assert refused(close, Scene(), State.CLOSED_UNMET, **more) == (code, words)


def test_an_obligor_that_was_dissolved_with_an_heir_still_owes():
    scene = Scene()
    heir = factories.PartyFactory(short_name="Minera Nueva", sector=Sector.COMPANY)
    scene.company.succeeded_by = heir
    scene.company.save()
    dissolved = {"closing_reason": ClosingReason.OBLIGOR_DISSOLVED, "consents": consents(scene.community)}

    assert refused(close, scene, State.CLOSED_UNMET, **dissolved) == (
        "closing_reason", "A Minera le sucede Minera Nueva, que ahora debe este compromiso. Elija otro motivo.",
    )  # fmt: skip
    claim(scene, party=heir, by=scene.member(Role.DELEGATE, heir))
    assert scene.fresh().state == State.CLAIMED


def test_an_obligor_that_was_dissolved_without_heir_owes_no_more():
    scene = Scene()

    row = close(
        scene, State.CLOSED_UNMET, closing_reason=ClosingReason.OBLIGOR_DISSOLVED, consents=consents(scene.community)
    )

    assert (row.closing_reason, row.reason) == (ClosingReason.OBLIGOR_DISSOLVED, "El manantial se secó.")


LINKS = {
    (LinkKind.CONTINUES, Inheritance.NONE): True,
    (LinkKind.MERGES, Inheritance.UNKNOWN): True,
    (LinkKind.UNKNOWN, Inheritance.UNKNOWN): True,
    (LinkKind.DERIVES, Inheritance.ALL): True,
    (LinkKind.DERIVES, Inheritance.LISTED): True,
    (LinkKind.DERIVES, Inheritance.NONE): False,
}


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("status", [MesaStatus.CLOSED, MesaStatus.EXPIRED])
def test_a_mesa_ended_where_none_goes_on(link, status):
    scene = Scene()
    scene.mesa.status = status
    scene.mesa.save()
    kind, inheritance = link
    later = factories.MesaFactory(conflict=scene.conflict, code="ESP-2022")
    factories.MesaLinkFactory(mesa=later, predecessor=scene.mesa, kind=kind, inheritance=inheritance)

    if LINKS[link]:
        assert refused(close, scene, State.CLOSED_UNMET, closing_reason=ClosingReason.MESA_ENDED) == (
            "closing_reason", "Después de esta mesa sigue otra (ESP-2022). Elija otro motivo.",
        )  # fmt: skip
    else:
        close(scene, State.CLOSED_UNMET, closing_reason=ClosingReason.MESA_ENDED)


def test_an_independent_finding_that_says_why_stands_in_for_who_receives():
    scene = Scene()
    finding = verification(scene, level=0, note="No hay agua en la quebrada.")

    row = close(scene, State.CLOSED_UNMET, consents=(), verification=finding)

    assert (row.assessment, row.consenting.count(), scene.fresh().state) == (finding, 0, State.CLOSED_UNMET)


NOT_ENOUGH = {
    "without a word": {"level": 0, "note": "  "},
    "complete": {"level": 3, "note": "Está hecho."},
    "not assessed": {"level": None, "note": "No se pudo entrar."},
}
BACKING = (
    "verification",
    "Para cerrarlo sin el acuerdo de quien recibe hace falta una verificación independiente de este compromiso, hecha "
    "por otra persona y todavía vigente, que diga el motivo y no lo dé por cumplido.",
)  # fmt: skip


@pytest.mark.parametrize("what", NOT_ENOUGH)
def test_a_finding_that_gives_no_reason_or_none_to_close_is_not_enough(what):
    scene = Scene()
    finding = verification(scene, **NOT_ENOUGH[what])
    scene.commitment.__class__.objects.update(state=State.PENDING)

    assert refused(close, scene, State.CLOSED_UNMET, consents=(), verification=finding) == BACKING


def test_a_finding_of_the_obligors_side_or_of_another_commitment_is_not_enough():
    scene, other = Scene(), Scene()
    sister = factories.PartyFactory(sector=Sector.COMPANY, short_name="Constructora")
    verifier = scene.member(Role.VERIFIER, sister)
    dependent = verification(scene, party=sister, by=verifier, level=0, note="No se puede.")
    foreign = verification(other, level=0, note="No se puede.")

    for finding in (dependent, foreign):
        assert refused(close, scene, State.CLOSED_UNMET, consents=(), verification=finding) == BACKING


def test_no_finding_stands_in_where_the_table_does_not_say_so():
    scene = Scene()
    finding = verification(scene, level=0, note="No hay agua en la quebrada.")

    assert refused(close, scene, State.CLOSED_PARTIAL, consents=(), verification=finding)[0] == "consent"
    assert refused(close, scene, State.WITHDRAWN, consents=(), verification=finding)[0] == "consent"


def test_the_ngo_tries_to_close_the_states_debt_and_the_state_alone_cannot_either():
    """Story: a debt that one side alone tries to end."""
    scene = Scene()
    another(scene)
    claim(scene, evidence=[shown(b"obra")])

    for way in WAYS:
        assert refused(close, scene, way, consents=())[0] == "consent"
        assert refused(close, scene, way, consents=consents(scene.company))[0] == "consent"
    with pytest.raises(PermissionDenied):
        close(scene, by=scene.delegate)

    assert scene.fresh().state == State.CLAIMED


def test_replacing_says_by_what():
    assert refused(close, Scene(), State.REPLACED) == ("successors", "Indique qué compromisos lo reemplazan.")
