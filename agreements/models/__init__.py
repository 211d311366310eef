from agreements.models.agreement import Agreement
from agreements.models.assessment import Assessment, Evidence, SessionReview
from agreements.models.commitment import Commitment, CommitmentParty, ReportedStatus
from agreements.models.notice import Notice
from agreements.models.parts import Milestone, Occurrence
from agreements.models.step import Reschedule, Transition

__all__ = [
    "Agreement",
    "Assessment",
    "Commitment",
    "CommitmentParty",
    "Evidence",
    "Milestone",
    "Notice",
    "Occurrence",
    "ReportedStatus",
    "Reschedule",
    "SessionReview",
    "Transition",
]
