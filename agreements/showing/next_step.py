"""The one thing that this person can do now, and what else she can do. Policies say what she may."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES, DeadlineKind, State
from agreements.models import Commitment
from agreements.policies import Standing, standing_of
from agreements.showing.closed_steps import lifting_links, why_lift
from agreements.showing.links import Link, address
from agreements.showing.offers import Around, dating_link, of_the_record, others, pressing
from agreements.showing.periods import pressing_period
from agreements.showing.status import Status


@dataclass(frozen=True)
class NextStep:
    """One button at most, and links. `text` says why it is hers to do."""

    text: str = ""
    action: str = ""
    href: str = ""
    others: tuple[Link, ...] = ()


def next_step(
    user: Any,
    commitment: Commitment,
    status: Status,
    *,
    on: datetime.date,
    around: Around | None = None,
    standing: Standing | None = None,
) -> NextStep:
    """What comes first for who answers, then who owes, then who checks, then who keeps the records. `standing` is hers
    on that day, where it is known already."""
    around = around or Around()
    if not user.is_authenticated:
        login = f"{address('account_login')}?next={commitment.get_absolute_url()}"
        return NextStep(
            text=_("Si su comunidad, su entidad o su empresa está en esta mesa, entre para decir cómo va."),
            others=(Link(_("Entrar"), login),),
        )
    standing = standing or standing_of(user, commitment, on=on)
    record = of_the_record(standing, commitment)
    if commitment.state not in (*OPEN_STATES, State.FULFILLED):
        return closed(standing, commitment, around, on, record)
    if commitment.deadline_kind == DeadlineKind.RECURRING:
        return about_a_period(standing, commitment, on, record)
    steps = [
        *pressing(standing, commitment, status, around),
        *steps_of(standing, commitment, status),
        *others(standing, commitment, status, around, on),
        *record,
    ]
    if not steps:
        return NextStep(
            text=_(
                "Usted puede leer este compromiso. De él hablan quienes deben, quienes reciben, quien verifica y quien "
                "lleva el registro."
            )
        )
    return NextStep(
        text=reason(standing, status),
        action=steps[0].label,
        href=steps[0].href,
        others=tuple(steps[1:]),
    )


def about_a_period(standing: Standing, commitment: Commitment, on: datetime.date, record: Sequence[Link]) -> NextStep:
    """What she may say of the period that is over and owed, or of the one that runs."""
    text = _("Este compromiso se cumple por periodos: lo que se dice, se dice de cada periodo.")
    period, links = pressing_period(commitment, standing, on)
    if not links:
        return NextStep(text=text, others=tuple(record))
    first, *rest = (Link(f"{link.label}: {period}", link.href) for link in links)
    return NextStep(text=text, action=first.label, href=first.href, others=(*rest, *record))


def closed(
    standing: Standing, commitment: Commitment, around: Around, on: datetime.date, record: Sequence[Link]
) -> NextStep:
    """To lift the closing is what is left; for who speaks for a party or checks, the one thing to do."""
    links = [*lifting_links(standing, commitment, around.closing, on=on), *dating_link(standing, commitment)]
    text = why_lift(standing, around.closing, on=on)
    if links and (standing.own_judging or standing.verifies_for):
        return NextStep(text=text, action=links[0].label, href=links[0].href, others=(*links[1:], *record))
    return NextStep(text=text, others=(*links, *record))


def steps_of(standing: Standing, commitment: Commitment, status: Status) -> list[Link]:
    """All that she may do, the most pressing first."""
    said, code = status.told.said, commitment.code
    own_answer = standing.answers_for & standing.own_judging
    own_claim = standing.claims_for & standing.own_owing
    answered, claimed = said.verdicts.keys() & standing.answers_for, said.claims_standing.keys() & standing.claims_for
    verdict = Link(
        verdict_label(status, own=bool(own_answer), again=bool(answered)), address("commitment_verdict", code)
    )
    claim = Link(claim_label(status, own=bool(own_claim), again=bool(claimed)), address("commitment_claim", code))
    verify = Link(_("Registrar lo que vio"), address("commitment_verify", code))
    begin = Link(_("Mostrar que empezó el trabajo"), address("commitment_begin", code))
    evidence = Link(_("Agregar una foto o un documento"), address("commitment_evidence", code))
    is_answer_due = said.claim is not None or bool(own_answer)
    offered = [
        (bool(standing.answers_for) and is_answer_due, verdict),
        (bool(standing.claims_for) and not (own_claim and status.told.is_being_kept), claim),
        (bool(standing.answers_for) and not is_answer_due, verdict),
        (bool(standing.verifies_for), verify),
        (standing.may_begin and commitment.state == State.PENDING and not status.told.abstains, begin),
        (standing.may_add_evidence, evidence),
    ]
    return [link for is_open, link in offered if is_open and link.href]


def verdict_label(status: Status, *, own: bool, again: bool) -> str:
    if own and status.told.abstains and not again:
        return _("Decir si se respeta") if status.told.is_being_kept else _("Decir si se respetó")
    if own:
        return _("Algo cambió: decir de nuevo si se cumplió") if again else _("Decir si se cumplió")
    return _("Registrar lo que dice quien recibe")


def claim_label(status: Status, *, own: bool, again: bool) -> str:
    if own and status.told.abstains:
        return _("Decir si se respetó")
    if own:
        return _("Decir qué más se hizo") if again else _("Decir qué se hizo")
    return _("Registrar lo que declara quien debe")


def reason(standing: Standing, status: Status) -> str:
    """In whose name she would speak."""
    if standing.claims_for & standing.own_owing and status.told.is_being_kept:
        return _("Usted promete no hacer algo: no hay avance que declarar. Al terminar el periodo, diga si se respetó.")
    names = {key: str(party) for key, party in status.parties.items()}
    for parties, text in (
        (standing.answers_for & standing.own_judging, _("Usted representa a %(who)s, que espera este compromiso.")),
        (standing.claims_for & standing.own_owing, _("Usted habla por %(who)s, que debe este compromiso.")),
        (
            standing.own_receiving,
            _("Usted habla por %(who)s, que espera este compromiso. Responde su representante en la mesa."),
        ),
    ):
        if parties:
            return text % {"who": ", ".join(sorted(names[key] for key in parties if key in names))}
    if standing.verifies_for:
        return _("Usted no es parte: lo que vea cuenta como verificación.")
    return _("Usted lleva el registro: puede anotar lo que cada parte diga por escrito.") if standing.is_staff else ""
