"""The page on which a whole session is logged."""

from agreements.forms.session.options import Options
from agreements.forms.session.whole import SessionForm

__all__ = ["Options", "SessionForm"]
