"""Choosing questions from the menu, in one's own order, and writing questions and themes of one's own (S26)."""

from collections.abc import Sequence
from uuid import UUID

from samspill.confidentiality.actors import Actor
from samspill.conversations import policy
from samspill.conversations.points import LONGEST_TITLE, MOST_CHOSEN, chosen_keys, is_shared, own_field
from samspill.conversations.services.desk import Desk, at_desk, note_progress
from samspill.foundation.errors import Unacceptable
from samspill.foundation.identifiers import new_id


def choose_questions(
    actor: Actor, /, *, conversation_id: UUID, keys: Sequence[str], revision: int | None = None
) -> int:
    """Choose up to ten questions, in this order: the menu's by key, one's own as ``own:<id>`` (S26).

    ``revision`` is that of the choice which the chooser saw; None to choose whatever was chosen in between. Returns the
    revision of the choice as it stands now.

    Raises:
        Unacceptable: more than ten, or one that is shared would be left out.
        Conflict: the choice was changed in another window in between.
        NotFound: a question that neither the menu nor the own themes have.
    """
    unique = _at_most_ten(keys)
    with at_desk(actor, policy.SHARE, conversation_id=conversation_id) as desk:
        new_revision = desk.choose(unique, revision=revision)
        _note(actor, desk)
    return new_revision


def add_own_question(
    actor: Actor, /, *, conversation_id: UUID, title: str, keys: Sequence[str], revision: int | None = None
) -> str:
    """Write a question of one's own and choose it, after these; returns the point's name.

    Raises:
        Unacceptable: too long or empty, more than ten, or one that is shared would be left out; nothing is stored.
        Conflict: the choice was changed in another window in between; nothing is stored.
        NotFound: a question that neither the menu nor the own themes have.
    """
    title = _title(title, code="question_length", field="own")
    point = f"own:{new_id()}"
    unique = _at_most_ten([*keys, point])
    with at_desk(actor, policy.SHARE, conversation_id=conversation_id) as desk:
        _add_own(desk, point, title)
        desk.choose(unique, revision=revision)
        _note(actor, desk)
    return point


def add_own_theme(actor: Actor, /, *, conversation_id: UUID, title: str) -> str:
    """Add a theme of one's own; returns the point's name."""
    title = _title(title, code="title_length", field="title")
    point = f"own:{new_id()}"
    with at_desk(actor, policy.SHARE, conversation_id=conversation_id) as desk:
        _add_own(desk, point, title)
        note_progress(actor, conversation=desk.conversation)
    return point


def remove_own_theme(actor: Actor, /, *, conversation_id: UUID, point: str) -> None:
    """Remove a theme or question of one's own that is not shared."""
    with at_desk(actor, policy.SHARE, conversation_id=conversation_id) as desk:
        if point.startswith("own:"):
            chosen = chosen_keys(desk.writing, desk.part)
            if point in chosen and not is_shared(desk.writing, desk.capacity, point):
                desk.choose([key for key in chosen if key != point])
            for kind in ("title", "text", "matters"):
                desk.writing.remove(desk.part, own_field(kind, point))


def _note(actor: Actor, desk: Desk) -> None:
    """Note that one has begun, and tell the other's page where what the two share has changed."""
    desk.bump_if_shared()
    if desk.writing.has_changed(desk.part):
        note_progress(actor, conversation=desk.conversation)


def _add_own(desk: Desk, point: str, title: str) -> None:
    desk.writing.write(desk.part, own_field("title", point), title, revision=0)
    desk.writing.write(desk.part, own_field("text", point), "", revision=0)


def _title(title: str, *, code: str, field: str) -> str:
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise Unacceptable(code, field=field, most=LONGEST_TITLE)
    return title


def _at_most_ten(keys: Sequence[str]) -> list[str]:
    unique = list(dict.fromkeys(keys))
    if len(unique) > MOST_CHOSEN:
        raise Unacceptable("too_many_questions", field="questions", most=MOST_CHOSEN, chosen=len(unique))
    return unique
