"""The page of the method prints every figure from where it is counted, and the limits of this installation."""

from django.utils.html import escape

from monitoring.indicators.catalogue import every_indicator
from tests.agreements.reading import read


def test_every_indicator_is_explained_in_its_own_words(client):
    """It asks the database nothing: none of these tests may."""
    page = client.get("/metodologia/").content.decode()

    texts = [text for one in every_indicator() for text in (one.label, one.definition, one.formula, one.source)]
    texts += [out.reason[4:] for one in every_indicator() for out in one.leaves_out]  # it may begin a sentence
    assert [str(text) for text in texts if escape(str(text)) not in page] == []


def test_the_study_is_cited_and_the_voices_are_told(client):
    page = read(client.get("/metodologia/"))

    assert "4,258 acuerdos en 774 actas de 29 procesos de diálogo, de 2012 a 2019" in page
    assert "57.7 % sin plazo, 87 % sin encargado de seguimiento; 55 % de las actas sin agenda" in page
    assert "Quien debe, dice" in page
    assert "Callar no es cumplir, y cerrar tampoco." in page


def test_thresholds_are_those_in_force(client, settings):
    settings.MESAS_VERY_LATE_DAYS = 123
    settings.MESAS_DUE_SOON_DAYS = 7

    page = read(client.get("/metodologia/"))

    assert "Muy vencido 123 días" in page
    assert "Vencido hace más de 123 días." in page
    assert "Vence hoy o en los próximos 7 días." in page


def test_who_may_see_what_is_told(client):
    page = read(client.get("/metodologia/"))

    assert "Pública todo el mundo" in page
    assert "Interna coordinación y registro" in page
