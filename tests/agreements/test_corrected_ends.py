"""Who owes and who receives is brought to what the document says, and so is a deadline that depends on another."""

import datetime

import pytest

from agreements.choices import DeadlineKind, Duty, State, Step, Trigger
from agreements.models import Assessment, Commitment, CommitmentParty
from agreements.services.breach import demand_in_writing
from agreements.services.deadlines import Deadline
from agreements.services.transcription import correct_transcription
from conflicts.choices import Grade, Role
from tests import factories
from tests.agreements.breaking import letter
from tests.agreements.closing import another
from tests.agreements.moving import DUE, answer, ask, refused
from tests.agreements.reading import read
from tests.agreements.scene import NOON, day, shown
from tests.agreements.speaking import claim, verdict, verification
from tests.agreements.test_transcription import correct, of_an_acta

pytestmark = pytest.mark.django_db

ACROSS = "%s ya habló aquí y con este cambio quedaría en los dos lados. Revise qué dice el documento."
ENDED = (
    "Con este cambio el compromiso quedaría cumplido sin que nadie diga nada nuevo. Si el documento lo dice así, pida "
    "a la administración que lo corrija."
)


@pytest.fixture
def scene():
    return of_an_acta()


@pytest.fixture
def bamba(scene):
    """Another community of the conflict."""
    party = factories.PartyFactory(short_name="Bamba")
    factories.SeatFactory(mesa=scene.mesa, party=party)
    factories.SeatFactory(mesa=scene.mesa, party=scene.town)
    return party


def name(scene, **parts):
    given = {Duty[part.upper()]: parties for part, parties in parts.items()}
    return correct_transcription(
        scene.commitment, by=scene.coordinator, words={"clause": "2.1"}, parts=given, at=NOON,
        version=scene.fresh().version,
    )  # fmt: skip


def ends(scene):
    rows = scene.commitment.duties.order_by("duty", "party__short_name")
    return [(row.duty, str(row.party)) for row in rows]


def test_each_part_is_corrected_and_both_values_stay_on_the_timeline(scene, bamba, open_page):
    step = name(scene, lead=[scene.town], co_obligor=[scene.company], beneficiary=[bamba], follow_up=[scene.church])

    assert ends(scene) == [
        ("beneficiario", "Bamba"), ("corresponsable", "Minera"), ("responsable", "Municipalidad"),
        ("seguimiento", "Vicaría"),
    ]  # fmt: skip
    assert (step.step, step.by, step.from_state, step.to_state, step.reason) == (
        Step.CORRECTED, scene.coordinator, State.PENDING, State.PENDING, "Según Acta de la sesión 3, 2.1.",
    )  # fmt: skip
    assert step.old_value == (
        "responsable principal: Minera\ncorresponsable: (ninguno)\nbeneficiario: Anta\n"
        "encargado de seguimiento: (ninguno)"
    )
    assert step.new_value == (
        "responsable principal: Municipalidad\ncorresponsable: Minera\nbeneficiario: Bamba\n"
        "encargado de seguimiento: Vicaría"
    )
    assert (scene.fresh().version, scene.fresh().first_due.last, scene.fresh().due.last) == (2, DUE, DUE)
    assert "bamba" in scene.fresh().search_text
    assert "Decía: «responsable principal: Minera" in read(open_page())


def test_what_is_taken_off_keeps_its_history(scene, bamba):
    old = scene.commitment.duties.get(duty=Duty.BENEFICIARY)
    name(scene, beneficiary=[bamba])

    lines = CommitmentParty.history.filter(id=old.pk).order_by("history_id")
    assert [(line.history_type, line.party, line.history_user) for line in lines] == [
        ("+", scene.community, None), ("-", scene.community, scene.coordinator),
    ]  # fmt: skip
    [line] = scene.commitment.duties.get(duty=Duty.BENEFICIARY).history.all()
    assert (line.history_user, line.history_change_reason) == (
        scene.coordinator, "Según Acta de la sesión 3, 2.1.",
    )  # fmt: skip


