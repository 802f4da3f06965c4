"""Asking the other of the two for something before the conversation, and answering."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.conversations.services import wishing
from samspill.web.rendering import go_to


def wish(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Ask for what the pressed button says."""
    wishing.make_wish(actor, conversation_id=conversation_id, kind=request.POST.get("kind", ""))
    messages.success(request, _("It is asked for. Nobody asks you why."))
    return go_to(request, "conversation", conversation_id=conversation_id)


def withdraw(request: HttpRequest, actor: Actor, conversation_id: UUID, wish_id: UUID) -> HttpResponse:
    """Take back what one has asked for."""
    wishing.withdraw_wish(actor, conversation_id=conversation_id, wish_id=wish_id)
    messages.success(request, _("It is taken back."))
    return go_to(request, "conversation", conversation_id=conversation_id)


def meet(request: HttpRequest, actor: Actor, conversation_id: UUID, wish_id: UUID) -> HttpResponse:
    """Say that it is seen to."""
    wishing.meet_wish(actor, conversation_id=conversation_id, wish_id=wish_id)
    messages.success(request, _("The other of you is told that it is seen to."))
    return go_to(request, "conversation", conversation_id=conversation_id)
