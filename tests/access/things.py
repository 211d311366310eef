"""What people sent and said in that world: files with what their makers left in them, and three voices."""

import datetime
import io
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from pypdf import PdfWriter

from agreements.models import Evidence
from agreements.services.assessments import record_claim, record_verdict
from agreements.services.evidence import NewEvidence, attach_evidence
from agreements.services.publishing import publish_copy, redact_evidence, withdraw_copy
from conflicts.partial_dates import PartialDate
from mesas.models import Document
from mesas.uploads import check_upload
from mesas.uploads.audio.frames import bare_mp3
from mesas.uploads.public import check_public_copy
from tests.access.world import word
from tests.mesas import files, offices
from tests.mesas.test_sound import sound as tone

#: The day of which a verdict speaks and the one on which it was given: for members. Nothing else has these days.
SEEN, ANSWERED = datetime.date(2026, 3, 17), datetime.date(2026, 3, 19)
NEIGHBOUR_SAW, NEIGHBOUR_ANSWERED = datetime.date(2026, 3, 23), datetime.date(2026, 3, 25)
CLAIMED = datetime.date(2026, 2, 3)


def at(day: datetime.date) -> datetime.datetime:
    """Noon of that day in Lima."""
    return datetime.datetime.combine(day, datetime.time(17), tzinfo=datetime.UTC)


def photo(name: str) -> bytes:
    """With its author, the place on the map and a comment."""
    exif = Image.Exif()
    exif[0x013B] = word(f"autor {name}")
    exif.get_ifd(0x8825)[2] = (14.0, 47.0, 33.0)
    return files.photo((60, 40), exif=exif, comment=word(f"comentario {name}").encode())


def pdf(name: str) -> bytes:
    """With its author."""
    written, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(200, 100)
    writer.add_metadata({"/Author": word(f"autor {name}")})
    writer.write(written)
    return written.getvalue()


def sound(name: str) -> bytes:
    """With its author among the tags."""
    author = word(f"autor {name}").encode() + b"\0"
    frame = b"TPE1" + (len(author) + 1).to_bytes(4, "big") + b"\0\0\x03" + author
    return b"ID3\x04\0\0\0\0\0" + bytes([len(frame)]) + frame + bare_mp3(tone("tone.mp3"))


def text(name: str) -> bytes:
    """A file of Word with its author."""
    author = f"<p xmlns:dc='dc'><dc:creator>{word(f'autor {name}')}</dc:creator></p>"
    return offices.packed(offices.ooxml(**{"docProps/core.xml": author}))


def sent(name: str, ending: str = "jpg", **more: Any) -> NewEvidence:
    """A file as a form hands it on: `name` is in its name and in what it holds."""
    data = {"jpg": photo, "pdf": pdf, "mp3": sound, "docx": text}[ending](name)
    file = check_upload(files.upload(data, f"{word(f'archivo {name}')}.{ending}"))
    return NewEvidence(file=file, caption=word(f"leyenda {name}"), **more)


def fill(world: SimpleNamespace) -> None:
    """Evidence, voices and papers with files."""
    world.evidence = evidence(world)
    world.evidence |= voices(world)
    world.papers = papers(world)


def evidence(world: SimpleNamespace) -> dict[str, Evidence]:
    """What the community sent: some of it published, withdrawn, taken back."""

    def send(name: str, commitment: Any, ending: str = "jpg") -> Evidence:
        by = world.people["representative" if commitment != world.kept_in else "registrar"]
        new = sent(name, ending, place=word(f"sitio {name}"), taken=PartialDate.on(CLAIMED))
        [row] = attach_evidence(commitment, by=by, evidence=[new], at=at(CLAIMED))
        return row

    found = {
        "published": send("publicada", world.open),
        "unpublished": send("pendiente", world.open),
        "unpublished, without a copy": send("informe", world.open, "pdf"),
        "taken back": send("retirada", world.open),
        "sound, published": send("sonido", world.open, "mp3"),
        "paper, published as a copy": send("oficio", world.open, "docx"),
        "withdrawn": send("despublicada", world.open),
        "narrowed to members": send("reservada", world.narrowed),
        "narrowed to staff": send("guardada", world.kept_in),
    }
    registrar, coordinator = world.people["registrar"], world.people["coordinator"]
    for what in ("published", "taken back", "sound, published", "withdrawn"):
        publish_copy(found[what], by=registrar)
    copy = check_public_copy(files.upload(pdf("copia"), f"{word('archivo copia')}.pdf"))
    publish_copy(found["paper, published as a copy"], by=registrar, copy=copy)
    withdraw_copy(found["withdrawn"], by=registrar, reason=word("motivo de quitar"))
    redact_evidence(found["taken back"], by=coordinator, reason=word("motivo de retirar"))
    return found


def voices(world: SimpleNamespace) -> dict[str, Evidence]:
    """The company says it is done, the community says half; a neighbour's answer changes nothing of that."""
    claim = record_claim(
        world.open,
        party=world.parties["company"],
        by=world.people["delegate"],
        level=3,
        observed=PartialDate.on(CLAIMED),
        note=word("nota declaracion"),
        evidence=[sent("declaracion")],
        at=at(CLAIMED),
    )
    verdict = record_verdict(
        world.open,
        party=world.parties["community"],
        by=world.people["representative"],
        level=2,
        observed=PartialDate.on(SEEN),
        note=word("nota representative"),
        evidence=[sent("veredicto")],
        at=at(ANSWERED),
    )
    record_verdict(
        world.open,
        party=world.parties["community"],
        by=world.people["neighbour"],
        level=3,
        observed=PartialDate.on(NEIGHBOUR_SAW),
        note=word("nota neighbour"),
        at=at(NEIGHBOUR_ANSWERED),
    )
    return {"of a claim": claim.evidence.get(), "of a verdict": verdict.evidence.get()}


def papers(world: SimpleNamespace) -> dict[str, Document]:
    """The acta of each mesa with its file; that of everybody's mesa also as a copy that a person published."""
    found = {"public": world.public.paper, "for members": world.members.paper, "internal": world.internal.paper}
    for paper in found.values():
        checked = check_upload(files.upload(pdf(f"acta {paper.mesa.slug}"), f"{word(f'acta {paper.mesa.slug}')}.pdf"))
        paper.original.save("acta.pdf", checked.original, save=False)
        paper.original_name, paper.sha256 = checked.name, checked.sha256
        paper.save()
    found["with a copy"] = Document.objects.create(
        mesa=world.public,
        kind=world.public.paper.kind,
        title="Convenio",
        original=world.public.paper.original.name,
        original_name=f"{word('convenio')}.pdf",
        sha256=world.public.paper.sha256,
    )
    found["with a copy"].public_copy.save("copia.pdf", ContentFile(files.pdf()))
    found["without a file"] = Document.objects.create(mesa=world.public, kind=world.public.paper.kind, title="Oficio")
    return found
