"""The talk compass while somebody types what the other will read. Nothing is stored, and nothing is logged."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from samspill.confidentiality.actors import Actor
from samspill.conversations.queries import read_meeting
from samspill.web.compass import where_it_belongs
from samspill.web.rendering import show


def compass(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """The line under the field, as a small part of a page; empty when there is nothing to say."""
    meeting = read_meeting(actor, conversation_id=conversation_id)
    sentences = where_it_belongs(request.POST.get("text", ""), meeting.conversation.language)
    return show(request, "components/advice.html", {"sentences": sentences})
