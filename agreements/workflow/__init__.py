"""The life of a commitment as pure functions.

``rows`` are what people say, ``latest`` what of it stands, ``said`` all of it about one commitment, and ``states``
the state that it makes.
"""

from agreements.workflow.rows import Answer, Claim, Finding, Settlement, Statement, Verdict, said_day
from agreements.workflow.said import Said
from agreements.workflow.states import completion_day, confirmed_by, declared_in_time, on_time, state_of

__all__ = [
    "Answer",
    "Claim",
    "Finding",
    "Said",
    "Settlement",
    "Statement",
    "Verdict",
    "completion_day",
    "confirmed_by",
    "declared_in_time",
    "on_time",
    "said_day",
    "state_of",
]
