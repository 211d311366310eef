"""Signing in and out, and what one changes about oneself."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.services import set_language

PASSWORD = "tres palabras juntas"

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa():
    return get_user_model().objects.create_user("rosa", password=PASSWORD)


def sign_in(client, password=PASSWORD, username="rosa", **more):
    return client.post(reverse("account_login"), {"login": username, "password": password, **more})


def test_a_name_and_a_password_are_enough(client, rosa):
    answer = sign_in(client)

    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(rosa.pk)


def test_a_page_that_asks_to_sign_in_is_shown_afterwards(client, rosa):
    asked = client.get("/cuenta/")
    assert (asked.status_code, asked.url) == (302, "/cuenta/entrar/?next=/cuenta/")

    page = client.get(asked.url)
    assert '<input type="hidden" name="next" value="/cuenta/">' in page.content.decode()
    assert sign_in(client, next="/cuenta/").url == "/cuenta/"


@pytest.mark.parametrize(
    "next_page", ["https://otro.example/", "//otro.example/", "javascript:alert(1)", "/\\otro.example"]
)
def test_nobody_is_sent_to_another_site(client, rosa, next_page):
    assert sign_in(client, next=next_page).url == "/"


def test_a_wrong_password_keeps_the_name_and_not_the_password(client, rosa):
    page = sign_in(client, "otra cosa")

    assert page.status_code == 200
    assert page.context["form"].errors == {
        "__all__": ["El usuario o la contraseña no son correctos. Revise las mayúsculas."]
    }
    assert 'value="rosa"' in page.content.decode()
    assert "otra cosa" not in page.content.decode()


def test_an_unknown_name_is_answered_like_a_wrong_password(client, rosa):
    known, unknown = sign_in(client, "otra cosa"), sign_in(client, "otra cosa", username="nadie")

    assert known.context["form"].errors == unknown.context["form"].errors


def test_the_sixth_wrong_password_in_five_minutes_is_not_even_tried(client, rosa):
    for _ in range(5):
        sign_in(client, "otra cosa")

    page = sign_in(client)
    assert page.context["form"].errors == {"__all__": ["Demasiados intentos. Espere cinco minutos y pruebe otra vez."]}
    assert "_auth_user_id" not in client.session


def test_a_flood_of_attempts_from_one_place_is_stopped(client):
    pages = [sign_in(client, username=f"nadie-{number}") for number in range(31)]

    assert [page.status_code for page in pages] == [200] * 30 + [429]
    assert "Hubo demasiados intentos seguidos" in pages[-1].content.decode()


def test_the_demo_password_opens_nothing_outside_development(client, settings, rosa):
    rosa.set_password(settings.DEMO_PASSWORD)
    rosa.save()
    settings.DEMO = False
    assert sign_in(client, settings.DEMO_PASSWORD).status_code == 200

    settings.DEMO = True
    assert sign_in(client, settings.DEMO_PASSWORD).status_code == 302


def test_signing_out_asks_and_then_clears_what_this_device_kept(client, rosa):
    client.force_login(rosa)
    page = client.get("/cuenta/salir/")
    assert "todavía no envió se borrará" in page.content.decode()
    assert "Clear-Site-Data" not in page
    assert "_auth_user_id" in client.session

    answer = client.post("/cuenta/salir/")
    assert (answer.status_code, answer.url) == (302, "/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_alone(client):
    assert client.get("/cuenta/registro/").status_code == 404
    assert client.get("/cuenta/signup/").status_code == 404


def test_a_password_is_changed_with_the_old_one_and_one_stays_signed_in(client, rosa):
    client.force_login(rosa)
    new = {"password1": "otras tres palabras", "password2": "otras tres palabras"}
    refused = client.post("/cuenta/clave/", {"oldpassword": "no era", **new})
    assert refused.context["form"].errors == {"oldpassword": ["Esa no es su contraseña de ahora."]}

    assert client.post("/cuenta/clave/", {"oldpassword": PASSWORD, **new}).status_code == 302
    rosa.refresh_from_db()
    assert rosa.check_password("otras tres palabras")
    assert client.get("/cuenta/").status_code == 200


def test_pages_are_in_the_language_that_one_chose(client, rosa):
    client.force_login(rosa)
    assert client.get("/cuenta/", headers={"Accept-Language": "en"})["Content-Language"] == "es"

    assert client.post("/cuenta/", {"language": "qu"}).status_code == 302
    page = client.get("/cuenta/")
    assert page["Content-Language"] == "qu"
    assert '<html lang="qu">' in page.content.decode()


def test_only_a_language_of_the_list_is_taken(client, rosa):
    client.force_login(rosa)
    page = client.post("/cuenta/", {"language": "de"})

    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["language"]
    rosa.refresh_from_db()
    assert rosa.language == "es"


def test_nobody_chooses_the_language_of_another(rosa):
    other = get_user_model().objects.create_user("julia")
    with pytest.raises(PermissionDenied):
        set_language(rosa, by=other, language="qu")


def test_the_administration_has_no_door_of_its_own(client, rosa):
    asked = client.get("/admin/", follow=True)
    assert asked.redirect_chain[-1] == ("/cuenta/entrar/?next=/admin/", 302)
    assert client.post("/admin/login/", {"username": "rosa", "password": PASSWORD}).url.startswith("/cuenta/entrar/")

    client.force_login(rosa)
    assert client.get("/admin/login/").status_code == 403
    assert client.get("/admin/").status_code == 403
