"""One's own commitments: what changed, what waits for one's word, then the rest, the most urgent first."""

from agreements.showing.mine.news import News, news_of
from agreements.showing.mine.page import Mine, mine, promised_to
from agreements.showing.mine.roles import Roles, roles_of
from agreements.showing.mine.waiting import next_question

__all__ = ["Mine", "News", "Roles", "mine", "news_of", "next_question", "promised_to", "roles_of"]
