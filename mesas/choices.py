"""Words of the table: mechanisms, mandates, sessions, agenda, documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mechanism(models.TextChoices):
    DIALOGUE = "mesa-de-dialogo", _("Mesa de diálogo")
    WORK = "mesa-de-trabajo", _("Mesa de trabajo")
    DEVELOPMENT = "mesa-de-desarrollo", _("Mesa de desarrollo")
    TECHNICAL = "mesa-tecnica", _("Mesa técnica")
    COMMISSION = "comision-multisectorial", _("Comisión multisectorial")
    WORKING_GROUP = "grupo-de-trabajo", _("Grupo de trabajo")
    FOLLOW_UP = "comite-de-seguimiento", _("Comité de seguimiento")
    NEGOTIATION = "negociacion", _("Negociación")


class MesaStatus(models.TextChoices):
    """Expired: its last term passed without a closing."""

    ACTIVE = "activa", _("Activa")
    EXPIRED = "vencida", _("Vencida")
    CLOSED = "cerrada", _("Cerrada")
    UNKNOWN = "no-conocido", _("No conocida")


class LinkKind(models.TextChoices):
    CONTINUES = "continua", _("Continúa")
    DERIVES = "deriva-de", _("Deriva de")
    MERGES = "se-fusiona-en", _("Se fusiona en")
    UNKNOWN = "", _("Vínculo no conocido")


class Inheritance(models.TextChoices):
    """Which commitments of the earlier mesa the later one takes over."""

    ALL = "todos", _("Todos los compromisos")
    LISTED = "listados", _("Los que se listan")
    NONE = "ninguno", _("Ninguno")
    UNKNOWN = "", _("No se conoce")


class MandateKind(models.TextChoices):
    CREATION = "creacion", _("Creación")
    EXTENSION = "ampliacion", _("Ampliación")
    AMENDMENT = "modificacion", _("Modificación")
    REINSTALLATION = "reinstalacion", _("Reinstalación")
    ANTECEDENT = "antecedente", _("Antecedente")
    OTHER = "otro", _("Otro")
    UNKNOWN = "", _("No conocido")


class EndKind(models.TextChoices):
    """How the end of a mandate is known. An empty end is not a mandate without end."""

    STATED = "indicado", _("Lo dice el instrumento")
    COMPUTED = "calculado", _("Calculado")
    INFERRED = "deducido", _("Deducido")
    NONE = "sin-termino", _("Sin término")
    UNKNOWN = "", _("No conocido")


class SeatRole(models.TextChoices):
    CHAIR = "presidencia", _("Presidencia")
    SECRETARIAT = "secretaria-tecnica", _("Secretaría técnica")
    COORDINATOR = "coordinador", _("Coordinación")
    FACILITATOR = "facilitador", _("Facilitación")
    MEMBER = "miembro", _("Miembro")
    OBSERVER = "observador", _("Observador")
    GUEST = "invitado", _("Invitado")
    OTHER = "otro", _("Otro")


class Held(models.TextChoices):
    HELD = "realizada", _("Realizada")
    POSTPONED = "postergada", _("Postergada")
    FAILED = "fallida", _("Fallida")
    UNKNOWN = "", _("No se conoce")


class NotHeldReason(models.TextChoices):
    NO_QUORUM = "sin-quorum", _("Falta de quórum")
    ACCREDITATION = "acreditacion", _("Problemas de acreditación")
    NO_DECISION_MAKERS = "sin-decision", _("Sin representantes con poder de decisión")
    STATE_ABSENT = "ausencia-estado", _("No vino el Estado")
    COMPANY_ABSENT = "ausencia-empresa", _("No vino la empresa")
    SOCIETY_ABSENT = "ausencia-sociedad", _("No vinieron las comunidades u organizaciones")
    OTHER = "otro", _("Otro motivo")
    UNKNOWN = "", _("No se conoce")


class Mode(models.TextChoices):
    IN_PERSON = "presencial", _("Presencial")
    REMOTE = "virtual", _("Virtual")
    HYBRID = "mixta", _("Mixta")
    UNKNOWN = "", _("No se conoce")


class Answer(models.TextChoices):
    """Yes, no, or nobody knows: unknown is a value of its own."""

    YES = "si", _("Sí")
    NO = "no", _("No")
    UNKNOWN = "", _("No se conoce")


class CanDecide(models.TextChoices):
    YES = "si", _("Sí")
    NO = "no", _("No")
    NOT_SHOWN = "no-mostro", _("No mostró")
    UNKNOWN = "", _("No se conoce")


class Capacity(models.TextChoices):
    """In what quality a person attends."""

    DELEGATE = "delegado", _("Delegado o delegada")
    ADVISER = "asesor", _("Asesor o asesora")
    INTERPRETER = "interprete", _("Intérprete")
    OBSERVER = "observador", _("Observador u observadora")
    FACILITATOR = "facilitador", _("Facilitador o facilitadora")
    GUARANTOR = "garante", _("Garante")


class Gender(models.TextChoices):
    """Declared by the person herself, never guessed."""

    WOMAN = "mujer", _("Mujer")
    MAN = "hombre", _("Hombre")
    OTHER = "otro", _("Otro")
    UNDECLARED = "", _("No lo dijo")


class TravelPaidBy(models.TextChoices):
    SELF = "propio", _("La propia persona o su comunidad")
    STATE = "estado", _("El Estado")
    COMPANY = "empresa", _("La empresa")
    NGO = "ong", _("Una organización")
    UNKNOWN = "", _("No se conoce")


class Admission(models.TextChoices):
    ADMITTED = "admitido", _("Admitido")
    REFUSED = "rechazado", _("Rechazado")
    UNKNOWN = "", _("No se conoce")


class ItemOutcome(models.TextChoices):
    TREATED = "tratado", _("Se trató")
    POSTPONED = "postergado", _("Se postergó")
    NOT_REACHED = "no-se-llego", _("No se llegó a tratar")
    UNKNOWN = "", _("No se conoce")


class DocumentKind(models.TextChoices):
    ACTA = "acta", _("Acta")
    AGREEMENT = "convenio", _("Convenio")
    FRAMEWORK = "convenio-marco", _("Convenio marco")
    SPECIFIC = "convenio-especifico", _("Convenio específico")
    PLAN = "plan", _("Plan")
    REPORT = "informe", _("Informe")
    RESOLUTION = "resolucion", _("Resolución")
    MATRIX = "matriz-de-compromisos", _("Matriz de compromisos")
    ACCORD = "acuerdo", _("Acuerdo")
    FINAL_ACCORD = "acuerdo-final", _("Acuerdo final")
    CONTRACT = "contrato", _("Contrato")
    LETTER = "carta", _("Carta u oficio")
    ASSEMBLY_ACTA = "acta-de-asamblea", _("Acta de asamblea")
    CALL_NOTE = "nota-de-llamada", _("Nota de llamada")
    OTHER = "otro", _("Otro")


class DocumentMark(models.TextChoices):
    """Collated: the wording was checked against the file."""

    UNKNOWN = "firma-no-conocida", _("Firma no conocida")
    UNSIGNED = "sin-firmar", _("Sin firmar")
    SIGNED = "firmada", _("Firmada")
    COLLATED = "cotejada", _("Cotejada con el archivo")


class DeliveryForm(models.TextChoices):
    WRITTEN = "escrito", _("Por escrito")
    ORAL = "oral", _("De viva voz")
    AUDIO = "audio", _("En audio")


class MonthEndRule(models.TextChoices):
    """Where a term in months ends when the month has no such day."""

    SAME_DAY = "mismo-dia", _("El mismo día; si el mes no lo tiene, su último día")
    MONTH_END = "fin-de-mes", _("El último día del mes")


class ReportedState(models.TextChoices):
    """What a public source says of a commitment or of a group of them."""

    PENDING = "pendiente", _("Pendiente")
    IN_PROGRESS = "en-ejecucion", _("En ejecución")
    FULFILLED = "cumplido", _("Cumplido")
    DISPUTED = "en-disputa", _("En disputa")
    PERMANENT = "permanente", _("Permanente")
    UNKNOWN = "", _("No conocido")


class SaidBy(models.TextChoices):
    """Who says what a source repeats."""

    PRESS = "prensa", _("prensa")
    ENTITY = "entidad", _("la entidad")
    COMMUNITY = "comunidad", _("la comunidad")
    MIXED_COMMITTEE = "comite-mixto", _("el comité de seguimiento mixto")
    COMPANY = "empresa", _("la empresa")
    BOTH = "comunidad-y-entidad", _("la comunidad y la entidad")


class FileKind(models.TextChoices):
    """What people send, recognised by its content."""

    PHOTO = "foto", _("Foto")
    PDF = "pdf", _("Documento PDF")
    OFFICE = "oficina", _("Documento de oficina")
    AUDIO = "audio", _("Audio")
