"""Putting the plan together: goals and actions, from the room or from the agreement."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation.errors import Unacceptable
from samspill.plans.last_time import read_last_agreement
from samspill.plans.queries import AgreementText, read_agreement
from samspill.plans.services.drafting import (
    add_action,
    add_goal,
    change_action,
    change_goal,
    remove_action,
    remove_goal,
    set_without_actions,
)
from samspill.web.forms.agreeing import ActionForm, GoalForm
from samspill.web.forms.refusing import refuse
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence
from samspill.web.views.meeting import topic_address


def new_goal(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Add a goal."""
    text = read_agreement(actor, conversation_id=conversation_id)
    form = GoalForm(request.POST or None)

    def save() -> None:
        filled = form.cleaned_data
        add_goal(actor, conversation_id=conversation_id, text=filled["text"], kind=filled["kind"])

    return _answer(request, text, form, save, kind="goal")


def edit_goal(request: HttpRequest, actor: Actor, conversation_id: UUID, goal_id: UUID) -> HttpResponse:
    """Change a goal."""
    text = read_agreement(actor, conversation_id=conversation_id)
    one = next((goal for goal in text.plan.goals if goal.goal.id == goal_id), None)
    if one is None:
        raise NotFound
    form = GoalForm(request.POST or None, initial={"text": one.text, "kind": one.goal.kind, "revision": one.revision})

    def save() -> None:
        filled = form.cleaned_data
        words = {"text": filled["text"], "kind": filled["kind"]}
        change_goal(actor, conversation_id=conversation_id, goal_id=goal_id, revision=filled["revision"] or 0, **words)

    return _answer(request, text, form, save, kind="goal", edited=one)


def new_action(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Add an action."""
    text = read_agreement(actor, conversation_id=conversation_id)
    form = ActionForm(request.POST or None, initial=_taken_along(request, actor, text), meeting=text.meeting)

    def save() -> None:
        add_action(actor, conversation_id=conversation_id, draft=form.draft())

    return _answer(request, text, form, save, kind="action")


def _taken_along(request: HttpRequest, actor: Actor, text: AgreementText) -> dict[str, str]:
    """What the form starts from when an unfinished action from last time is taken along: all but its dates."""
    wanted = request.GET.get("fra", "")
    if not wanted or request.method == "POST":
        return {}
    last = read_last_agreement(actor, meeting=text.meeting, is_for_both=True)
    one = last.unfinished(wanted) if last else None
    if one is None:
        raise NotFound
    return {"what": one.what, "responsible": one.action.responsible, "support": one.support}


def edit_action(request: HttpRequest, actor: Actor, conversation_id: UUID, action_id: UUID) -> HttpResponse:
    """Change an action."""
    text = read_agreement(actor, conversation_id=conversation_id)
    one = next((action for action in text.plan.actions if action.action.id == action_id), None)
    if one is None:
        raise NotFound
    row = one.action
    initial = {"what": one.what, "support": one.support, "revision": one.revision, "responsible": row.responsible}
    initial |= {"due_on": row.due_on, "next_check_on": row.next_check_on}
    form = ActionForm(request.POST or None, initial=initial, meeting=text.meeting)

    def save() -> None:
        revision = form.cleaned_data["revision"] or 0
        change_action(
            actor, conversation_id=conversation_id, action_id=action_id, draft=form.draft(), revision=revision
        )

    return _answer(request, text, form, save, kind="action", edited=one)


def _answer(
    request: HttpRequest,
    text: AgreementText,
    form: forms.Form,
    save: Callable[[], None],
    *,
    kind: str,
    edited: object = None,
) -> HttpResponse:
    topic = request.POST.get("topic", "") or request.GET.get("tema", "")
    context = {"text": text, "meeting": text.meeting, "form": form, "edited": edited, "topic": topic}
    status = 200
    if form.is_valid():
        try:
            save()
        except Unacceptable as error:
            refuse(form, error)
        except gate.Conflict as conflict:
            return _both_versions(request, context, conflict, kind=kind)
        else:
            return _go_back(request, text.meeting.conversation.id, topic)
    if form.is_bound:
        status = 422
    return show(request, f"agreement/{kind}.html", context, status=status)


def _both_versions(
    request: HttpRequest, context: dict[str, object], conflict: gate.Conflict, *, kind: str
) -> HttpResponse:
    """Show what the other has written beside one's own; saving once more replaces it."""
    form, current = context["form"], conflict.current
    assert isinstance(form, forms.Form)
    posted = request.POST.copy()
    posted["revision"] = str(current.revision if current else 0)
    form.data = posted
    return show(request, f"agreement/{kind}.html", {**context, "theirs": current}, status=409)


def _go_back(request: HttpRequest, conversation_id: UUID, topic: str) -> HttpResponse:
    if topic:
        return go_to(request, topic_address(conversation_id, topic))
    return go_to(request, "agreement", conversation_id=conversation_id)


def drop_goal(request: HttpRequest, actor: Actor, conversation_id: UUID, goal_id: UUID) -> HttpResponse:
    """Take a goal out of the draft."""
    remove_goal(actor, conversation_id=conversation_id, goal_id=goal_id)
    messages.success(request, _("The goal is removed."))
    return _go_back(request, conversation_id, request.POST.get("topic", ""))


def drop_action(request: HttpRequest, actor: Actor, conversation_id: UUID, action_id: UUID) -> HttpResponse:
    """Take an action out of the draft."""
    remove_action(actor, conversation_id=conversation_id, action_id=action_id)
    messages.success(request, _("The action is removed."))
    return _go_back(request, conversation_id, request.POST.get("topic", ""))


def without_actions(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Say that no particular actions are needed, or that some are after all."""
    is_without = request.POST.get("is_without") == "yes"
    try:
        set_without_actions(actor, conversation_id=conversation_id, is_without=is_without)
    except Unacceptable as error:
        messages.warning(request, sentence(error))
    return _go_back(request, conversation_id, request.POST.get("topic", ""))
