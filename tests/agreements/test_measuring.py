"""Whether a promise can be measured: asked once, told alike by the page, the list and the rule."""

from itertools import product

import pytest

from agreements.choices import NEEDED, Measured, Question, Record, measured
from agreements.models import Commitment
from agreements.querysets.measuring import measured_as
from mesas.choices import Answer
from tests import factories
from tests.agreements.reading import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("what", "who", "means", "found"),
    [
        ("si", "si", "si", "si"),
        ("si", "si", "no", "no"),
        ("no", "", "", "no"),
        ("", "si", "si", "no-conocido"),
        ("", "", "", "no-conocido"),
    ],
)
def test_what_who_and_means_make_it_measurable_and_a_single_no_is_enough(what, who, means, found):
    assert measured(dict(zip(NEEDED, (what, who, means), strict=True))) == found


def test_the_other_three_questions_decide_nothing():
    said = {question: Answer.YES if question in NEEDED else Answer.NO for question in Question}

    assert measured(said) == Measured.YES


def test_the_rule_and_the_database_say_the_same_of_all_27_answers():
    for answers in product(Answer.values, repeat=3):
        said = {question.column: answer for question, answer in zip(NEEDED, answers, strict=True)}
        factories.CommitmentFactory(title="-".join(answers), **said)

    by_rule: dict[str, set[str]] = {value: set() for value in Measured.values}
    for answers in product(Answer.values, repeat=3):
        by_rule[measured(dict(zip(NEEDED, answers, strict=True)))].add("-".join(answers))
    by_rows = {
        value: set(Commitment.objects.filter(measured_as(value)).values_list("title", flat=True))
        for value in Measured.values
    }

    assert (by_rows, {value: len(titles) for value, titles in by_rows.items()}) == (
        by_rule,
        {"si": 1, "no": 19, "no-conocido": 7},
    )


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("medible=si", ["Pozo"]),
        ("medible=no", ["Vago"]),
        ("medible=no-conocido", ["Nadie respondió"]),
        ("medible=si&medible=no", ["Pozo", "Vago"]),
        ("dice=como", ["Pozo"]),
        ("dice=que&dice=como", ["Pozo", "Vago"]),
        ("no-dice=como", ["Vago"]),
        ("no-dice=cuando", []),
        ("dice=que&no-dice=como", ["Vago"]),
    ],
)
def test_the_list_can_be_asked_and_answers_from_members_records_only(client, question, found):
    yes = {"measurable_what": "si", "measurable_who": "si", "measurable_means": "si"}
    factories.CommitmentFactory(title="Pozo", **yes)
    factories.CommitmentFactory(title="Vago", **{**yes, "measurable_means": "no"})
    factories.CommitmentFactory(title="Nadie respondió")
    factories.CommitmentFactory(title="De la prensa", record=Record.SOURCES, ref="C-1", **yes)

    response = client.get(f"/compromisos/?{question}&orden=codigo")

    assert sorted(row.commitment.title for row in response.context["rows"]) == found


def test_what_is_no_answer_is_told_and_the_chips_say_what_was_asked(client):
    page = read(client.get("/compromisos/?medible=quizas&no-dice=como&dice=quien"))

    assert "Medible, «quizas»: no es un valor de este filtro." in page
    assert "No está: «Dice cómo se comprobará»" in page
    assert "Dice quién lo hará" in page


def test_of_what_only_sources_tell_the_page_asks_nothing(open_page, scene):
    rows = Commitment.objects.filter(pk=scene.commitment.pk)
    rows.update(record=Record.SOURCES, ref="C-9")
    assert open_page().context["measurable_finding"] == ""

    rows.update(record=Record.MEMBERS, measurable_what="no", measurable_who="no")
    page = open_page()

    assert page.context["measurable_finding"] == "No es medible: no dice qué se hará y quién lo hará"
    assert 'href="/metodologia/#medible"' in page.content.decode()
