"""One folding of words, for what is searched and for what is asked."""

import unicodedata

#: What Quechua, Aymara and hurried hands write for an apostrophe: k'uychi, k’uychi, kʼuychi.
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻʹ′`´＇"))
LEFT_OUT = ("Mn", "Me", "Cf")  # accents and other marks on a letter, marks nobody sees


def fold(text: str) -> str:
    """The same words without accents, case, apostrophes or marks nobody sees, one space between them.

    "Cuánto VALE  el Q'ero" and "cuanto vale el qero" fold alike, and so do "Ñahui" and "nahui": people search from
    keyboards that lack the letter. Folding twice changes nothing.
    """
    bare = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    lower = unicodedata.normalize("NFKD", bare.casefold()).translate(APOSTROPHES)
    return " ".join("".join(letter for letter in lower if unicodedata.category(letter) not in LEFT_OUT).split())