def test_a_part_that_is_not_named_stays_and_a_duplicate_is_what_it_was_merged_into(scene, bamba):
    twin = factories.PartyFactory(short_name="Anta (repetida)", merged_into=scene.community)
    scene.commitment.duties.filter(duty=Duty.BENEFICIARY).update(party=twin)
    name(scene, beneficiary=[scene.community, bamba])

    assert ends(scene) == [
        ("beneficiario", "Anta (repetida)"), ("beneficiario", "Bamba"), ("responsable", "Minera"),
    ]  # fmt: skip


def test_rows_of_a_party_taken_off_stay_and_the_state_is_that_of_the_others(scene, bamba):
    claim(scene)
    verdict(scene, level=0)
    assert scene.fresh().state == State.DISPUTED

    step = name(scene, beneficiary=[bamba])

    assert (step.from_state, step.to_state, scene.fresh().state) == (State.DISPUTED, State.CLAIMED, State.CLAIMED)
    assert scene.fresh().verdict_level is None
    assert [str(row.party) for row in Assessment.objects.order_by("pk")] == ["Minera", "Anta"]

    name(scene, beneficiary=[bamba, scene.community])  # it speaks again as before
    assert scene.fresh().state == State.DISPUTED


def test_a_claim_counts_for_nothing_once_somebody_else_leads(scene, bamba):
    claim(scene)
    assert scene.fresh().state == State.CLAIMED

    name(scene, lead=[scene.town])

    assert (scene.fresh().state, scene.fresh().claim_level) == (State.PENDING, None)


def test_once_another_beneficiary_is_named_it_is_no_longer_kept(scene, bamba):
    claim(scene)
    verdict(scene, level=3, evidence=[shown(b"la nuestra")])
    assert scene.fresh().state == State.FULFILLED

    step = name(scene, beneficiary=[scene.community, bamba])

    assert (step.from_state, step.to_state) == (State.FULFILLED, State.CLAIMED)


def test_a_correction_alone_never_ends_a_debt(scene, bamba):
    """The coordinator takes off the community that says no: that alone would make the other's yes enough."""
    scene.duty(bamba, Duty.BENEFICIARY)
    claim(scene)
    verdict(scene, level=3, evidence=[shown(b"la nuestra")])
    verdict(scene, party=bamba, by=scene.member(Role.REPRESENTATIVE, bamba), level=0)

    assert refused(name, scene, beneficiary=[scene.community]) == ("would_end", ENDED)
    assert ends(scene)[:2] == [("beneficiario", "Anta"), ("beneficiario", "Bamba")]


def test_a_closing_stands_whoever_turns_out_to_receive(scene, bamba):
    Commitment.objects.update(state=State.WITHDRAWN)
    name(scene, beneficiary=[bamba])

    assert (scene.fresh().state, ends(scene)[0]) == (State.WITHDRAWN, ("beneficiario", "Bamba"))


def demanded(scene):
    demand_in_writing(
        scene.commitment, party=scene.community, by=scene.registrar, received_on=datetime.date(2026, 11, 18),
        document=letter("Oficio 7", dated="2026-11-17"), at=NOON,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "parts", "who"),
    [
        (claim, {"lead": "town", "beneficiary": "company"}, "Minera"),
        (verdict, {"lead": "community", "beneficiary": "bamba"}, "Anta"),
        (verdict, {"co_obligor": "community", "beneficiary": "bamba"}, "Anta"),
        (verification, {"beneficiary": "church"}, "Vicaría"),
        (verification, {"lead": "church"}, "Vicaría"),
        (ask, {"lead": "town", "beneficiary": "company"}, "Minera"),
        (lambda scene: answer(scene, ask(scene), accepts=False), {"lead": "community", "beneficiary": "bamba"}, "Anta"),
        (demanded, {"co_obligor": "community", "beneficiary": "bamba"}, "Anta"),
    ],
    ids=["claim", "verdict", "verdict, owes too", "checked, receives", "checked, owes", "asked", "refused", "demanded"],
)
def test_no_row_comes_to_stand_on_both_ends(scene, bamba, before, parts, who):
    before(scene)
    people = {"bamba": bamba}
    given = {part: [people.get(key) or getattr(scene, key)] for part, key in parts.items()}

    assert refused(name, scene, **given) == ("both_ends", ACROSS % who)
    assert ends(scene) == [("beneficiario", "Anta"), ("responsable", "Minera")]


