"""One folding of words, for what is searched and for what is asked."""

import unicodedata

#: What Quechua, Aymara and hurried hands write for an apostrophe: k'uychi, k’uychi, kʼuychi.
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻʹ′`´＇"))
LEFT_OUT = ("Mn", "Me", "Cf", "Cc", "Cs")  # accents and other marks on a letter, marks nobody sees


def fold(text: str) -> str:
    """The same words without accents, case, apostrophes or marks nobody sees, one space between them.

    "Cuánto VALE  el Q'ero" and "cuanto vale el qero" fold alike, and so do "Ñahui" and "nahui": people search from
    keyboards that lack the letter. Folding twice changes nothing.
    """
    bare = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    lower = unicodedata.normalize("NFKD", bare.casefold()).translate(APOSTROPHES)
    words = ("".join(mark for mark in word if unicodedata.category(mark) not in LEFT_OUT) for word in lower.split())
    return " ".join(word for word in words if word)
