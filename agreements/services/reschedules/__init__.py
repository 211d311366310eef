"""Another date: who owes asks for it, who receives accepts it or not. Until all have accepted, no clock moves."""

from agreements.services.reschedules.answering import ONLY_WHO_RECEIVES, answer_reschedule, require_pending
from agreements.services.reschedules.asking import ONLY_WHO_OWES, ask_reschedule
from agreements.services.reschedules.rules import due_columns, is_stale, require_movable

__all__ = [
    "ONLY_WHO_OWES",
    "ONLY_WHO_RECEIVES",
    "answer_reschedule",
    "ask_reschedule",
    "due_columns",
    "is_stale",
    "require_movable",
    "require_pending",
]
