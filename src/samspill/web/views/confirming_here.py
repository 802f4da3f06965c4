"""Both confirm on one device: the other proves who they are, and whoever is signed in stays the one who is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from samspill.archive.queries import title_in_journal
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.overview import read_before
from samspill.foundation.errors import Unacceptable
from samspill.organisation.facts import the_organisation
from samspill.people.adapter import please_wait
from samspill.people.services import proving
from samspill.people.tries import TooSoon
from samspill.people.visitors import visitor_of
from samspill.plans.policy import CONFIRM
from samspill.plans.queries import AgreementText, read_agreement
from samspill.plans.services.confirming import confirm_plan
from samspill.web.forms.confirming_here import ConfirmHereForm
from samspill.web.forms.refusing import refuse, with_values
from samspill.web.rendering import go_to, show

NotProved = TooSoon | proving.WrongSecret | ValidationError
NOT_PROVED = (TooSoon, proving.WrongSecret, ValidationError)


@sensitive_post_parameters()
def confirm_here(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """The text once more, and the other's confirmation of it."""
    text = read_agreement(actor, conversation_id=conversation_id)
    if text.has_other_confirmed:
        return go_to(request, "agreement", conversation_id=conversation_id)
    form = _form(request, text)
    try:
        read_before(actor, conversation_id=conversation_id, act=CONFIRM)
        if not form.is_valid():
            return _ask(request, text, form, status=422 if form.is_bound else 200)
        is_agreed = _confirm(request, text, form.cleaned_data)
    except proving.NotEnough:
        return _ask(request, text, _form(request, text, is_code_asked=True), status=422)
    except NOT_PROVED as refusal:
        _explain(form, refusal)
        return _ask(request, text, form, status=422)
    except (Denied, Unacceptable) as error:
        return _not_confirmed(request, read_agreement(actor, conversation_id=conversation_id), error)
    done = _("You have both confirmed. The plan is agreed.") if is_agreed else _("%(name)s has confirmed the plan.")
    messages.success(request, done % {"name": form.name})
    return go_to(request, "agreement", conversation_id=conversation_id)


def _form(request: HttpRequest, text: AgreementText, *, is_code_asked: bool = False, **anew: str) -> ConfirmHereForm:
    """The form as it was sent, if it was, with some values put anew."""
    if text.meeting.other is None:
        raise NotFound
    return ConfirmHereForm(
        with_values(request.POST, anew) if request.method == "POST" else None,
        initial={"seen_hash": text.text_hash},
        name=text.meeting.other.given_name,
        is_code_asked=is_code_asked or "recovery_code" in request.POST,
    )


def _confirm(request: HttpRequest, text: AgreementText, given: dict[str, Any]) -> bool:
    """Let the other prove who they are, and confirm as the one who has.

    Nothing is judged for a text that has changed, which would use up a recovery code in vain.
    """
    person = text.meeting.other
    assert person is not None
    if given["seen_hash"] != text.text_hash:
        raise Unacceptable("text_changed")
    if given["credential"]:
        proved = proving.prove_passkey(person, credential=given["credential"])
    else:
        visitor, code = visitor_of(request, person.employee_number), given.get("recovery_code", "")
        proved = proving.prove_secret(visitor, person=person, typed=given["secret"], recovery_code=code)
    return confirm_plan(
        proved,
        conversation_id=text.meeting.conversation.id,
        seen_hash=given["seen_hash"],
        remark=given["remark"],
        is_on_others_device=True,
    )


def _explain(form: ConfirmHereForm, refusal: NotProved) -> None:
    """Say at its place why it did not work, and no more than the page's reader may know."""
    if isinstance(refusal, TooSoon):
        form.add_error(None, please_wait(refusal))
    elif isinstance(refusal, ValidationError):
        form.add_error("recovery_code", refusal)
    elif form.cleaned_data["credential"]:
        form.add_error(
            None, _("This is not %(name)s’s passkey. Try again, or choose another way.") % {"name": form.name}
        )
    else:
        form.add_error("secret", _("That is not right. Try again."))


def _not_confirmed(request: HttpRequest, text: AgreementText, error: Denied | Unacceptable) -> HttpResponse:
    """What was proved but not confirmed; or confirmed already, by a button that was pressed twice."""
    if text.has_other_confirmed:
        return go_to(request, "agreement", conversation_id=text.meeting.conversation.id)
    if isinstance(error, Denied):
        raise error
    form = _form(request, text, seen_hash=text.text_hash)
    refuse(form, error)
    return _ask(request, text, form, status=409 if error.code == "text_changed" else 422)


def _ask(request: HttpRequest, text: AgreementText, form: ConfirmHereForm, *, status: int) -> HttpResponse:
    organisation, other = the_organisation(), text.meeting.other
    assert other is not None
    has_way_in = proving.has_way_in(other)
    context = {
        "text": text,
        "meeting": text.meeting,
        "other": other,
        "form": form,
        "has_way_in": has_way_in,
        "js_data": {"request_options": proving.ask_for_passkey()} if has_way_in else None,
        "is_held": True,
        "organisation": organisation,
        "organisation_name": organisation.name,  # known already, so not read for the header
        "public_title": title_in_journal(text.meeting.conversation, organisation),
    }
    return show(request, "agreement/confirm_here.html", context, status=status)
