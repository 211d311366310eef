"""What happens to accounts: to one's own, and to those that an administrator keeps."""

from accounts.services.own import set_language
from accounts.services.people import correct_user, create_user, set_password

__all__ = ["correct_user", "create_user", "set_language", "set_password"]
