"""Keeping the words by which commitments are found."""

from collections.abc import Iterable

from django.db import transaction

from agreements.choices import OBLIGOR_DUTIES, Duty
from agreements.models import Commitment
from agreements.querysets import CommitmentQuerySet
from agreements.text import search_text_for

CHUNK = 500


@transaction.atomic
def refresh_search_text(commitments: CommitmentQuerySet) -> int:
    """Write anew what a search looks in, after a title was corrected or a party renamed. How many changed."""
    changed = 0
    chunk: list[Commitment] = []
    for commitment in commitments.prefetch_related("duties__party").iterator(chunk_size=CHUNK):
        text = words_of(commitment)
        if text != commitment.search_text:
            commitment.search_text = text
            chunk.append(commitment)
        if len(chunk) == CHUNK:
            changed += store(chunk)
            chunk = []
    return changed + store(chunk)


def store(chunk: Iterable[Commitment]) -> int:
    """Search words are no metadata: they leave no row in the history of corrections."""
    return Commitment.objects.bulk_update(chunk, ["search_text"])


def words_of(commitment: Commitment) -> str:
    """As at registration: who only follows up is left out."""
    named = [row.party for row in commitment.duties.all() if row.duty in (*OBLIGOR_DUTIES, Duty.BENEFICIARY)]
    return search_text_for(
        code=commitment.code,
        title=commitment.title,
        text=commitment.text,
        source_code=commitment.source_code,
        source_label=commitment.source_label,
        clause=commitment.clause,
        obligor_text=commitment.obligor_text,
        beneficiary_text=commitment.beneficiary_text,
        parties=[name for party in named for name in (party.name, party.short_name)],
    )
