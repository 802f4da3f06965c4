"""Asking for a conversation outside the rounds, beginning one on the spot, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.conversations.queries_for_asking import Counterpart, find_counterpart, kinds_for, list_own_leaders
from samspill.conversations.services import asking
from samspill.conversations.services.holding import start_conversation
from samspill.web.forms.asking import AskForm
from samspill.web.rendering import go_to, show


def ask(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose which conversation to ask for; with one's own leader, or with somebody whom one leads."""
    wanted = request.GET.get("med", "")
    choices = [] if wanted else list_own_leaders(actor)
    if not wanted and len(choices) != 1:
        return show(request, "asking/with_whom.html", {"choices": choices})
    counterpart = _find(actor, wanted) if wanted else choices[0]
    kinds = kinds_for(actor, counterpart=counterpart)
    form = AskForm(kinds, request.POST or None, initial={"kind": request.GET.get("slag", "")})
    if form.is_valid():
        pair = counterpart.asking(form.cleaned_data["kind"])
        made = asking.ask_for_conversation(
            actor, kind=pair.kind, employee_id=pair.employee_id, leader_id=pair.leader_id
        )
        return _go_on(request, actor, made.id, counterpart)
    context = {"form": form, "counterpart": counterpart}
    return show(request, "asking/ask.html", context, status=422 if form.is_bound else 200)


def _find(actor: Actor, wanted: str) -> Counterpart:
    try:
        return find_counterpart(actor, person_id=UUID(wanted))
    except ValueError as error:
        raise NotFound from error


def _go_on(request: HttpRequest, actor: Actor, conversation_id: UUID, counterpart: Counterpart) -> HttpResponse:
    """Begin at once, write the invitation, or see what was asked for."""
    if request.POST.get("act") == "now":
        start_conversation(actor, conversation_id=conversation_id)
        return go_to(request, "room", conversation_id=conversation_id)
    if counterpart.is_led:
        return go_to(request, "invite", conversation_id=conversation_id)
    messages.success(
        request, _("%(name)s is told that you ask. Nobody asks you why.") % {"name": counterpart.person.given_name}
    )
    return go_to(request, "conversation", conversation_id=conversation_id)


def withdraw(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Take back what one has asked for."""
    asking.withdraw(actor, conversation_id=conversation_id)
    messages.success(request, _("It is taken back."))
    return go_to(request, "conversation", conversation_id=conversation_id)


def wish_record(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Ask for a record, and come back to where one was."""
    asking.wish_record(actor, conversation_id=conversation_id)
    messages.success(request, _("There will be a record, which you both confirm."))
    return go_to(
        request, "room" if request.POST.get("back") == "room" else "conversation", conversation_id=conversation_id
    )
