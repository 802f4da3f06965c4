"""Sharing the conversations of a team with another leader, and taking them back (S15)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.confidentiality.actors import Actor
from samspill.conversations.services.sharing import share_conversations, take_back_conversations
from samspill.foundation.errors import Unacceptable
from samspill.organisation.queries import find_colleagues, list_delegations, list_led
from samspill.web.forms.planning import SharingForm
from samspill.web.rendering import go_to, show

ERRORS = {"self": "delegate", "nobody": "employees"}


def delegations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How the actor shares the conversations today, and a form to share more."""
    led = list_led(actor)
    form = SharingForm(request.POST or None, led=led)
    if request.method == "POST" and form.is_valid() and _share(request, actor, form):
        return go_to(request, "delegations")
    context = {"form": form, "delegations": list_delegations(actor), "has_team": bool(led)}
    return show(request, "team/sharing.html", context, status=422 if form.errors else 200)


def end_sharing(request: HttpRequest, actor: Actor, delegation_id: UUID) -> HttpResponse:
    """Take the conversations back."""
    take_back_conversations(actor, delegation_id=delegation_id)
    messages.success(request, _("The conversations are yours again. Those that have begun stay where they are."))
    return go_to(request, "delegations")


def _share(request: HttpRequest, actor: Actor, form: SharingForm) -> bool:
    found = find_colleagues(actor, text=form.cleaned_data["delegate"])
    if len(found) != 1:
        form.add_error("delegate", _which(found))
        return False
    try:
        moved = share_conversations(actor, delegate_id=found[0].id, **form.reach)
    except Unacceptable as error:
        form.add_error(ERRORS.get(error.code), _sentence(error))
        return False
    told = ngettext(
        "%(name)s leads %(n)s of your conversations now.", "%(name)s leads %(n)s of your conversations now.", moved
    )
    messages.success(request, told % {"name": found[0].full_name, "n": moved})
    return True


def _which(found: list) -> str:  # type: ignore[type-arg]
    if not found:
        return _("Nobody by this name or number works here.")
    names = ", ".join(f"{one.full_name} ({one.employee_number})" for one in found)
    return _("Several have this name. Write the employee number instead: %(names)s") % {"names": names}


def _sentence(error: Unacceptable) -> str:
    if error.code == "self":
        return _("Choose another than yourself, and not one of those who are to have the conversation.")
    return _("This reaches none of your employees. Choose names, an occupation or a unit.")
