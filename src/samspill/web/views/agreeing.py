"""The agreement: read through, put right, confirm, keep, and say how the conversation was."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.archive.queries import read_delivery, title_in_journal
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied
from samspill.conversations.overview import read_before
from samspill.foundation.errors import Unacceptable
from samspill.organisation.facts import the_organisation
from samspill.plans.last_time import read_last_agreement
from samspill.plans.policy import REOPEN
from samspill.plans.queries import (
    AgreementText,
    read_agreement,
    read_draft_copy,
    read_evaluation,
    read_own_copy,
)
from samspill.plans.services.confirming import confirm_plan, reopen_plan
from samspill.plans.services.evaluating import evaluate
from samspill.web.forms.agreeing import ConfirmForm, EvaluationForm, ReopeningForm
from samspill.web.forms.refusing import refuse
from samspill.web.rendering import go_to, show
from samspill.web.steps import Step, steps_of

SUGGESTED_ACTIONS = 3


def agreement(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """The plan as it stands, and what can be done with it."""
    text = read_agreement(actor, conversation_id=conversation_id)
    return _shown(request, actor, text, ConfirmForm(initial={"seen_hash": text.text_hash}))


def _shown(
    request: HttpRequest, actor: Actor, text: AgreementText, form: ConfirmForm, *, status: int = 200
) -> HttpResponse:
    conversation = text.meeting.conversation
    is_agreed, is_unconfirmed = conversation.state == "agreed", conversation.state == "unconfirmed"
    organisation = the_organisation()
    is_draft = conversation.state in {"started", "held"}
    context = {
        "text": text,
        "meeting": text.meeting,
        "steps": steps_of(text.meeting, Step.AGREED),
        "form": form,
        "is_draft": is_draft,
        "last": read_last_agreement(actor, meeting=text.meeting, is_for_both=True) if is_draft else None,
        "drafted": {one.what for one in text.plan.actions},
        "is_held": conversation.state == "held",
        "is_agreed": is_agreed,
        "is_unconfirmed": is_unconfirmed,
        "has_many_actions": len(text.plan.actions) > SUGGESTED_ACTIONS,
        "delivery": read_delivery(actor, conversation=conversation) if is_agreed or is_unconfirmed else None,
        "public_title": title_in_journal(conversation, organisation),
        "organisation": organisation,
        "organisation_name": organisation.name,  # known already, so not read for the header
    }
    return show(request, "agreement/agreement.html", context, status=status)


def confirm(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Confirm the text that one has read."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _shown(request, actor, read_agreement(actor, conversation_id=conversation_id), form, status=422)
    seen_hash, remark = form.cleaned_data["seen_hash"], form.cleaned_data["remark"]
    try:
        is_agreed = confirm_plan(actor, conversation_id=conversation_id, seen_hash=seen_hash, remark=remark)
    except Unacceptable as error:
        text = read_agreement(actor, conversation_id=conversation_id)
        form = ConfirmForm({"remark": remark, "seen_hash": text.text_hash})
        refuse(form, error)
        return _shown(request, actor, text, form, status=409 if error.code == "text_changed" else 422)
    except Denied:  # a button that was pressed twice: the first time made it agreed
        if not read_agreement(actor, conversation_id=conversation_id).has_confirmed:
            raise
        return go_to(request, "agreement", conversation_id=conversation_id)
    done = _("You have both confirmed. The plan is agreed.") if is_agreed else _("You have confirmed the plan.")
    messages.success(request, done)
    return go_to(request, "agreement", conversation_id=conversation_id)


def reopen(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Open the plan again: asked first, since both confirmations fall away, and the other is told why."""
    form = ReopeningForm(request.POST or None)
    if form.is_valid():
        try:
            reopen_plan(actor, conversation_id=conversation_id, reason=form.cleaned_data["reason"])
        except Unacceptable as error:
            refuse(form, error)
        else:
            messages.success(request, _("The plan is open again."))
            return go_to(request, "agreement", conversation_id=conversation_id)
    meeting = read_before(actor, conversation_id=conversation_id, act=REOPEN)
    context = {"meeting": meeting, "form": form}
    return show(request, "agreement/reopen.html", context, status=422 if form.errors else 200)


def own_copy(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """One's own copy, to keep."""
    return _as_file(read_own_copy(actor, conversation_id=conversation_id), name=_("plan.pdf"), is_kept=True)


def draft_copy(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """The document as it would be filed now."""
    return _as_file(read_draft_copy(actor, conversation_id=conversation_id), name=_("draft.pdf"), is_kept=False)


def _as_file(content: bytes, *, name: str, is_kept: bool) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'{"attachment" if is_kept else "inline"}; filename="{name}"'
    return response


def evaluation(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """How the conversation was."""
    text = read_evaluation(actor, conversation_id=conversation_id)
    given = {"usefulness": text.own.usefulness, **text.own.answers} if text.own else None
    form = EvaluationForm(request.POST or None, initial=given, questions=text.guide.evaluation)
    if form.is_valid():
        try:
            usefulness = form.cleaned_data["usefulness"]
            evaluate(actor, conversation_id=conversation_id, usefulness=usefulness, answers=form.answers())
        except Unacceptable as error:
            refuse(form, error)
        else:
            messages.success(request, _("Thank you. It is saved."))
            return go_to(request, "agreement", conversation_id=conversation_id)
    context = {"text": text, "meeting": text.meeting, "form": form}
    return show(request, "agreement/evaluation.html", context, status=422 if form.is_bound else 200)
