"""A conversation's own page, what ends or postpones it, and who has seen it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.conversations import policy
from samspill.conversations.log import read_who_has_seen
from samspill.conversations.overview import read_before, read_conversation
from samspill.conversations.queries import list_own_conversations, list_team
from samspill.conversations.services import exempting, inviting
from samspill.foundation.errors import Unacceptable
from samspill.web.forms.inviting import ExemptForm
from samspill.web.next_acts import next_act_of
from samspill.web.rendering import go_to, show
from samspill.web.seen import told
from samspill.web.sentences import sentence
from samspill.web.steps import Step, steps_of


def conversation(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """The whole life of one conversation on one page."""
    text = read_conversation(actor, conversation_id=conversation_id)
    context = {
        "text": text,
        "meeting": text.meeting,
        "conversation": text.meeting.conversation,
        "steps": steps_of(text.meeting, Step.INVITED),
        "next_act": next_act_of(text),
    }
    return show(request, "conversations/conversation.html", context)


def call_off(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Ask, then call the meeting off."""
    if request.method == "POST":
        inviting.call_off(actor, conversation_id=conversation_id)
        messages.success(request, _("The meeting is called off. What has been prepared is kept."))
        return go_to(request, "conversation", conversation_id=conversation_id)
    meeting = read_before(actor, conversation_id=conversation_id, act=policy.CALL_OFF)
    return show(request, "conversations/call_off.html", {"meeting": meeting})


def decline(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Ask, then say no, thank you."""
    if request.method == "POST":
        exempting.decline(actor, conversation_id=conversation_id)
        messages.success(request, _("You have said no, thank you. Nobody asks you why."))
        return go_to(request, "conversation", conversation_id=conversation_id)
    meeting = read_before(actor, conversation_id=conversation_id, act=policy.DECLINE)
    return show(request, "conversations/decline.html", {"meeting": meeting})


def exempt(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Exempt for now, with a reason from the list; for the conversation leader."""
    meeting = read_before(actor, conversation_id=conversation_id, act=policy.EXEMPT)
    form = ExemptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            exempting.exempt(actor, conversation_id=conversation_id, **form.cleaned_data)
        except Unacceptable as error:
            form.add_error(error.field, sentence(error))
        else:
            messages.success(request, _("There is no conversation for now."))
            return go_to(request, "conversation", conversation_id=conversation_id)
    context = {"form": form, "meeting": meeting}
    return show(request, "conversations/exempt.html", context, status=422 if form.errors else 200)


def bring_back(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Take an exemption or a no, thank you, back."""
    read_before(actor, conversation_id=conversation_id, act=policy.EXEMPT)
    exempting.bring_back(actor, conversation_id=conversation_id)
    messages.success(request, _("The conversation is back, and can be planned."))
    return go_to(request, "conversation", conversation_id=conversation_id)


def who_has_seen(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """The log of one conversation, in plain words."""
    seen = read_who_has_seen(actor, conversation_id=conversation_id)
    context = {"seen": seen, "meeting": seen.meeting, "lines": told(seen.lines)}
    return show(request, "conversations/who_has_seen.html", context)


def who_has_seen_all(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All the actor's conversations, each with the way to its log."""
    context = {"own": list_own_conversations(actor), "led": list_team(actor)}
    return show(request, "conversations/who_has_seen_all.html", context)
