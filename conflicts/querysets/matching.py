"""Finding rows of a short list by their words.

Names of mesas, conflicts and actors are few beside the commitments, whose folded words are kept with them
(`Commitment.search_text`). These are read and folded when somebody asks, so that both are found in the same way on
every database.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from conflicts.text import fold


def matching(rows: QuerySet, texts: Iterable[str], *columns: str) -> QuerySet:
    """Rows of which these columns together hold every word of one of the texts. One more query.

    A text without any word finds nothing.
    """
    asked = [words for text in texts if (words := fold(text).split())]
    found = {
        pk
        for pk, *told in rows.order_by().values_list("pk", *columns)
        if holds_all_of_one(fold(" ".join(filter(None, told))), asked)
    }
    return rows.filter(pk__in=found)


def holds_all_of_one(told: str, asked: list[list[str]]) -> bool:
    return any(all(word in told for word in words) for words in asked)
