"""Words of the promise: states, deadlines, assessments, steps, evidence, notices."""

from agreements.choices.deadlines import (
    TERM_KINDS,
    DeadlineBasis,
    DeadlineKind,
    Recurrence,
    RescheduleReason,
    Timing,
    Trigger,
)
from agreements.choices.lists import Alert, InTime, Lack, Lateness, Order, WhichDate
from agreements.choices.measuring import NEEDED, Measured, Question, measured
from agreements.choices.notices import NoticeKind
from agreements.choices.said import AssessmentKind, AssessmentLevel, EvidenceKind, Proof, ReviewOutcome
from agreements.choices.states import CLOSED_STATES, OBLIGOR_DUTIES, OPEN_STATES, ConfirmedBy, Duty, Kind, Record, State
from agreements.choices.steps import ClosingReason, Step

__all__ = [
    "CLOSED_STATES",
    "NEEDED",
    "OBLIGOR_DUTIES",
    "OPEN_STATES",
    "TERM_KINDS",
    "Alert",
    "AssessmentKind",
    "AssessmentLevel",
    "ClosingReason",
    "ConfirmedBy",
    "DeadlineBasis",
    "DeadlineKind",
    "Duty",
    "EvidenceKind",
    "InTime",
    "Kind",
    "Lack",
    "Lateness",
    "Measured",
    "NoticeKind",
    "Order",
    "Proof",
    "Question",
    "Record",
    "Recurrence",
    "RescheduleReason",
    "ReviewOutcome",
    "State",
    "Step",
    "Timing",
    "Trigger",
    "WhichDate",
    "measured",
]
