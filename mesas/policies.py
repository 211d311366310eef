"""Who may act on a mesa."""

from typing import Any

from conflicts.choices import STAFF_ROLES, Role
from conflicts.querysets.access import memberships_of
from mesas.models import Document, Mesa


def can_log_session(user: Any, mesa: Mesa) -> bool:
    """Coordinator or registrar of the conflict, today. An administrator keeps records, and logs none."""
    return memberships_of(user, *STAFF_ROLES).filter(conflict=mesa.conflict_id).exists()


def can_publish_copy_of(user: Any, document: Document) -> bool:
    """Who keeps the records of the conflict chooses what everybody may read of a paper."""
    return memberships_of(user, *STAFF_ROLES).filter(conflict=document.mesa.conflict_id).exists()


def can_see_original_of(user: Any, document: Document) -> bool:
    """The original shows names and signatures: for coordinator, registrars and verifiers of its conflict."""
    roles = memberships_of(user, *STAFF_ROLES, Role.VERIFIER)
    return roles.filter(conflict=document.mesa.conflict_id).exists()
