"""A file of each kind that the community sent, before anybody published anything."""

from agreements.models import Evidence
from agreements.services.evidence import NewEvidence, attach_evidence
from mesas.uploads import check_upload
from tests.agreements.scene import NOON
from tests.mesas import files
from tests.mesas.offices import office
from tests.mesas.test_sound import sound

SENT = {
    "photo": (files.photo_with_secrets(), "casa.jpg"),
    "pdf": (files.pdf(), "acta.pdf"),
    "office": (office("docx"), "informe.docx"),
    "audio": (sound("tone.m4a"), "nota.m4a"),
}


def stored(scene, what="photo", **more):
    data, name = SENT[what]
    new = NewEvidence(file=check_upload(files.upload(data, name)), caption="La casa de Rosa", place="Calle 3", **more)
    [row] = attach_evidence(scene.commitment, by=scene.representative, evidence=[new], at=NOON)
    return row


def fresh(row):
    return Evidence.objects.get(pk=row.pk)
