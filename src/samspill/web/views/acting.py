"""Actions: what one is to do, what others are to do, and how it goes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from samspill.confidentiality.actors import Actor
from samspill.plans.owed import list_actions
from samspill.plans.services.following_up import set_action_state
from samspill.web.rendering import go_to, show

WAYS_BACK = {"home", "actions"}


def actions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All actions, late ones first."""
    found = list_actions(actor)
    still_open = [one for one in found if one.is_open]
    context = {
        "mine": [one for one in still_open if one.is_mine],
        "others": [one for one in still_open if not one.is_mine],
        "settled": [one for one in found if not one.is_open],
        "back": "actions",
    }
    return show(request, "actions/actions.html", context, parts={"all-actions": "lists"})


def set_state(request: HttpRequest, actor: Actor, action_id: UUID) -> HttpResponse:
    """Say how an action goes, and come back to where one was."""
    set_action_state(actor, action_id=action_id, state=request.POST.get("state", ""))
    back = request.POST.get("back", "")
    return go_to(request, back if back in WAYS_BACK else "actions")
