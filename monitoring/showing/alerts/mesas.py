"""What needs a person at her mesas: mandates that end, sessions without their acta, mesas that no longer meet."""

import datetime
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agreements.querysets.silence import silent
from agreements.sentences.notices import mandate_ending, mesa_silent
from agreements.showing.links import address
from conflicts.wording import distance, in_words
from mesas.choices import DocumentMark
from mesas.models import Mandate, Mesa, Session
from mesas.querysets.cover import ending
from monitoring.showing.alerts.items import Item
from monitoring.showing.alerts.who import Who

#: Days before the end of a mandate from which on it stands here, and after a session without its acta.
BEFORE_END, AFTER_SESSION = 60, 3


def mandates_of(who: Who) -> Sequence[tuple[Mandate, datetime.date]]:
    """For who keeps the records and for who represents somebody, the nearest end first. One query."""
    conflicts = who.keeps | frozenset(who.roles.represents)
    mesas = Mesa.objects.visible_to(who.user).filter(conflict__in=conflicts)
    return sorted(ending(mesas, who.on, BEFORE_END), key=lambda one: (one[1], one[0].pk))


def papers_of(who: Who) -> QuerySet:
    """For who keeps the records, the latest session first."""
    rows = Session.objects.visible_to(who.user).logged().without_signed_paper().filter(mesa__conflict__in=who.keeps)
    return rows.filter(day_on__lte=who.on - datetime.timedelta(days=AFTER_SESSION)).order_by("-day_on", "-pk")


def silent_of(who: Who) -> QuerySet:
    return silent(Mesa.objects.visible_to(who.user).filter(conflict__in=who.keeps), who.on)


def mandate_item(mandate: Mandate, end: datetime.date, on: datetime.date) -> Item:
    named = _("El mandato de la %(instrument)s") % {"instrument": mandate.instrument} if mandate.instrument else ""
    mesa = mandate.mesa
    href = f"{address('mesa', mesa.slug)}#mandatos"
    return Item(mesa.name, href, text=mandate_ending(end, 1, on, named), action=_("Ver el mandato"), action_href=href)


def paper_item(session: Session, on: datetime.date) -> Item:
    """`session` comes with its documents and its mesa."""
    is_unsigned = any(paper.mark == DocumentMark.UNSIGNED for paper in session.documents.all())
    told = {"day": in_words(session.day), "ago": distance(session.day.last or on, on), "mesa": session.mesa.code}
    said = _("%(mesa)s, del %(day)s, %(ago)s: el acta está sin firmar.")
    if not is_unsigned:
        said = _("%(mesa)s, del %(day)s, %(ago)s: no tiene acta.")
    href = session.get_absolute_url()
    return Item(str(session), href, text=said % told, action=_("Ver la sesión"), action_href=href)


def silent_item(mesa: Mesa, last_met: datetime.date, on: datetime.date) -> Item:
    return Item(
        mesa.name,
        mesa.get_absolute_url(),
        text=mesa_silent(last_met, 1, on, ""),
        action=_("Registrar sesión"),
        action_href=address("session_new", mesa.slug),
    )
