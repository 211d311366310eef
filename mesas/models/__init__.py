from mesas.models.calendar import NonWorkingDay
from mesas.models.demand import Demand
from mesas.models.document import Document, DocumentDelivery, ReportedFigure, Signature
from mesas.models.mesa import GroundRules, Mandate, Mesa, MesaLink, Seat, WorkingGroup
from mesas.models.person import Person
from mesas.models.session import AgendaItem, Attendance, Session, SessionNotice

__all__ = [
    "AgendaItem",
    "Attendance",
    "Demand",
    "Document",
    "DocumentDelivery",
    "GroundRules",
    "Mandate",
    "Mesa",
    "MesaLink",
    "NonWorkingDay",
    "Person",
    "ReportedFigure",
    "Seat",
    "Session",
    "SessionNotice",
    "Signature",
    "WorkingGroup",
]
