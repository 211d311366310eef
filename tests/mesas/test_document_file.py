"""The file of a document: a copy for everybody where there is one, the original for few."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from conflicts.choices import Grade, Role
from mesas.models import Document
from tests import factories

pytestmark = pytest.mark.django_db


def document(mesa, *, copy=True):
    row = factories.DocumentFactory(mesa=mesa, original_name="acta firmada.pdf", sha256="a" * 64)
    row.original.save("x.pdf", ContentFile(b"%PDF original"), save=False)
    if copy:
        row.public_copy.save("y.pdf", ContentFile(b"%PDF tachado"), save=False)
    row.save()
    return row


def content(response):
    return b"".join(response.streaming_content)


def member(client, mesa, role, **more):
    client.force_login(factories.MembershipFactory(conflict=mesa.conflict, role=role, **more).user)


def test_everybody_is_given_the_copy_to_keep(client):
    row = document(factories.MesaFactory())

    response = client.get(reverse("document_file", args=[row.pk]))

    assert content(response) == b"%PDF tachado"
    assert response["Content-Disposition"] == f'attachment; filename="{row.mesa.code}-documento-{row.pk}.pdf"'


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.COORDINATOR, 200),
        (Role.REGISTRAR, 200),
        (Role.VERIFIER, 200),
        (Role.REPRESENTATIVE, 403),
        (Role.DELEGATE, 403),
        (Role.OBSERVER, 403),
    ],
)
@pytest.mark.parametrize(("copy", "query"), [(True, "?original=1"), (False, "")])
def test_the_original_is_for_staff_and_verifiers(client, role, status, copy, query):
    row = document(factories.MesaFactory(), copy=copy)
    member(client, row.mesa, role, party=factories.PartyFactory())

    response = client.get(reverse("document_file", args=[row.pk]) + query)

    assert response.status_code == status
    if status == 200:
        assert content(response) == b"%PDF original"
        assert response["Content-Disposition"] == 'attachment; filename="acta firmada.pdf"'


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("acta.PDF", "acta.PDF"), ("acta.html", "acta.html.pdf"), ("acta.exe", "acta.exe.pdf"), ("acta", "acta.pdf")],
)
def test_whoever_keeps_a_file_gets_it_with_the_ending_of_what_it_is(client, sent, kept):
    row = document(factories.MesaFactory())
    Document.objects.filter(pk=row.pk).update(original_name=sent)
    member(client, row.mesa, Role.COORDINATOR)

    response = client.get(reverse("document_file", args=[row.pk]) + "?original=1")

    assert response["Content-Disposition"] == f'attachment; filename="{kept}"'


def test_signed_out_there_is_no_original_and_no_hidden_document(client):
    shown, hidden = factories.MesaFactory(), factories.MesaFactory(grade=Grade.MEMBERS)

    answers = [
        client.get(reverse("document_file", args=[document(mesa, copy=copy).pk]) + query).status_code
        for mesa, copy, query in ((shown, True, "?original=1"), (shown, False, ""), (hidden, True, ""))
    ]

    assert answers == [404, 404, 404]


def test_a_document_without_a_file_or_whose_file_is_gone_is_not_found(client):
    mesa = factories.MesaFactory()
    member(client, mesa, Role.COORDINATOR)
    gone = document(mesa, copy=False)
    gone.original.storage.delete(gone.original.name)

    for row in (factories.DocumentFactory(mesa=mesa), gone):
        assert client.get(reverse("document_file", args=[row.pk])).status_code == 404
