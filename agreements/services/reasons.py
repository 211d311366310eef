"""Why a person was told: read again from her roles and from who owes and who receives."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence

from accounts.models import User
from agreements.choices import NoticeKind
from agreements.models import Notice
from agreements.querysets.ends import ends_of
from agreements.sentences.notices import because
from conflicts.choices import PARTY_ROLES, STAFF_ROLES, Role
from conflicts.models import Membership, Party


def reasons_for(user: User, notices: Sequence[Notice], on: datetime.date) -> dict[int, str]:
    """A sentence for each notice, by its id. Five queries, however many notices.

    They come with commitment, mesa and conflict. A role that ended since explains nothing any more.
    """
    ends = ends_of([notice.commitment for notice in notices if notice.commitment])
    kin = Party.objects.kin(on)
    voices, holds = _roles_of(user, {notice.mesa.conflict_id for notice in notices}, on)
    names = dict(Party.objects.order_by("short_name").values_list("pk", "short_name"))

    def spoken_for(notice: Notice, parties: Collection[int]) -> list[str]:
        mine = voices[notice.mesa.conflict_id]
        return [name for party, name in names.items() if party in parties and mine & kin.speakers_for(party)]

    def reason(notice: Notice) -> str:
        conflict = notice.mesa.conflict
        own = ends.get(notice.commitment_id or 0)
        held = holds[conflict.pk]
        return because(
            owing=spoken_for(notice, own.obligors) if own else [],
            receiving=spoken_for(notice, own.judges) if own else [],
            speaking=[] if own else spoken_for(notice, voices[conflict.pk]),
            coordinating=conflict.name if Role.COORDINATOR in held else "",
            registering=conflict.name if held & set(STAFF_ROLES) == {Role.REGISTRAR} else "",
            verifying=conflict.name if notice.kind == NoticeKind.TO_VERIFY and Role.VERIFIER in held else "",
        )

    return {notice.pk: reason(notice) for notice in notices}


def _roles_of(
    user: User, conflicts: Collection[int], on: datetime.date
) -> tuple[dict[int, set[int]], dict[int, set[str]]]:
    """By conflict, the parties for which she speaks; and all her roles on it."""
    voices: dict[int, set[int]] = defaultdict(set)
    holds: dict[int, set[str]] = defaultdict(set)
    roles = Membership.objects.in_force(on).filter(user=user, conflict__in=conflicts)
    for conflict, role, party in roles.values_list("conflict", "role", "party"):
        holds[conflict].add(role)
        if role in PARTY_ROLES:
            voices[conflict].add(party)
    return voices, holds
