"""Making and correcting a record: what is kept, what is refused, and where its address leads."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.models import Assessment, Evidence, Milestone, Notice, Occurrence, Reschedule, SessionReview, Transition
from conflicts.choices import SlugKind
from conflicts.models import Casualty, Conflict, Episode, OldSlug
from conflicts.partial_dates import PartialDate
from conflicts.services.records import AS_IT_WAS, correct_record, create_record, version_of
from tests.factories import (
    CasualtyFactory,
    ConflictFactory,
    EpisodeFactory,
    MesaFactory,
    SessionFactory,
    SourceFactory,
    UserFactory,
)

AT = datetime.datetime(2030, 1, 7, 15, 0, tzinfo=datetime.UTC)
WHY = "Según la Defensoría"

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(is_staff=True)


def refused(action, *args, **said):
    with pytest.raises(ValidationError) as refusal:
        action(*args, **said)
    errors = refusal.value.error_dict if hasattr(refusal.value, "error_dict") else {"": refusal.value.error_list}
    return {name: [error.code for error in each] for name, each in errors.items()}


def test_a_correction_says_who_when_why_and_keeps_the_value_before(administrator):
    episode = EpisodeFactory(started=PartialDate.year(2012))

    corrected = correct_record(
        episode,
        by=administrator,
        changes={"started": PartialDate.month(2012, 5, "a fines de mayo")},
        reason=f" {WHY}\n ",
        at=AT,
    )

    assert (corrected.started.iso, corrected.started.words) == ("2012-05", "a fines de mayo")
    assert episode.started == PartialDate.year(2012), "the row given stays as it was"
    latest, first = episode.history.all()
    assert (latest.history_user, latest.history_date, latest.history_change_reason) == (administrator, AT, WHY)
    assert [version.started_on for version in (latest, first)] == [
        datetime.date(2012, 5, 31),
        datetime.date(2012, 12, 31),
    ]


def test_links_are_told_in_the_reason(administrator):
    old, new = SourceFactory(title="Reporte 99"), SourceFactory(title="Reporte 100")
    episode = EpisodeFactory()
    episode.sources.add(old)

    correct_record(episode, by=administrator, changes={"sources": [old, new]}, reason=WHY)

    assert set(episode.sources.all()) == {old, new}
    assert episode.history.first().history_change_reason == f"{WHY}\nfuentes: Reporte 99 → Reporte 100; Reporte 99"


def test_a_row_without_history_gets_its_first_values(administrator):
    (episode,) = Episode.objects.bulk_create([Episode(conflict=ConflictFactory(), name="Paro")])

    correct_record(episode, by=administrator, changes={"name": "Paro de mayo"}, reason=WHY, at=AT)
    correct_record(episode, by=administrator, changes={"name": "Paro de mayo de 2012"}, reason=WHY, at=AT)

    assert list(episode.history.values_list("name", "history_change_reason", "history_user", "history_date")) == [
        ("Paro de mayo de 2012", WHY, administrator.pk, AT),
        ("Paro de mayo", WHY, administrator.pk, AT),
        ("Paro", AS_IT_WAS, None, AT),
    ]


@pytest.mark.parametrize(
    ("changes", "reason", "code"),
    [
        ({"name": "Otro"}, "", {"": ["no_reason"]}),
        ({"name": "Otro"}, "x" * 501, {"": ["long_reason"]}),
        ({"name": "Paro"}, WHY, {"": ["unchanged"]}),
        ({"ref": "E1"}, WHY, {"": ["not_correctable"]}),
        ({"conflict": None}, WHY, {"": ["not_correctable"]}),
        ({"id": 7}, WHY, {"": ["not_correctable"]}),
        ({"history": None}, WHY, {"": ["not_correctable"]}),
        ({"name": "x" * 161}, WHY, {"name": ["max_length"]}),
        ({"kind": "nada"}, WHY, {"kind": ["invalid_choice"]}),
    ],
)
def test_what_is_refused_changes_nothing(administrator, changes, reason, code):
    episode = EpisodeFactory(name="Paro")

    assert refused(correct_record, episode, by=administrator, changes=changes, reason=reason) == code
    assert list(episode.history.values_list("name", flat=True)) == ["Paro"]


def test_a_rule_of_the_whole_row_speaks_in_human_words(administrator):
    with pytest.raises(ValidationError, match="Indique al menos una cifra: muertos, heridos o detenidos"):
        correct_record(CasualtyFactory(), by=administrator, changes={"killed": None}, reason=WHY)
    assert refused(create_record, Casualty(episode=EpisodeFactory(), group="civil"), by=administrator) == {
        "__all__": [None]
    }


def test_an_old_version_is_refused_with_what_stands_now(administrator):
    episode = EpisodeFactory(name="Paro")
    seen = version_of(episode)
    correct_record(episode, by=administrator, changes={"name": "Paro de mayo"}, reason=WHY, seen=seen)

    with pytest.raises(ValidationError) as refusal:
        correct_record(episode, by=administrator, changes={"name": "Paro regional"}, reason=WHY, seen=seen)

    (error,) = refusal.value.error_list
    assert (error.code, error.params["now"]) == ("stale", "nombre: Paro de mayo")
    again = correct_record(
        episode, by=administrator, changes={"name": "Paro regional"}, reason=WHY, seen=error.params["seen"]
    )
    assert again.name == "Paro regional"


@pytest.mark.parametrize(
    "model", [Assessment, Evidence, Milestone, Notice, Occurrence, Reschedule, SessionReview, Transition]
)
def test_what_somebody_said_or_did_is_answered_never_corrected(administrator, model):
    assert refused(correct_record, model(pk=1), by=administrator, changes={}, reason=WHY) == {"": ["append_only"]}
    assert refused(create_record, model(), by=administrator) == {"": ["append_only"]}


@pytest.mark.parametrize("staff", [{"is_staff": False}, {"is_staff": True, "is_active": False}])
def test_only_administrators_add_and_correct(staff):
    who, episode = UserFactory(**staff), EpisodeFactory()

    with pytest.raises(PermissionDenied):
        correct_record(episode, by=who, changes={"name": "Otro"}, reason=WHY)
    with pytest.raises(PermissionDenied):
        create_record(Episode(conflict=episode.conflict, name="Otro"), by=who)


def test_other_forms_see_that_a_record_changed(administrator):
    session = SessionFactory(version=3)

    assert correct_record(session, by=administrator, changes={"place": "Plaza"}, reason=WHY).version == 4


def test_an_address_that_was_given_up_stays_with_the_record(administrator):
    mesa = MesaFactory(slug="espinar")
    for slug in ("espinar-2012", "espinar", "esp-2012"):
        mesa = correct_record(mesa, by=administrator, changes={"slug": slug}, reason=WHY)

    assert list(OldSlug.objects.order_by("slug").values_list("kind", "slug", "target_id")) == [
        (SlugKind.MESA, "espinar", mesa.pk),
        (SlugKind.MESA, "espinar-2012", mesa.pk),
    ]


def test_a_new_record_gets_an_address_that_nobody_has_or_had(administrator):
    first = create_record(Conflict(name="Ñahui, Río Santo Tomás"), by=administrator)
    correct_record(first, by=administrator, changes={"slug": "nahui"}, reason=WHY)
    second = create_record(Conflict(name="Ñahui, Río Santo Tomás"), by=administrator)
    nameless = create_record(Conflict(name="¿?"), by=administrator)

    assert [second.slug, nameless.slug] == ["nahui-rio-santo-tomas-2", "conflicto"]
