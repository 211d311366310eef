"""How a dispute is settled: by a document of both sides, or by a verifier whom both named."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import ConfirmedBy, NoticeKind, State, Step
from agreements.models import Notice
from agreements.services.consents import Consent
from conflicts.choices import Role, Sector
from tests import factories
from tests.agreements.closing import close, consents, new_paper, objection, refused, settlement, signed
from tests.agreements.scene import NOON, Scene, day, shown
from tests.agreements.speaking import claim, verdict, verification

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """The company says that it is done, the community says half: seen until 15 November, told on the 20th."""
    scene = Scene(code="ESP-1")
    claim(scene)
    verdict(scene)
    return scene


@pytest.mark.parametrize(
    ("level", "state", "confirmed_by"),
    [
        (0, State.PENDING, ""),
        (1, State.IN_PROGRESS, ""),
        (2, State.IN_PROGRESS, ""),
        (3, State.FULFILLED, ConfirmedBy.BENEFICIARY),
    ],
)
def test_the_level_that_both_sign_stands_for_all_three(scene, level, state, confirmed_by):
    row = settlement(scene, level=level)

    commitment = scene.fresh()
    assert (row.step, row.from_state, row.to_state) == (Step.SETTLED, State.DISPUTED, state)
    assert (row.level, row.day, row.by_verifier, row.by) == (level, day("2026-11-19"), False, scene.registrar)
    assert (commitment.state, commitment.confirmed_by) == (state, confirmed_by)
    assert (commitment.claim_level, commitment.verdict_level, commitment.finding_level) == (level,) * 3
    assert set(row.consenting.all()) == {scene.company, scene.community}
    assert row.documents.count() == 1
    told = Notice.objects.filter(kind=NoticeKind.SETTLED)
    assert {each.user for each in told} == {scene.coordinator, scene.delegate, scene.representative}


def test_what_is_said_anew_counts_and_what_was_seen_before_no_more(scene):
    settlement(scene)

    verdict(scene, level=0, observed=day("2026-11-12"), note="Lo vimos antes", at=NOON + datetime.timedelta(days=3))
    assert scene.fresh().state == State.IN_PROGRESS
    claim(scene, observed=day("2026-11-23"), evidence=[shown(b"ahora")], at=NOON + datetime.timedelta(days=4))
    assert scene.fresh().state == State.CLAIMED
    verdict(scene, level=1, observed=day("2026-11-24"), at=NOON + datetime.timedelta(days=4))
    assert scene.fresh().state == State.DISPUTED


def test_a_dispute_that_comes_back_is_settled_again_by_a_later_paper(scene):
    settlement(scene)
    later = NOON + datetime.timedelta(days=5)
    claim(scene, observed=day("2026-11-23"), evidence=[shown(b"ahora")], at=later)
    verdict(scene, level=1, observed=day("2026-11-23"), at=later)

    old = consents(scene.company, scene.community, paper=new_paper(dated="2026-11-18"))
    assert refused(settlement, scene, consents=old, at=later) == (
        "document_date", "Ya hay un acuerdo posterior, del 19 de noviembre de 2026. Hace falta un documento más nuevo.",
    )  # fmt: skip
    new = consents(scene.company, scene.community, paper=new_paper(dated="2026-11-25"))
    settlement(scene, consents=new, level=3, at=later)
    assert scene.fresh().state == State.FULFILLED


def test_a_paper_older_than_what_does_not_agree_settles_nothing(scene):
    old = consents(scene.company, scene.community, paper=new_paper(dated="2026-11-01"))

    assert refused(settlement, scene, consents=old, level=2) == (
        "document_date",
        "Lo que hoy no coincide se vio el 1 de noviembre de 2026 o después, así que ese documento no lo resuelve. Hace "
        "falta uno posterior.",
    )
    assert scene.fresh().state == State.DISPUTED


def test_what_was_seen_on_the_day_of_the_paper_is_not_settled_by_it(scene):
    same_day = consents(scene.company, scene.community, paper=new_paper(dated="2026-11-15"))

    assert refused(settlement, scene, consents=same_day, level=3) == (
        "document_date",
        "Lo que hoy no coincide se vio el 15 de noviembre de 2026 o después, así que ese documento no lo resuelve. "
        "Hace falta uno posterior.",
    )


def test_who_owes_does_not_settle_it_with_a_body_of_its_own_against_who_verified():
    scene = Scene()
    scene.community.parent = scene.company
    scene.community.save()
    claim(scene)
    verification(scene, level=1)
    assert scene.fresh().state == State.DISPUTED

    assert refused(settlement, scene, level=3)[0] == "own_debt"


def test_what_was_signed_to_close_it_settles_nothing_once_that_was_objected_to(scene):
    paper = signed(scene, scene.company, scene.community, dated="2026-11-19")
    close(scene, consents=consents(scene.company, scene.community, paper=paper))
    objection(scene, at=NOON + datetime.timedelta(days=1))
    assert scene.fresh().state == State.DISPUTED

    both = consents(scene.company, scene.community, paper=paper)
    assert refused(settlement, scene, consents=both, level=3, at=NOON + datetime.timedelta(days=2)) == (
        "document_date",
        "El cierre anterior se levantó el 21 de noviembre de 2026: hace falta un documento posterior de Minera.",
    )


def test_only_those_who_keep_the_records_write_it_down(scene):
    for who, user in scene.people().items():
        if who not in ("coordinator", "registrar"):
            with pytest.raises(PermissionDenied, match="Solo el registro o la coordinación"):
                settlement(scene, by=user)


def test_only_a_dispute_is_settled():
    assert refused(settlement, Scene()) == ("not_disputed", "Este compromiso no está en disputa: Pendiente.")


def test_one_paper_of_both_sides_with_its_day_and_how_much(scene):
    two = [*consents(scene.company), *consents(scene.community)]

    assert refused(settlement, scene, consents=two) == (
        "consent", "Hace falta un solo documento que firmen todos: quien debe y quienes reciben.",
    )  # fmt: skip
    assert refused(settlement, scene, consents=consents(scene.company)) == (
        "consent", "Falta el documento con que está de acuerdo: Anta.",
    )  # fmt: skip
    assert refused(settlement, scene, consents=consents(scene.community))[1].endswith("Minera.")
    month = consents(scene.company, scene.community, paper=new_paper(dated="2026-11"))
    assert refused(settlement, scene, consents=month) == (
        "document_date", "Indique el día exacto del documento: desde ese día vale lo acordado.",
    )  # fmt: skip
    for level in (None, 4, -1):
        assert refused(settlement, scene, level=level) == ("level", "Elija cuánto dice el documento que está hecho.")


def test_a_paper_on_record_that_both_signed_settles_it(scene):
    paper = signed(scene, scene.company, scene.community, dated="2026-11-20")

    row = settlement(scene, consents=consents(scene.company, scene.community, paper=paper))

    assert (list(row.documents.all()), row.day) == ([paper], day("2026-11-20"))


# By a verifier whom both named


def test_a_verifier_whom_both_named_in_writing_gives_the_level(scene):
    finding = verification(scene, level=1, observed=day("2026-11-16"))
    naming = [
        Consent(scene.company, new_paper(dated="2026-11-17")), Consent(scene.community, new_paper(dated="2026-11-18")),
    ]  # fmt: skip

    row = settlement(scene, verification=finding, level=None, consents=naming)

    commitment = scene.fresh()
    assert (row.level, row.day, row.by_verifier, row.assessment) == (1, day("2026-11-18"), True, finding)
    assert (commitment.state, commitment.finding_level, row.documents.count()) == (State.IN_PROGRESS, 1, 2)


def test_a_complete_finding_of_a_named_verifier_is_verified_by_a_third_party(scene):
    finding = verification(scene)

    settlement(scene, verification=finding, level=None)

    assert (scene.fresh().state, scene.fresh().confirmed_by) == (State.FULFILLED, ConfirmedBy.VERIFIER)


def test_no_verifier_is_imposed_by_one_side(scene):
    finding = verification(scene)

    for side in (scene.company, scene.community):
        assert refused(settlement, scene, verification=finding, consents=consents(side))[0] == "consent"


def test_only_an_independent_level_of_this_commitment_counts(scene):
    sister = factories.PartyFactory(sector=Sector.COMPANY, short_name="Constructora")
    by = scene.member(Role.VERIFIER, sister)
    other = Scene()
    words = ("verification", "Elija una verificación independiente de este compromiso, que diga cuánto está hecho.")

    for finding in (
        verification(scene, party=sister, by=by),
        verification(scene, level=None),
        verification(other),
        verdict(scene, level=1, note="Otra vez"),
    ):
        assert refused(settlement, scene, verification=finding) == words


def test_sent_twice_it_is_one_settlement(scene):
    first = settlement(scene, version=3)

    assert settlement(scene, version=3) == first
    assert refused(settlement, scene, version=3, level=3)[0] == "stale"


def test_a_claim_withdrawn_settles_it_without_any_paper(scene):
    """Story: claim withdrawn. Who declared it done says less, and nothing is in dispute any more."""
    claim(scene, level=1, observed=day("2026-11-19"), evidence=(), at=NOON + datetime.timedelta(hours=1))

    assert scene.fresh().state == State.IN_PROGRESS
    assert scene.timeline()[-1] == (Step.CLAIMED, State.DISPUTED, State.IN_PROGRESS)
