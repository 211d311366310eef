"""The paper: actas, convenios, plans, letters; who signed and who did not."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conflicts.models import FromSource, Party
from conflicts.partial_dates import PartialDateField, whole
from mesas.choices import Answer, DeliveryForm, DocumentKind, DocumentMark, ReportedState, SaidBy
from mesas.models.mesa import Mesa
from mesas.models.person import Person
from mesas.models.session import Session
from mesas.querysets import ThroughDocumentQuerySet, ThroughMesaQuerySet


class Document(FromSource):
    """A paper of a mesa. The original is for members; the public sees a redacted copy, or nothing."""

    mesa = models.ForeignKey(Mesa, on_delete=models.PROTECT, verbose_name=_("mesa"), related_name="documents")
    sessions = models.ManyToManyField(Session, verbose_name=_("sesiones"), blank=True, related_name="documents")
    kind = models.CharField(_("tipo"), max_length=22, choices=DocumentKind)
    title = models.CharField(_("título"), max_length=200)
    dated = PartialDateField(_("fecha"), index=True)
    mark = models.CharField(_("firma"), max_length=17, choices=DocumentMark, default=DocumentMark.UNKNOWN)
    signed = PartialDateField(_("firmado el"))
    summary = models.TextField(_("resumen"), blank=True)
    signatories_note = models.TextField(_("quiénes firmaron"), blank=True)
    reservations = models.TextField(_("reservas"), blank=True)
    non_signatories_note = models.TextField(_("quiénes no firmaron"), blank=True)
    amount_pen = models.DecimalField(_("monto en soles"), max_digits=16, decimal_places=2, null=True, blank=True)
    amount_text = models.CharField(_("monto, según las fuentes"), max_length=200, blank=True)
    is_background = models.BooleanField(_("antecedente: anterior a la mesa"), default=False)
    original = models.FileField(_("archivo original"), upload_to="documents/", max_length=200, blank=True)
    original_name = models.CharField(_("nombre del archivo"), max_length=200, blank=True, editable=False)
    sha256 = models.CharField(_("huella SHA-256"), max_length=64, blank=True, editable=False)
    public_copy = models.FileField(_("copia para el público"), upload_to="public/", max_length=200, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("lo registró"),
    )
    registered_at = models.DateTimeField(_("registrado el"), null=True, editable=False)

    never_corrected: ClassVar = frozenset({"mesa", "original", "public_copy"})
    kept_together: ClassVar = {"sessions": ("mesa_id", "mesa_id")}

    history = HistoricalRecords()
    objects = ThroughMesaQuerySet.as_manager()

    class Meta:
        verbose_name = _("documento")
        verbose_name_plural = _("documentos")
        ordering = (F("dated_on").desc(nulls_last=True), "-id")
        constraints = [
            whole("dated"),
            whole("signed"),
            models.CheckConstraint(
                condition=Q(original="") | ~Q(sha256=""),
                name="document_file_has_its_fingerprint",
                violation_error_message=_("Falta la huella del archivo."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])


class Signature(models.Model):
    """Whether a party signed a document, with what reservation, or why not."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, verbose_name=_("documento"), related_name="signatures"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, verbose_name=_("actor"), related_name="signatures")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("persona"), related_name="signatures"
    )
    post = models.CharField(_("cargo"), max_length=160, blank=True)
    signed = models.CharField(_("firmó"), max_length=2, choices=Answer, blank=True)
    reservation = models.TextField(_("reserva"), blank=True)
    reason = models.TextField(_("por qué no firmó"), blank=True)

    never_corrected: ClassVar = frozenset({"document"})

    history = HistoricalRecords()
    objects = ThroughDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("firma")
        verbose_name_plural = _("firmas")

    def __str__(self) -> str:
        return f"{self.party}: {self.get_signed_display()}"


class DocumentDelivery(models.Model):
    """A language and form in which the document was delivered."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, verbose_name=_("documento"), related_name="deliveries"
    )
    language = models.CharField(_("idioma"), max_length=60)
    form = models.CharField(_("forma"), max_length=7, choices=DeliveryForm)

    never_corrected: ClassVar = frozenset({"document"})

    history = HistoricalRecords()
    objects = ThroughDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("entrega del documento")
        verbose_name_plural = _("entregas del documento")
        constraints = [
            models.UniqueConstraint(
                fields=("document", "language", "form"),
                name="delivery_once",
                violation_error_message=_("Esa entrega ya está anotada."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}, {self.get_form_display()}"


class ReportedFigure(FromSource):
    """A count that a source gives for many commitments at once. Never added across mesas."""

    mesa = models.ForeignKey(Mesa, on_delete=models.PROTECT, verbose_name=_("mesa"), related_name="reported_figures")
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("documento"),
        related_name="reported_figures",
    )
    code = models.CharField(_("código de la fuente"), max_length=20, unique=True)
    party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("quién debe"),
        related_name="reported_figures",
    )
    party_text = models.CharField(_("quién debe, según las fuentes"), max_length=200, blank=True)
    text = models.TextField(_("qué cuenta"))
    quantity = models.PositiveIntegerField(_("cuántos compromisos"))
    state = models.CharField(_("estado según la fuente"), max_length=12, choices=ReportedState, blank=True)
    state_text = models.CharField(_("con las palabras de la fuente"), max_length=300, blank=True)
    as_of = PartialDateField(_("al"))
    said_by = models.CharField(_("quién lo dice"), max_length=20, choices=SaidBy, blank=True)
    amount_pen = models.DecimalField(_("monto en soles"), max_digits=16, decimal_places=2, null=True, blank=True)
    amount_text = models.CharField(_("monto, según las fuentes"), max_length=200, blank=True)
    notes = models.TextField(_("notas"), blank=True)

    never_corrected: ClassVar = frozenset({"mesa", "code"})
    kept_together: ClassVar = {"document": ("mesa_id", "mesa_id")}

    history = HistoricalRecords()
    objects = ThroughMesaQuerySet.as_manager()

    class Meta:
        verbose_name = _("cifra según fuente")
        verbose_name_plural = _("cifras según fuente")
        ordering = ("code",)
        constraints = [whole("as_of")]

    def __str__(self) -> str:
        return f"{self.code}: {self.quantity}"
