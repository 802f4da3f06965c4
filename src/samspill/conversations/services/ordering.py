"""Putting the agenda in another order: order and emphasis differ from person to person (S22), and either may choose."""

import json
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound, Part
from samspill.conversations import policy
from samspill.conversations.agenda import EXPECTATIONS, ORDER, build_agenda
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import Conversation
from samspill.conversations.services.writing import bump
from samspill.guides.queries import read_guide, read_menu


def place_topic(actor: Actor, /, *, conversation_id: UUID, topic: str, place: int) -> None:
    """Put a topic in another place; expectations come first whatever else is chosen (S28).

    Args:
        actor: one of the two.
        conversation_id: one that is under way, or being written up.
        topic: the topic's key.
        place: where it is to stand, 1 right after the expectations; taken as the nearest that there is.

    Raises:
        NotFound: there is no such topic, or it is the expectations.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, policy.READ_SHARED, policy.MARK_THEME) as writing:
            keys = _keys(conversation, writing)
            if topic not in keys:
                raise NotFound
            keys.remove(topic)
            keys.insert(max(0, place - 1), topic)
            writing.write(Part.CONVERSATION_NOTES, ORDER, json.dumps(keys), revision=None)
        bump(conversation)


def _keys(conversation: Conversation, opened: gate.Opened) -> list[str]:
    guide = read_guide(conversation.guide_version_id, conversation.language)
    menu = read_menu(conversation.menu_version_id, conversation.language)
    return [topic.key for topic in build_agenda(guide, menu, opened) if topic.key != EXPECTATIONS]
