"""Why a file that opens is still no sound."""


class NotOnlySound(Exception):
    """It holds moving pictures."""
