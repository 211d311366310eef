"""The status sentence: what each side says of a promise, readable aloud, both with the same weight. Pure.

``told`` is what a sentence needs to know, ``nouns`` how parties are named in it, ``voices`` what members said,
``sources`` what only public sources tell, ``calendar`` what the calendar says.
"""

from agreements.sentences.calendar import due_part
from agreements.sentences.told import Part, Reported, Told
from agreements.sentences.whole import long_form, mark_of, short_form

__all__ = ["Part", "Reported", "Told", "due_part", "long_form", "mark_of", "short_form"]
