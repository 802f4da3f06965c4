"""The talk compass on the pages: which fields it looks at, and what it says."""

from samspill.conversations.agenda import CHOSEN, Topic
from samspill.conversations.compass import LANGUAGES, is_about_life_phase, notice
from samspill.conversations.points import PointText, key_of
from samspill.conversations.queries import Meeting, PreparationText
from samspill.guides.queries import read_menu
from samspill.guides.texts import MenuText
from samspill.plans.room import RoomText
from samspill.web.compass_sentences import WHERE
from samspill.web.draft_words import Words

SENIOR_MEASURES = "senior_measures"


def where_it_belongs(text: str, language: str) -> list[Words]:
    """One sentence for each kind of thing in the text that belongs in another conversation; nothing is kept.

    Args:
        text: as it was typed, in a field that the other of the two reads.
        language: the conversation's; for others than nb, nn and en nothing is said.
    """
    return [WHERE[one.kind] for one in notice(text, language)] if language in LANGUAGES else []


def looks_at_point(text: PreparationText, point: PointText) -> bool:
    """Whether this point of a preparation is looked at: it is shared, and not about the life phase."""
    if not point.is_shared:
        return False
    titles = [text.guide.title, point.title, *_menu_titles(text.menu, {key_of(point.name)})]
    theme = next((theme for theme in text.guide.themes if point.name == f"theme:{theme.key}"), None)
    return _is_open(text.meeting, titles, theme.shows if theme else ())


def looks_at_topic(text: RoomText, topic: Topic) -> bool:
    """Whether the common fields of this topic are looked at: those about the life phase are not."""
    conversation, titles = text.meeting.conversation, [text.guide.title, topic.title]
    if topic.key == CHOSEN:
        menu = read_menu(conversation.menu_version_id, conversation.language)
        titles += _menu_titles(menu, {question.key for question in topic.questions})
    return _is_open(text.meeting, titles, topic.shows)


def _menu_titles(menu: MenuText, keys: set[str]) -> list[str]:
    """The menu's themes that have any of these questions."""
    return [theme.title for theme in menu.themes if any(question.key in keys for question in theme.questions)]


def _is_open(meeting: Meeting, titles: list[str], shows: tuple[str, ...]) -> bool:
    conversation = meeting.conversation
    if conversation.language not in LANGUAGES or SENIOR_MEASURES in shows or not conversation.rules.is_advised:
        return False
    return not any(is_about_life_phase(title, conversation.language) for title in titles)
