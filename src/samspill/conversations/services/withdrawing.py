"""Withdrawing a meeting from both calendars: the same event with a higher sequence (RFC 5546)."""

from samspill.conversations.messages import put_call_off
from samspill.conversations.models import Conversation


def withdraw_meeting(conversation: Conversation) -> None:
    """Tell both that a planned meeting will not be held then; nothing to tell where none was planned."""
    if conversation.planned_at is None:
        return
    conversation.calendar_sequence += 1
    conversation.save(update_fields=["calendar_sequence"])
    put_call_off(conversation)
