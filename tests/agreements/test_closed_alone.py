"""What one side, one person, an old finding or the acta itself does not end."""

import pytest

from agreements.choices import State
from conflicts.choices import Role
from mesas.choices import DocumentKind
from mesas.models import Document
from tests.agreements.closing import close, consents, refused, signed
from tests.agreements.scene import Scene, day, shown
from tests.agreements.speaking import verdict, verification
from tests.agreements.test_closings import BACKING, WAYS

pytestmark = pytest.mark.django_db


def test_a_finding_does_not_stand_in_for_who_receives_once_it_was_found_complete():
    scene = Scene()
    old = verification(scene, level=0, observed=day("2026-11-10"), note="No hay agua en la quebrada.")
    verification(scene, level=3, observed=day("2026-11-16"), evidence=[shown(b"obra terminada")])
    verdict(scene, level=1)
    assert scene.fresh().state == State.DISPUTED

    assert refused(close, scene, State.CLOSED_UNMET, consents=(), verification=old) == BACKING
    new = verification(scene, level=1, observed=day("2026-11-18"), note="Se secó.", evidence=[shown(b"seco")])
    close(scene, State.CLOSED_UNMET, consents=(), verification=new)


def test_nobody_closes_it_with_what_she_found_herself():
    scene = Scene()
    scene.member(Role.VERIFIER, scene.church, user=scene.coordinator)
    own = verification(scene, by=scene.coordinator, level=0, note="No hay agua en la quebrada.")

    assert refused(close, scene, State.CLOSED_UNMET, consents=(), verification=own) == BACKING


@pytest.mark.parametrize("way", WAYS)
def test_who_owes_does_not_end_a_debt_with_a_body_of_its_own(way):
    scene = Scene()
    scene.community.parent = scene.company
    scene.community.save()

    assert refused(close, scene, way) == (
        "own_debt",
        "Quien recibe depende de quien debe: lo que firman entre ellos solos no termina una deuda. Revise quién "
        "recibe, o pida una verificación independiente.",
    )
    finding = verification(scene, level=0, note="No hay agua en la quebrada.")
    if way == State.CLOSED_UNMET:
        close(scene, way, consents=(), verification=finding)


@pytest.mark.parametrize("known", ["agreed", "document", "nothing"])
def test_the_acta_in_which_it_was_promised_never_ends_it(known):
    """Also where nobody knows the day of the agreement itself."""
    scene = Scene()
    acta = signed(scene, scene.company, scene.community, dated="2026-01-10", kind=DocumentKind.ACTA)
    copy = signed(scene, scene.company, scene.community, dated="2026-01-10", kind=DocumentKind.ACTA)
    dates = {"agreed": "2026-01-10", "document": "", "nothing": ""}
    scene.commitment.agreed, scene.commitment.document = day(dates[known]), acta
    scene.commitment.save()
    if known == "nothing":
        Document.objects.filter(pk=acta.pk).update(dated_on=None, dated_precision="unknown")

    too_old = ("document_date", "El documento de Minera tiene que ser posterior al compromiso.")
    unknown = ("document_date", "Indique la fecha del documento de Minera; no puede ser posterior a hoy.")
    papers = {paper: consents(scene.company, scene.community, paper=paper) for paper in (acta, copy)}
    acta.refresh_from_db()
    assert refused(close, scene, consents=consents(scene.company, scene.community, paper=acta)) == (
        unknown if known == "nothing" else too_old
    )
    if known != "nothing":
        assert refused(close, scene, consents=papers[copy]) == too_old
