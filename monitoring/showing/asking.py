"""Addresses of the list of commitments that show exactly the rows which a figure counts."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from monitoring.indicators.tally import INDICATORS


def list_of(subject: Mapping[str, str], count: str = "", **more: str) -> str:
    """Of a mesa, a conflict or an actor (`subject`) the rows behind one of the counts of a tally."""
    asked = INDICATORS[count].ask if count else {}
    return f"{reverse('commitment_list')}?{urlencode({**subject, **asked, **more}, doseq=True)}"
