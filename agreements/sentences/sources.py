"""What only public sources tell: never an assessment, and never called late when one of them gives it as done."""

from django.utils.translation import gettext as _

from agreements.choices import Timing
from agreements.sentences.calendar import due_part, overdue_days
from agreements.sentences.told import Part, Reported, Told
from conflicts.partial_dates import Precision
from mesas.choices import ReportedState


def source_parts(told: Told) -> list[Part]:
    return [*(reported_part(one) for one in told.reported if one.state), *news_parts(told)]


def reported_part(one: Reported) -> Part:
    texts = {
        ReportedState.PENDING: _("Una fuente dice que está pendiente"),
        ReportedState.IN_PROGRESS: _("Una fuente dice que está en ejecución"),
        ReportedState.FULFILLED: _("Una fuente lo da por cumplido"),
        ReportedState.DISPUTED: _("Una fuente dice que está en disputa"),
        ReportedState.PERMANENT: _("Una fuente dice que es permanente"),
    }
    day = one.as_of if one.as_of.is_known else None
    return Part(texts[ReportedState(one.state)], day=day, source=str(one.said_by))


def is_given_as_done(told: Told) -> bool:
    return any(one.state == ReportedState.FULFILLED for one in told.reported)


def news_parts(told: Told) -> list[Part]:
    """How long ago the term passed, and until when anything is known."""
    if is_given_as_done(told):
        return []
    if told.timing in (Timing.OVERDUE, Timing.VERY_OVERDUE):
        text = _("Plazo vencido %(ago)s; %(news)s") % {"ago": overdue_days(told.due, told.on), "news": last_news(told)}
        return [Part(text)]
    news = last_news(told)
    return [due_part(told), Part(f"{news[0].upper()}{news[1:]}")]


def last_news(told: Told) -> str:
    if told.only_signing:
        return _("la única fuente es la de la firma")
    if told.news is None or not told.news.is_known:
        return _("sin noticia posterior")
    if told.news.precision == Precision.DAY:
        return _("sin noticia posterior al %(day)s") % {"day": told.news}
    return _("sin noticia posterior a %(day)s") % {"day": told.news}
