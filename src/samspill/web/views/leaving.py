"""Leaving a held conversation without a confirmed plan, and taking it up again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.conversations.overview import read_before
from samspill.plans.policy import LEAVE_UNCONFIRMED
from samspill.plans.services import leaving
from samspill.web.rendering import go_to, show


def leave(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Ask, then end it without a confirmed plan."""
    if request.method == "POST":
        leaving.leave_unconfirmed(actor, conversation_id=conversation_id)
        messages.success(request, _("It is left without a confirmed plan. Nobody asks you why."))
        return go_to(request, "agreement", conversation_id=conversation_id)
    meeting = read_before(actor, conversation_id=conversation_id, act=LEAVE_UNCONFIRMED)
    return show(request, "agreement/leave.html", {"meeting": meeting})


def take_up_again(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Go back to writing up the plan."""
    leaving.take_up_again(actor, conversation_id=conversation_id)
    messages.success(request, _("The plan is taken up again. Read it through, and confirm it when you agree."))
    return go_to(request, "agreement", conversation_id=conversation_id)
