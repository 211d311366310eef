"""Who is left to ask for a commitment, and which mesas took it over."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES, Record
from agreements.models import Commitment
from agreements.querysets.cover import Asking
from agreements.querysets.heritage import Heritage
from agreements.sentences.cover import since_when
from agreements.showing.links import address
from agreements.showing.record import Fact
from mesas.choices import Answer
from mesas.models import Mesa


def cover_facts(commitment: Commitment, user: Any, on: datetime.date) -> list[Fact]:
    """Of an open debt, whether anybody asks for it; of any, who took it over. What sources tell is no alarm."""
    takers = Heritage(user).takers_of([commitment]).get(commitment.pk, [])
    facts = [
        Fact(_("Heredado por"), mesa.name, address("mesa", mesa.slug), _("sigue con su código y se cuenta una vez"))
        for mesa in takers
    ]
    if commitment.state not in OPEN_STATES:
        return facts
    cover = Asking(on, near=[commitment.mesa_id, *(mesa.pk for mesa in takers)]).of([commitment])[commitment.pk]
    kind = {Answer.UNKNOWN: "none", Answer.NO: "late" if commitment.record == Record.MEMBERS else ""}
    return [*facts, Fact(_("Quién pregunta"), since_when(cover, on), kind=kind.get(cover.answer, ""))]


def taken_by(mesas: Sequence[Mesa]) -> str:
    """In one line of a list."""
    return _("Heredado por %(mesas)s") % {"mesas": ", ".join(mesa.code for mesa in mesas)} if mesas else ""
