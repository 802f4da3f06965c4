"""Putting the plan together: goals and actions, from the room or from the agreement."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.queries import read_meeting
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
from samspill.plans.texts import ActionText, GoalText
from samspill.web.action_wording import advice_on_action
from samspill.web.forms.agreeing import ActionForm, GoalForm
from samspill.web.forms.refusing import refuse, with_values
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence
from samspill.web.views.meeting import topic_address

Find = Callable[[AgreementText], GoalText | ActionText | None]


def new_goal(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Add a goal."""
    text = read_agreement(actor, conversation_id=conversation_id)
    form = GoalForm(request.POST or None, meeting=text.meeting, direction=text.direction)

    def save() -> None:
        add_goal(actor, conversation_id=conversation_id, **form.filled())

    return _answer(request, actor, text, form, save, kind="goal")


def edit_goal(request: HttpRequest, actor: Actor, conversation_id: UUID, goal_id: UUID) -> HttpResponse:
    """Change a goal."""
    text = read_agreement(actor, conversation_id=conversation_id)
    find = partial(_goal_in, goal_id=goal_id)
    form = GoalForm(request.POST or None, meeting=text.meeting, direction=text.direction, standing=find(text))

    def save() -> None:
        revision = form.cleaned_data["revision"] or 0
        change_goal(actor, conversation_id=conversation_id, goal_id=goal_id, revision=revision, **form.filled())

    return _answer(request, actor, text, form, save, kind="goal", find=find)


def _goal_in(text: AgreementText, *, goal_id: UUID) -> GoalText | None:
    return next((goal for goal in text.plan.goals if goal.goal.id == goal_id), None)


def new_action(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Add an action."""
    text = read_agreement(actor, conversation_id=conversation_id)
    initial = _begun_with(request, actor, text)
    form = ActionForm(request.POST or None, initial=initial, meeting=text.meeting, goals=text.plan.goals)

    def save() -> None:
        add_action(actor, conversation_id=conversation_id, draft=form.draft())

    return _answer(request, actor, text, form, save, kind="action")


def _begun_with(request: HttpRequest, actor: Actor, text: AgreementText) -> dict[str, str]:
    """What the form starts from: who is to do it, or an unfinished action from last time, all but its dates."""
    wanted = request.GET.get("fra", "")
    if request.method == "POST":
        return {}
    if not wanted:
        return {"responsible": request.GET.get("hvem", "") or "employee"}
    last = read_last_agreement(actor, meeting=text.meeting, is_for_both=True)
    one = last.unfinished(wanted) if last else None
    if one is None:
        raise NotFound
    return {"what": one.what, "responsible": one.action.responsible, "support": one.support}


def edit_action(request: HttpRequest, actor: Actor, conversation_id: UUID, action_id: UUID) -> HttpResponse:
    """Change an action."""
    text = read_agreement(actor, conversation_id=conversation_id)
    find = partial(_action_in, action_id=action_id)
    initial = _as_it_stands(find(text))
    form = ActionForm(request.POST or None, initial=initial, meeting=text.meeting, goals=text.plan.goals)

    def save() -> None:
        revision = form.cleaned_data["revision"] or 0
        change_action(
            actor, conversation_id=conversation_id, action_id=action_id, draft=form.draft(), revision=revision
        )

    return _answer(request, actor, text, form, save, kind="action", find=find)


def _action_in(text: AgreementText, *, action_id: UUID) -> ActionText | None:
    return next((action for action in text.plan.actions if action.action.id == action_id), None)


def _as_it_stands(one: ActionText | None) -> dict[str, object]:
    if one is None:
        return {}
    row = one.action
    initial = {"what": one.what, "support": one.support, "revision": one.revision, "responsible": row.responsible}
    return initial | {"due_on": row.due_on, "next_check_on": row.next_check_on, "goal": row.goal_id or ""}


def action_advice(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """How an action could be worded, while somebody types it. Nothing is stored, and nothing is logged."""
    meeting = read_meeting(actor, conversation_id=conversation_id)
    sentences = advice_on_action(request.POST.get("text", ""), meeting.conversation.language)
    return show(request, "components/advice.html", {"sentences": sentences})


def _answer(
    request: HttpRequest,
    actor: Actor,
    text: AgreementText,
    form: forms.Form,
    save: Callable[[], None],
    *,
    kind: str,
    find: Find | None = None,
) -> HttpResponse:
    topic, page = request.POST.get("topic", "") or request.GET.get("tema", ""), f"agreement/{kind}.html"
    edited = find(text) if find else None
    context = {"text": text, "meeting": text.meeting, "form": form, "edited": edited, "topic": topic}
    if find and edited is None:
        return _gone(request, text, form, kind=kind, topic=topic)
    if form.is_valid():
        try:
            save()
        except Unacceptable as error:
            refuse(form, error)
        except NotFound:
            return _gone(request, text, form, kind=kind, topic=topic)
        except Denied:  # it was theirs to read a moment ago, so the plan has been closed while it was filled in
            refuse(form, Unacceptable("plan_closed"))
        except gate.Conflict:
            context["theirs"] = _theirs(request, actor, text, form, find)
            return show(request, page, context, status=409)
        else:
            return _go_back(request, text.meeting.conversation.id, topic)
    return show(request, page, context, status=422 if form.is_bound else 200)


def _gone(request: HttpRequest, text: AgreementText, form: forms.Form, *, kind: str, topic: str) -> HttpResponse:
    """What the other has taken out of the plan meanwhile: told, and what was written can be added anew."""
    conversation_id = text.meeting.conversation.id
    if not form.is_bound:
        messages.info(request, _("This was taken out of the plan meanwhile."))
        return _go_back(request, conversation_id, topic)
    form.data = with_values(request.POST, {"revision": "0"})
    context = {"text": text, "meeting": text.meeting, "form": form, "topic": topic}
    context["add_at"] = reverse(f"{kind}_new", kwargs={"conversation_id": conversation_id})
    return show(request, f"agreement/{kind}.html", context, status=409)


def _theirs(
    request: HttpRequest, actor: Actor, text: AgreementText, form: forms.Form, find: Find | None
) -> GoalText | ActionText | None:
    """What the other has written, to stand beside one's own; saving once more replaces it."""
    theirs = find(read_agreement(actor, conversation_id=text.meeting.conversation.id)) if find else None
    posted = request.POST.copy()
    posted["revision"] = str(theirs.revision if theirs else 0)
    form.data = posted
    return theirs


def _go_back(request: HttpRequest, conversation_id: UUID, topic: str) -> HttpResponse:
    if topic:
        return go_to(request, topic_address(conversation_id, topic))
    return go_to(request, "agreement", conversation_id=conversation_id)


def drop_goal(request: HttpRequest, actor: Actor, conversation_id: UUID, goal_id: UUID) -> HttpResponse:
    """Take a goal out of the draft."""
    with suppress(NotFound):  # the other was quicker
        remove_goal(actor, conversation_id=conversation_id, goal_id=goal_id)
    messages.success(request, _("The goal is removed."))
    return _go_back(request, conversation_id, request.POST.get("topic", ""))


def drop_action(request: HttpRequest, actor: Actor, conversation_id: UUID, action_id: UUID) -> HttpResponse:
    """Take an action out of the draft."""
    with suppress(NotFound):  # the other was quicker
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
