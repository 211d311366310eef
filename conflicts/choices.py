"""Words of a conflict: the ombudsman's vocabulary, parties and who may look."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConflictKind(models.TextChoices):
    """Type of conflict, as the Defensoría del Pueblo classifies it in its monthly report."""

    SOCIO_ENVIRONMENTAL = "socioambiental", _("Socioambiental")
    LOCAL_GOVERNMENT = "gobierno-local", _("Asuntos de gobierno local")
    REGIONAL_GOVERNMENT = "gobierno-regional", _("Asuntos de gobierno regional")
    NATIONAL_GOVERNMENT = "gobierno-nacional", _("Asuntos de gobierno nacional")
    BOUNDARIES = "demarcacion", _("Demarcación territorial")
    COMMUNAL = "comunal", _("Comunal")
    LABOUR = "laboral", _("Laboral")
    ELECTORAL = "electoral", _("Electoral")
    COCA = "coca", _("Cultivo ilegal de coca")
    OTHER = "otro", _("Otro")
    UNKNOWN = "", _("No conocido")


class Activity(models.TextChoices):
    """What the conflict is about, when it is socio-environmental."""

    MINING = "mineria", _("Minería")
    HYDROCARBONS = "hidrocarburos", _("Hidrocarburos")
    ENERGY = "energia", _("Energía")
    WATER = "agua", _("Agua")
    OTHER = "otra", _("Otra")
    UNKNOWN = "", _("No conocida")


class ConflictState(models.TextChoices):
    """State of the case, as the Defensoría del Pueblo names it."""

    ACTIVE = "activo", _("Activo")
    LATENT = "latente", _("Latente")
    SOLVED = "resuelto", _("Resuelto")
    WITHDRAWN = "retirado", _("Retirado")
    REACTIVATED = "reactivado", _("Reactivado")
    OBSERVED = "en-observacion", _("En observación")
    UNKNOWN = "", _("No conocido")


class ConflictPhase(models.TextChoices):
    """Phase of an active case."""

    EARLY = "temprana", _("Temprana")
    ESCALATION = "escalamiento", _("Escalamiento")
    CRISIS = "crisis", _("Crisis")
    DE_ESCALATION = "desescalamiento", _("Desescalamiento")
    DIALOGUE = "dialogo", _("Diálogo")
    UNKNOWN = "", _("No conocida")


class PartyRole(models.TextChoices):
    """How near a party stands to the conflict."""

    PRIMARY = "primario", _("Primario")
    SECONDARY = "secundario", _("Secundario")
    TERTIARY = "terciario", _("Terciario")
    UNKNOWN = "", _("No conocido")


class Side(models.TextChoices):
    """Side of the table. Comparisons are made by side."""

    STATE = "estado", _("Estado")
    COMPANY = "empresa", _("Empresa")
    SOCIETY = "sociedad", _("Sociedad")
    COMPANIONS = "acompanantes", _("Acompañantes")


class Sector(models.TextChoices):
    """What kind of body a party is."""

    NATIONAL = "estado-nacional", _("Estado nacional")
    REGIONAL = "gobierno-regional", _("Gobierno regional")
    PROVINCIAL = "municipalidad-provincial", _("Municipalidad provincial")
    DISTRICT = "municipalidad-distrital", _("Municipalidad distrital")
    COMPANY = "empresa", _("Empresa")
    COMMUNITY = "comunidad", _("Comunidad")
    CIVIL_SOCIETY = "sociedad-civil", _("Sociedad civil")
    CHURCH = "iglesia", _("Iglesia")
    AUTONOMOUS = "organismo-autonomo", _("Organismo autónomo")
    FOLLOW_UP = "comite-de-seguimiento", _("Comité de seguimiento")
    INTERNATIONAL = "internacional", _("Internacional")
    OTHER = "otro", _("Otro")


#: Side on which each sector sits; a sector without one is left out of comparisons.
SIDE_OF: dict[str, Side] = {
    Sector.NATIONAL: Side.STATE,
    Sector.REGIONAL: Side.STATE,
    Sector.PROVINCIAL: Side.STATE,
    Sector.DISTRICT: Side.STATE,
    Sector.COMPANY: Side.COMPANY,
    Sector.COMMUNITY: Side.SOCIETY,
    Sector.CIVIL_SOCIETY: Side.SOCIETY,
    Sector.CHURCH: Side.COMPANIONS,
    Sector.AUTONOMOUS: Side.COMPANIONS,
    Sector.INTERNATIONAL: Side.COMPANIONS,
    Sector.FOLLOW_UP: Side.COMPANIONS,
}


def sectors_of(side: str) -> list[str]:
    """Sectors that sit on a side, for filters: the inverse of `SIDE_OF`."""
    return [sector for sector, its_side in SIDE_OF.items() if its_side == side]


class Level(models.TextChoices):
    """Reach of a party or of the post a person holds."""

    NATIONAL = "nacional", _("Nacional")
    REGIONAL = "regional", _("Regional")
    PROVINCIAL = "provincial", _("Provincial")
    DISTRICT = "distrital", _("Distrital")
    COMMUNAL = "comunal", _("Comunal")
    INTERNATIONAL = "internacional", _("Internacional")
    UNKNOWN = "", _("No conocido")


class TerritoryLevel(models.TextChoices):
    REGION = "region", _("Región")
    PROVINCE = "provincia", _("Provincia")
    DISTRICT = "distrito", _("Distrito")


class Grade(models.TextChoices):
    """Who may look at a mesa or a commitment, from the narrowest to the widest."""

    INTERNAL = "interna", _("Interna: coordinación y registro")
    MEMBERS = "miembros", _("Miembros: cualquier persona con un rol en el conflicto")
    PUBLIC = "publica", _("Pública: todo el mundo")


def is_wider(grade: str, than: str) -> bool:
    """Whether a grade lets more people look than another."""
    return Grade.values.index(grade) > Grade.values.index(than)


def narrowest(*grades: str) -> Grade:
    """Of several grades, the one that lets the fewest people look."""
    return Grade(min(grades, key=Grade.values.index))


class Role(models.TextChoices):
    """What a user may do on one conflict."""

    COORDINATOR = "coordinacion", _("Coordinación")
    REGISTRAR = "registro", _("Registro")
    REPRESENTATIVE = "representante", _("Representante")
    DELEGATE = "delegado", _("Delegado de quien debe")
    VERIFIER = "verificacion", _("Verificación")
    OBSERVER = "observacion", _("Observación")


#: Roles that keep the records of a conflict.
STAFF_ROLES = (Role.COORDINATOR, Role.REGISTRAR)
#: Roles that speak for a party.
PARTY_ROLES = (Role.REPRESENTATIVE, Role.DELEGATE)


class CasualtyGroup(models.TextChoices):
    TOTAL = "total", _("Total")
    CIVIL = "civil", _("Civiles")
    POLICE = "pnp", _("Policía Nacional")
    ARMED_FORCES = "ff-aa", _("Fuerzas Armadas")


class Qualifier(models.TextChoices):
    """What a source says of the exactness of its figure."""

    EXACT = "exacto", _("exactamente")
    AT_LEAST = "al-menos", _("al menos")
    MORE_THAN = "mas-de", _("más de")
    ABOUT = "alrededor", _("alrededor de")


class SourceKind(models.TextChoices):
    NGO = "ong", _("Organización no gubernamental")
    BOOK = "libro", _("Libro")
    ACADEMIC = "academica", _("Académica")
    SECONDARY = "secundaria", _("Secundaria")
    PRESS = "prensa", _("Prensa")
    OFFICIAL = "oficial", _("Oficial")
    ANALYSIS = "analisis", _("Análisis")
    OPINION = "opinion", _("Opinión")
    COMPANY = "empresa", _("Empresa")
    COMMITTEE = "comite", _("Comité")
    DATASET = "datos", _("Conjunto de datos")
    DICTIONARY = "diccionario", _("Diccionario")


class Confidence(models.TextChoices):
    HIGH = "alta", _("Alta")
    MEDIUM = "media", _("Media")
    LOW = "baja", _("Baja")
    UNKNOWN = "", _("No indicada")


class SlugKind(models.TextChoices):
    """Things whose old addresses keep working."""

    CONFLICT = "conflicto", _("Conflicto")
    PARTY = "actor", _("Actor")
    MESA = "mesa", _("Mesa")


class Theme(models.TextChoices):
    """What a demand or a commitment is about."""

    WATER = "agua", _("Agua")
    ENVIRONMENT = "ambiente", _("Ambiente")
    HEALTH = "salud", _("Salud")
    INFRASTRUCTURE = "infraestructura", _("Infraestructura")
    LAND = "tierras", _("Tierras")
    MONEY = "aporte-economico", _("Aporte económico")
    JOBS = "empleo", _("Empleo")
    PRODUCTION = "produccion", _("Producción")
    EDUCATION = "educacion", _("Educación")
    INFORMATION = "informacion", _("Información")
    REPARATION = "reparacion", _("Reparación")
    CONSULTATION = "consulta-previa", _("Consulta previa")
    TRANSPORT = "transporte", _("Transporte")
    JUSTICE = "justicia-y-seguridad", _("Justicia y seguridad")
    FOLLOW_UP = "seguimiento", _("Seguimiento")
    OTHER = "otro", _("Otro")
    UNKNOWN = "", _("Sin tema")
