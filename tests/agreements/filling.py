"""Filling in the pages that close, object, reopen and settle."""

from django.urls import reverse
from django.utils import timezone

from tests.mesas import files

STEPS = ("commitment_close", "commitment_object", "commitment_reopen", "commitment_settle")
TODAY = timezone.localdate()


def pages(scene):
    return [reverse(name, args=[scene.commitment.code]) for name in STEPS]


def send(client, scene, step="commitment_close", *, by="coordinator", query="", **typed):
    """Opened first, so that it carries what the page carries."""
    client.force_login(getattr(scene, by))
    address = reverse(step, args=[scene.commitment.code]) + query
    sent = {"version": scene.fresh().version, **typed}
    return client.post(address, sent)


def paper(*parties, number=1, on=TODAY, **more):
    typed = {
        "kind": "acta-de-asamblea", "title": "Acta de conformidad", "dated_day": str(on.day),
        "dated_month": str(on.month), "dated_year": str(on.year), "file": files.upload(files.pdf(), "acta.pdf"),
        "signers": [party.pk for party in parties], **more,
    }  # fmt: skip
    return {f"paper_{number}_{name}": value for name, value in typed.items()}
