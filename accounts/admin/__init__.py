"""Administration: how its pages work, and the people who sign in. The other apps add theirs."""

from accounts.admin.users import UserAdmin

__all__ = ["UserAdmin"]
