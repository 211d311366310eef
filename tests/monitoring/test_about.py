"""Who runs this: said where it is known, and said to be missing where it is not."""


def test_it_names_who_answers_for_it_and_where_to_write(client, db, settings):
    settings.MESAS_OPERATOR, settings.MESAS_CONTACT = "Red de prueba", "registro@example.pe"
    content = client.get("/acerca/").content.decode()

    assert ("Red de prueba" in content, "registro@example.pe" in content) == (True, True)
    assert "todavía no escribió" not in content


def test_it_says_that_nobody_has_said_so_yet(client, db, settings):
    settings.MESAS_OPERATOR = settings.MESAS_CONTACT = ""
    content = client.get("/acerca/").content.decode()

    assert "todavía no escribió aquí su nombre" in content
    assert "aún no indica una dirección propia" in content


def test_it_costs_no_query_and_is_only_read(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/acerca/").status_code == 200
    assert client.post("/acerca/").status_code == 405
