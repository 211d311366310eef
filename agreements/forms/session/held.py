"""What somebody sent after her sign-in had expired waits for her to sign in again.

It waits in the visitor's session on the server, for the person who had opened the form and for the page it was for,
and goes when it is shown. Names of persons do not wait: they are kept nowhere but with the people themselves.
"""

import re
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict

HELD = "session-form"
SALT = "who-opened-the-form"
NAMES = re.compile(r"attendees-n\d+-(name|gender)", re.ASCII)
NOT_TYPED = {"csrfmiddlewaretoken", "who"}


def mark_of(user: Any) -> str:
    """Goes with the form and says who opened it; nobody can make it up."""
    return signing.dumps(user.pk, salt=SALT)


def hold(request: HttpRequest) -> None:
    """Keep what was posted until the person who opened the form is there again. Files cannot wait."""
    try:
        who = signing.loads(request.POST.get("who", ""), salt=SALT)
    except signing.BadSignature:
        return
    kept = {
        name: values for name, values in request.POST.lists() if name not in NOT_TYPED and not NAMES.fullmatch(name)
    }
    request.session[HELD] = {"who": who, "page": request.path, "fields": kept}


def take(request: HttpRequest) -> QueryDict | None:
    """What waited for this person on this page, once. Whatever waited for somebody else goes."""
    waiting = request.session.get(HELD)
    if waiting is None or waiting["page"] != request.path:
        return None
    del request.session[HELD]
    if waiting["who"] != request.user.pk:
        return None
    data = QueryDict(mutable=True)
    for name, values in waiting["fields"].items():
        data.setlist(name, values)
    return data
