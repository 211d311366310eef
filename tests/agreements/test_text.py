"""A commitment is found by any word that a person may remember of it."""

from agreements.text import search_text_for


def test_codes_words_and_parties_stand_together_and_folded():
    found_by = search_text_for(
        code="ESP-2016-01",
        source_code="CM-001",
        title="Entregar el perfil del hospital",
        text="«El perfil se entregará a más tardar el 30 de noviembre»",
        clause="cláusula 4.ª",
        obligor_text="Ministerio de Salud",
        parties=["Ministerio de Salud", "MINSA"],
    )

    assert found_by == (
        "esp-2016-01 cm-001 entregar el perfil del hospital «el perfil se entregara a mas tardar el 30 de noviembre» "
        "clausula 4.a ministerio de salud minsa"
    )


def test_what_is_empty_leaves_no_trace():
    assert search_text_for(code="EJE-01", title="Agua") == "eje-01 agua"
