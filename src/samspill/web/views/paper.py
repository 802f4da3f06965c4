"""Held and signed on paper: for those who have no way to sign in, and for leaders who held it without a screen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.conversations import policy
from samspill.conversations.overview import read_before
from samspill.conversations.services.holding import hold_on_paper
from samspill.foundation.errors import Unacceptable
from samspill.plans.policy import SIGN_ON_PAPER
from samspill.plans.queries import read_agreement, read_draft_copy
from samspill.plans.services.confirming import sign_on_paper
from samspill.web.forms.paper import HeldOnPaperForm, SignedOnPaperForm
from samspill.web.forms.refusing import refuse
from samspill.web.rendering import go_to, show


def held(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Say on which day it was held, then write up the plan."""
    meeting = read_before(actor, conversation_id=conversation_id, act=policy.HOLD_ON_PAPER)
    form = HeldOnPaperForm(request.POST or None)
    if form.is_valid():
        try:
            hold_on_paper(actor, conversation_id=conversation_id, held_on=form.cleaned_data["held_on"])
        except Unacceptable as error:
            refuse(form, error)
        else:
            messages.success(request, _("Now write down what you agreed on."))
            return go_to(request, "agreement", conversation_id=conversation_id)
    context = {"meeting": meeting, "form": form}
    return show(request, "agreement/held_on_paper.html", context, status=422 if form.errors else 200)


def sheet(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """The plan with lines to sign on."""
    content = read_draft_copy(actor, conversation_id=conversation_id, is_for_signing=True)
    headers = {"Content-Disposition": f'inline; filename="{_("to-sign.pdf")}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def signed(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Say that both have signed exactly this text."""
    meeting = read_before(actor, conversation_id=conversation_id, act=SIGN_ON_PAPER)
    text = read_agreement(actor, conversation_id=conversation_id)
    form = SignedOnPaperForm(request.POST or None, initial={"seen_hash": text.text_hash})
    if form.is_valid():
        try:
            sign_on_paper(actor, conversation_id=conversation_id, **form.cleaned_data)
        except Unacceptable as error:
            form = SignedOnPaperForm({**form.cleaned_data, "seen_hash": text.text_hash})
            refuse(form, error)
        else:
            messages.success(request, _("The plan is agreed, signed on paper."))
            return go_to(request, "agreement", conversation_id=conversation_id)
    context = {"meeting": meeting, "form": form, "text": text}
    return show(request, "agreement/signed_on_paper.html", context, status=422 if form.errors else 200)