def test_a_parent_of_who_checked_does_not_come_to_owe(scene, bamba):
    verification(scene)
    diocese = factories.PartyFactory(short_name="Diócesis", sector="iglesia")
    factories.SeatFactory(mesa=scene.mesa, party=diocese)
    scene.church.parent = diocese
    scene.church.save()

    assert refused(name, scene, co_obligor=[diocese]) == ("both_ends", ACROSS % "Vicaría")


def test_no_person_comes_to_stand_on_both_ends(scene, bamba):
    """She answered for Anta, and speaks for the municipality as well, which so far had no part in it."""
    scene.member(Role.DELEGATE, scene.town, user=scene.representative)
    verdict(scene)

    assert refused(name, scene, co_obligor=[scene.town]) == ("both_ends", ACROSS % "Anta")
    name(scene, follow_up=[scene.town])


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ({"beneficiary": "company"},
         ("own_debt", "Quien debe no puede ser el único beneficiario: nadie más podría decir si se cumplió.")),
        ({"co_obligor": "company"},
         ("lead_twice", "El responsable principal ya debe; no lo ponga además como corresponsable.")),
        ({"lead": "company"}, ("unchanged", "No hay nada que corregir: ya dice eso.")),
        ({"beneficiary": "elsewhere"}, ("foreign", "Ese actor no es de este conflicto. Elija otra vez de la lista.")),
    ],
)  # fmt: skip
def test_what_is_refused_says_what_to_do(scene, bamba, parts, refusal):
    people = {"elsewhere": factories.PartyFactory()}
    given = {part: [people.get(key) or getattr(scene, key)] for part, key in parts.items()}

    assert refused(name, scene, **given) == refusal


# A deadline that depends on another commitment


def after(row, term=10, kind=DeadlineKind.DAYS):
    return Deadline(kind, term=term, trigger=Trigger.COMMITMENT, trigger_commitment=row)


def test_a_chain_that_was_copied_as_a_date_waits_for_the_other(scene):
    other = another(scene, code="ESP-2016-09")
    step = correct(scene, deadline=after(other))

    row = scene.fresh()
    assert (row.trigger_commitment, row.first_due.iso, row.due.iso) == (other, "", "")
    assert step.new_value == (
        "plazo: Un número de días calendario, 10, desde el cumplimiento de otro compromiso (ESP-2016-09); "
        "vence: sin fecha"
    )
    scene.commitment = other
    verification(scene)
    row.refresh_from_db()
    assert row.due.iso == "2026-11-26"


def test_after_what_was_kept_already_it_is_counted_at_once(scene):
    other = another(scene)
    scene.commitment, own = other, scene.commitment
    claim(scene, observed=day("2026-10"))
    verification(scene)
    scene.commitment = own
    correct(scene, deadline=after(Commitment.objects.get(pk=other.pk), 1, DeadlineKind.MONTHS))

    row = scene.fresh()
    assert (row.triggered.iso, row.first_due.iso, row.due.iso) == ("2026-10", "2026-11", "2026-11")


def test_only_the_term_of_a_chain_was_wrong_and_its_day_zero_stays(scene):
    other = another(scene)
    Commitment.objects.filter(pk=scene.commitment.pk).update(
        deadline_kind=DeadlineKind.DAYS, term=5, trigger=Trigger.COMMITMENT, trigger_commitment=other,
        triggered_on=datetime.date(2026, 11, 10), triggered_precision="day", deadline_basis="calculado",
    )  # fmt: skip
    correct(scene, deadline=after(other, 15))

    assert (scene.fresh().triggered.iso, scene.fresh().first_due.iso) == ("2026-11-10", "2026-11-25")


def test_it_depends_neither_on_itself_nor_on_what_depends_on_it_nor_on_another_conflict(scene):
    other = another(scene, deadline_kind=DeadlineKind.DAYS, term=3, due_on=None, trigger=Trigger.COMMITMENT)
    Commitment.objects.filter(pk=other.pk).update(trigger_commitment=scene.commitment)
    message = "Ese compromiso depende de este: se esperarían uno al otro. Elija otro."

    assert refused(correct, scene, deadline=after(other)) == ("circle", message)
    assert refused(correct, scene, deadline=after(scene.commitment)) == ("circle", message)
    assert refused(correct, scene, deadline=after(factories.CommitmentFactory())) == (
        "elsewhere", "El compromiso del que depende tiene que ser de este conflicto.",
    )  # fmt: skip


