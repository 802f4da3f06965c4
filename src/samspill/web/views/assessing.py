"""The assessment of the last period, and the answer to it: one page, for one conversation at a time."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.conversations.assessment import AssessmentText, read_assessment
from samspill.conversations.services import assessing
from samspill.documents.wording import write_time
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.web.forms.assessing import PAY, AssessmentForm
from samspill.web.numbers import read_number
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence

SAVES: dict[str, Callable[..., int]] = {"assessment": assessing.save_assessment, "answer": assessing.save_answer}


def assessment(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Show the text and the answer; or save what the reader has written, and let the other read it when asked to."""
    text = read_assessment(actor, conversation_id=conversation_id)
    form = AssessmentForm(text, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _do(request, actor, text, form):
        return go_to(request, "assessment", conversation_id=conversation_id)
    status = 409 if form.clash else 422 if form.errors else 200
    context = {"text": text, "meeting": text.meeting, "form": form}
    return show(request, "conversations/assessment.html", context, status=status)


def save(request: HttpRequest, actor: Actor, conversation_id: UUID) -> JsonResponse:
    """Store the text or the answer while somebody writes (``autosave.js``)."""
    name, value, revision = (request.POST.get(key, "") for key in ("field", "value", "revision"))
    if name not in SAVES or revision != str(read_number(revision)):
        raise NotFound
    try:
        stored = SAVES[name](actor, conversation_id=conversation_id, text=value, revision=read_number(revision))
    except Unacceptable as error:
        return JsonResponse({"error": sentence(error)}, status=422)
    except gate.Conflict as conflict:
        current = conflict.current
        standing = (current.revision, current.text) if current else (0, "")
        return JsonResponse({"revision": standing[0], "value": standing[1], "author": ""}, status=409)
    return JsonResponse({"revision": stored, "saved_at": write_time(clock.now())})


def _do(request: HttpRequest, actor: Actor, text: AssessmentText, form: AssessmentForm) -> bool:
    """Save, and hand over if that is what the button says; whether all of it went well."""
    about = {"conversation_id": text.meeting.conversation.id}
    try:
        if form.is_changed:
            revision = form.cleaned_data["revision"]
            form.see(SAVES[form.field_name](actor, text=form.written, revision=revision, **about))
        if request.POST.get("act") == "hand-over":
            _hand_over(request, actor, text, form)
    except gate.Conflict as conflict:
        form.meet(conflict.current)
        return False
    except Unacceptable as error:
        form.ask_anew(is_for_pay=text.is_for_pay)
        form.add_error(error.field, sentence(error))
        return False
    return True


def _hand_over(request: HttpRequest, actor: Actor, text: AssessmentText, form: AssessmentForm) -> None:
    about = {"conversation_id": text.meeting.conversation.id}
    if text.meeting.is_leader:
        assessing.share_assessment(actor, is_for_pay=form.cleaned_data["purpose"] == PAY, **about)
    else:
        assessing.give_answer(actor, **about)
    other = text.meeting.other
    messages.success(request, _("%(name)s can read it now, and is told.") % {"name": other.given_name if other else ""})
