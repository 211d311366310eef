"""What a link between two mesas lists is kept in the administration, through the same door as everything else."""

import pytest

from agreements.models import Inherited
from mesas.choices import Inheritance
from tests import factories
from tests.admin.pages import address, correct, errors_of, fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    earlier = factories.MesaFactory(code="ESP-2012")
    later = factories.MesaFactory(code="ESP-2016", conflict=earlier.conflict)
    return factories.MesaLinkFactory(mesa=later, predecessor=earlier, inheritance=Inheritance.LISTED)


def add(office, link, commitment):
    place = address(Inherited, "add")
    typed = {"link": link.pk, "commitment": commitment.pk, "why": "Lo dice la primera acta."}
    return office.post(place, fields_of(office.get(place)) | typed)


def test_a_commitment_of_the_earlier_mesa_is_listed_and_put_right(office, link):
    wrong, right = (factories.CommitmentFactory(mesa=link.predecessor) for _each in range(2))

    assert add(office, link, wrong).status_code == 302
    row = Inherited.objects.get()
    assert correct(office, row, commitment=right.pk).status_code == 302
    row.refresh_from_db()
    assert (row.commitment, row.history.count()) == (right, 2)
    assert "ESP-2012" in office.get(address(Inherited, "changelist")).content.decode()


def test_also_one_that_the_earlier_mesa_had_taken_over_itself(office, link):
    first = factories.MesaFactory(conflict=link.mesa.conflict)
    factories.MesaLinkFactory(mesa=link.predecessor, predecessor=first, inheritance=Inheritance.ALL)

    assert add(office, link, factories.CommitmentFactory(mesa=first)).status_code == 302


def test_what_the_earlier_mesa_never_had_is_refused(office, link):
    own = factories.CommitmentFactory(mesa=link.predecessor)
    foreign = factories.CommitmentFactory()

    answer = add(office, link, foreign)
    assert errors_of(answer) == {
        "commitment": ["La mesa anterior de ese vínculo no tuvo ese compromiso. Elija uno de ESP-2012."]
    }
    add(office, link, own)
    answer = correct(office, Inherited.objects.get(), commitment=foreign.pk)
    assert list(errors_of(answer)) == ["commitment"]
    assert list(Inherited.objects.values_list("commitment", flat=True)) == [own.pk]


def test_a_link_that_takes_over_everything_lists_nothing(office, link):
    link.inheritance = Inheritance.ALL
    link.save()

    answer = add(office, link, factories.CommitmentFactory(mesa=link.predecessor))
    assert list(errors_of(answer)) == ["link"]
    assert Inherited.objects.count() == 0