def test_the_code_of_what_fewer_may_see_is_not_written_on_the_timeline(scene):
    hidden = another(scene, code="ESP-2016-66", grade=Grade.INTERNAL)
    step = correct(scene, deadline=after(hidden))

    assert "ESP-2016-66" not in step.new_value


# The page


def page_of(client, scene, **typed):
    client.force_login(scene.coordinator)
    address = f"{scene.commitment.get_absolute_url()}corregir/"
    if not typed:
        return client.get(address)
    words = {"clause": "2.1", "title": "Agua potable", "text": "Agua para 48 casas", "deadline": "igual"}
    return client.post(
        address, {"version": scene.fresh().version, "unit": "dias", "trigger": "firma", **words, **typed}
    )


def test_the_page_offers_the_parties_of_the_conflict_with_those_on_record_chosen(client, scene, bamba):
    form = page_of(client, scene).context["form"]

    assert {str(party) for party in form.fields["lead"].rows.values()} >= {"Anta", "Bamba", "Minera", "Municipalidad"}
    assert (form["lead"].value(), form["beneficiaries"].value(), form["co_obligors"].value()) == (
        str(scene.company.pk), [str(scene.community.pk)], [],
    )  # fmt: skip
    assert form["ends"].value() == "igual"


def test_the_page_corrects_them_and_leaves_them_alone_where_nobody_asked(client, scene, bamba):
    assert page_of(client, scene, title="Agua", beneficiaries=[bamba.pk]).status_code == 302
    assert ends(scene) == [("beneficiario", "Anta"), ("responsable", "Minera")]

    given = {"ends": "otros", "lead": scene.town.pk, "beneficiaries": [scene.community.pk, bamba.pk]}
    assert page_of(client, scene, **given).status_code == 302
    assert ends(scene) == [("beneficiario", "Anta"), ("beneficiario", "Bamba"), ("responsable", "Municipalidad")]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"ends": "otros", "lead": "company", "beneficiaries": "company"}, "beneficiaries",
         "Quien debe no puede ser el único beneficiario: nadie más podría decir si se cumplió."),
        ({"ends": "otros", "lead": "x", "beneficiaries": "community"}, "lead", "Elija otra vez de la lista."),
        ({"ends": "otros", "lead": "company", "beneficiaries": "elsewhere"}, "beneficiaries",
         "Elija otra vez de la lista."),
        ({"ends": "otros", "lead": "community", "beneficiaries": "bamba"}, "ends", ACROSS % "Anta"),
        ({"ends": "quizás"}, "ends", "Elija otra vez de la lista."),
        ({"deadline": "termino", "term": 5, "trigger": "compromiso"}, "after",
         "Escriba el código del compromiso del que depende."),
        ({"deadline": "termino", "term": 5, "trigger": "compromiso", "after": "ESP-2016-07"}, "after",
         "Ningún otro compromiso de este conflicto tiene ese código."),
        ({"deadline": "termino", "term": 5, "trigger": "compromiso", "after": "NO-01"}, "after",
         "Ningún otro compromiso de este conflicto tiene ese código."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(client, scene, bamba, typed, field, message):
    verdict(scene)
    people = {"bamba": bamba.pk, "elsewhere": factories.PartyFactory().pk}
    people |= {key: getattr(scene, key).pk for key in ("company", "community")}
    given = {key: people.get(value, value) if isinstance(value, str) else value for key, value in typed.items()}
    response = page_of(client, scene, **given)

    assert response.status_code == 200
    assert response.context["form"].errors == {field: [message]}
    assert ends(scene) == [("beneficiario", "Anta"), ("responsable", "Minera")]


def test_the_page_takes_a_chain_by_its_code_however_it_is_typed(client, scene):
    other = another(scene, code="ESP-2016-09")
    typed = {"deadline": "termino", "term": 5, "trigger": "compromiso", "after": " esp-2016-09 "}
    assert page_of(client, scene, **typed).status_code == 302

    assert scene.fresh().trigger_commitment == other
    assert page_of(client, scene).context["form"]["after"].value() == "ESP-2016-09"
