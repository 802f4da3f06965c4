"""Inviting one, and the invitation on paper."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.conversations.overview import read_invitation_draft
from samspill.conversations.services.inviting import invite as send_invitations
from samspill.conversations.services.printing import print_invitation
from samspill.foundation.errors import Unacceptable
from samspill.web.forms.inviting import InviteForm
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence
from samspill.web.steps import Step, steps_of


def invite(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Write, look through, and send or change an invitation."""
    draft = read_invitation_draft(actor, conversation_id=conversation_id)
    form = InviteForm(draft, request.POST or None)
    is_sending = request.POST.get("act") != "preview"
    if request.method == "POST" and form.is_valid() and is_sending and _is_sent(actor, conversation_id, form):
        employee = draft.meeting.employee
        told = (
            _("%(name)s has been invited.") if employee.mail else _("The invitation is ready. Print it for %(name)s.")
        )
        messages.success(request, told % {"name": employee.given_name})
        return go_to(request, "conversation", conversation_id=conversation_id)
    context = {
        "form": form,
        "draft": draft,
        "meeting": draft.meeting,
        "steps": steps_of(draft.meeting, Step.INVITED),
        "preview": form.invitation() if form.is_bound and form.is_valid() else None,
    }
    return show(request, "conversations/invite.html", context, status=422 if form.errors else 200)


def invitation_sheet(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """The invitation as a PDF; asked for by POST it carries a code for one use."""
    address = settings.SAMSPILL_ADDRESS + reverse("paper")
    sheet = print_invitation(actor, conversation_id=conversation_id, address=address, has_code=request.method == "POST")
    headers = {"Content-Disposition": 'attachment; filename="innkalling.pdf"'}
    return HttpResponse(sheet, content_type="application/pdf", headers=headers)


def _is_sent(actor: Actor, conversation_id: UUID, form: InviteForm) -> bool:
    try:
        send_invitations(actor, drafts=[form.draft(conversation_id)])
    except Unacceptable as error:
        form.add_error(error.field, sentence(error))
        return False
    return True
