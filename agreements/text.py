"""The words by which a commitment is found."""

from collections.abc import Iterable

from conflicts.text import fold


def search_text_for(
    *,
    code: str,
    title: str,
    text: str = "",
    source_code: str = "",
    source_label: str = "",
    clause: str = "",
    obligor_text: str = "",
    beneficiary_text: str = "",
    parties: Iterable[str] = (),
) -> str:
    """What `Commitment.search_text` holds: its codes, its words and the names of who owes and who receives, folded.

    `parties` are their names and short names on the day of registering; a later name finds them by the filter of who
    owes. No names of persons: everybody who sees the commitment may search by this.
    """
    said = (code, source_code, source_label, title, text, clause, obligor_text, beneficiary_text, *parties)
    return fold("\n".join(dict.fromkeys(words for words in said if words)))
