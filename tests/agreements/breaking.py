"""A written demand, a finding of breach and its answer, said in the usual way, so that a test names what differs."""

import datetime

from agreements.services.breach import demand_in_writing, find_breach, reply_to_breach
from mesas.choices import DocumentKind
from tests.agreements.closing import new_paper
from tests.agreements.scene import NOON, TODAY, day, shown


def letter(title="Oficio 12", dated="2026-11-10", kind=DocumentKind.LETTER):
    return new_paper(title, dated, kind)


def demand(scene, **more):
    """Anta's representative puts her community's letter on record, received on 12 November."""
    told = {
        "party": scene.community, "by": scene.representative, "received_on": datetime.date(2026, 11, 12),
        "document": letter(), "at": NOON,
    }  # fmt: skip
    return demand_in_writing(scene.commitment, **{**told, **more})


def breach(scene, **more):
    """The vicariate's verifier found little done, today, with a photo of her own."""
    told = {
        "party": scene.church, "by": scene.verifier, "level": 1, "observed": day(TODAY.isoformat()),
        "evidence": [shown(b"visita")], "at": NOON,
    }  # fmt: skip
    return find_breach(scene.commitment, **{**told, **more})


def reply(scene, finding, **more):
    """The company's delegate answers."""
    told = {"party": scene.company, "by": scene.delegate, "text": "La lluvia cortó la vía.", "at": NOON}
    return reply_to_breach(scene.commitment, finding=finding, **{**told, **more})
