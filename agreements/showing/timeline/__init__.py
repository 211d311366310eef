"""What happened to a commitment, the latest first. Nothing is taken out: what was corrected stays in sight.

Who does not belong reads of a verdict its party, its level and its month. What each person of a party answered is for
that party and the coordinator; other members read what the party says whenever that changes.
"""

import datetime

from agreements.showing.timeline.around import due_moves, paper_moves, review_moves, source_moves
from agreements.showing.timeline.dates import reschedule_moves
from agreements.showing.timeline.steps import step_moves
from agreements.showing.timeline.story import Move, Story
from agreements.showing.timeline.voices import statement_moves, verdict_moves

__all__ = ["Move", "Story", "moves_of"]


def moves_of(story: Story) -> list[Move]:
    moves = [
        *step_moves(story),
        *statement_moves(story),
        *verdict_moves(story),
        *reschedule_moves(story),
        *review_moves(story),
        *source_moves(story),
        *paper_moves(story),
        *due_moves(story),
    ]
    return sorted(moves, key=lambda move: (move.on.last or datetime.date.min, move.order), reverse=True)
