from agreements.models.agreement import Agreement
from agreements.models.assessment import Assessment, Evidence, SessionReview
from agreements.models.commitment import Commitment, CommitmentParty, ReportedStatus
from agreements.models.heritage import Inherited
from agreements.models.notice import LastLook, Notice
from agreements.models.parts import Milestone, Occurrence
from agreements.models.step import Reschedule, RescheduleAnswer, Transition

__all__ = [
    "Agreement",
    "Assessment",
    "Commitment",
    "CommitmentParty",
    "Evidence",
    "Inherited",
    "LastLook",
    "Milestone",
    "Notice",
    "Occurrence",
    "ReportedStatus",
    "Reschedule",
    "RescheduleAnswer",
    "SessionReview",
    "Transition",
]
