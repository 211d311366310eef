"""Commitments that were closed: for everybody, for members and for staff; replaced by what few may see; objected to."""

import datetime
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from agreements.choices import State, Step
from agreements.models import Commitment, Transition
from conflicts.choices import Grade
from tests.access.world import promise, word


def end(world: SimpleNamespace) -> None:
    """All to the community, closed yesterday; the papers of the first are of the internal mesa."""
    world.closed = closed(promise(world, Grade.PUBLIC), State.REPLACED)
    step = world.closed.transitions.get()
    step.successors.set([world.kept_in])
    step.documents.set([world.internal.paper])
    step.consenting.set([world.parties["company"], world.parties["community"]])
    closed(promise(world, Grade.MEMBERS, mark="reservada"), State.WITHDRAWN, reason=word("cierre reservada"))
    closed(promise(world, Grade.INTERNAL, mark="guardada"), State.CLOSED_PARTIAL, reason=word("cierre guardada"))
    objected = closed(promise(world, Grade.INTERNAL, mark="guardada"), State.WITHDRAWN)
    Transition.objects.create(
        commitment=objected,
        step=Step.OBJECTED,
        from_state=State.WITHDRAWN,
        to_state=State.PENDING,
        at=timezone.now(),
        party=world.parties["community"],
        lifts=objected.transitions.get(),
        reason=word("objecion guardada"),
    )
    Commitment.objects.filter(pk=objected.pk).update(state=State.PENDING)


def closed(commitment: Commitment, state: State, **more: Any) -> Commitment:
    yesterday = timezone.now() - datetime.timedelta(days=1)
    commitment.transitions.create(step=Step.CLOSED, from_state=State.PENDING, to_state=state, at=yesterday, **more)
    Commitment.objects.filter(pk=commitment.pk).update(state=state)
    return commitment
