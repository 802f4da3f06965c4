"""Correcting a spelling mistake in an agreed plan: propose, answer, take back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.conversations.overview import read_before
from samspill.foundation.errors import Unacceptable
from samspill.plans.policy import PROPOSE_CORRECTION
from samspill.plans.queries import read_agreement
from samspill.plans.services.correcting import (
    accept_correction,
    decline_correction,
    propose_correction,
    withdraw_correction,
)
from samspill.web.forms.agreeing import CorrectionForm
from samspill.web.forms.refusing import refuse
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence


def correct(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Choose the text, then write how it is spelt."""
    meeting = read_before(actor, conversation_id=conversation_id, act=PROPOSE_CORRECTION)
    text = read_agreement(actor, conversation_id=conversation_id)
    wanted = request.GET.get("tekst", "")
    chosen = next((one for one in text.words if one.field == wanted), None)
    if wanted and chosen is None:
        raise NotFound
    form = CorrectionForm(request.POST or None, initial={"after": chosen.text if chosen else ""})
    if chosen is not None and form.is_valid():
        try:
            propose_correction(
                actor, conversation_id=conversation_id, field=chosen.field, after=form.cleaned_data["after"]
            )
        except Unacceptable as error:
            refuse(form, error)
        else:
            messages.success(request, _("The correction is proposed. The other of you answers it."))
            return go_to(request, "agreement", conversation_id=conversation_id)
    context = {"meeting": meeting, "texts": text.words, "waiting": text.waiting, "chosen": chosen, "form": form}
    return show(request, "agreement/correct.html", context, status=422 if form.errors else 200)


def answer(request: HttpRequest, actor: Actor, conversation_id: UUID, correction_id: UUID) -> HttpResponse:
    """Accept or decline what the other proposed, in one tap."""
    is_accepted = request.POST.get("answer") == "accept"
    act = accept_correction if is_accepted else decline_correction
    try:
        act(actor, conversation_id=conversation_id, correction_id=correction_id)
    except Unacceptable as error:
        messages.warning(request, sentence(error))
    else:
        accepted = _("The spelling is corrected. Both confirmations stand.")
        messages.success(
            request, accepted if is_accepted else _("The correction is declined. The text stays as it was.")
        )
    return go_to(request, "agreement", conversation_id=conversation_id)


def withdraw(request: HttpRequest, actor: Actor, conversation_id: UUID, correction_id: UUID) -> HttpResponse:
    """Take back what one has proposed."""
    try:
        withdraw_correction(actor, conversation_id=conversation_id, correction_id=correction_id)
    except Unacceptable as error:
        messages.warning(request, sentence(error))
    else:
        messages.success(request, _("It is taken back."))
    return go_to(request, "agreement", conversation_id=conversation_id)
