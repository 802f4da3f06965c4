"""Preparing: the points one by one or all on one page, and the own copy."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.queries import read_preparation
from samspill.conversations.services import choosing, preparing
from samspill.documents.wording import write_time
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.plans.last_time import read_last_agreement
from samspill.web.forms.preparing import PreparationForm
from samspill.web.numbers import read_number
from samspill.web.preparation_page import copy_of, page_of
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence

POINT_ACTS: dict[str, Callable[..., None]] = {
    "share": preparing.share_point,
    "take-back": preparing.take_back,
    "remove": choosing.remove_own_theme,
}


def preparation(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Show the preparation; or save all that the page holds and do what the pressed button says."""
    if request.method == "POST" and _is_saved(request, actor, conversation_id):
        return go_to(request, _do(request, actor, conversation_id))
    text = read_preparation(actor, conversation_id=conversation_id)
    form = PreparationForm(text.every_point, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        clashes = preparing.save_points(actor, conversation_id=conversation_id, drafts=form.changes())
        if not clashes:
            return go_to(request, _do(request, actor, conversation_id))
        form.meet(clashes)
    status = 409 if form.clashes else 422 if form.errors else 200
    last = read_last_agreement(actor, meeting=text.meeting)
    context = page_of(text, form, alone=request.GET.get("punkt", "")) | {"last": last}
    return show(request, "conversations/preparation.html", context, status=status)


def _is_saved(request: HttpRequest, actor: Actor, conversation_id: UUID) -> bool:
    """Save what was sent without reading the page first, which is not shown again when all goes well; whether it did."""
    form = PreparationForm.sent(request.POST)
    if not form.points or not form.is_valid():
        return False
    try:
        return not preparing.save_points(actor, conversation_id=conversation_id, drafts=form.drafts())
    except (Denied, NotFound):
        return False


def save(request: HttpRequest, actor: Actor, conversation_id: UUID) -> JsonResponse:
    """Store one field while somebody writes (``autosave.js``)."""
    kind, _, point = request.POST.get("field", "").partition(":")
    value, revision = request.POST.get("value", ""), request.POST.get("revision", "")
    if kind not in {"text", "matters"} or revision != str(read_number(revision)):
        raise NotFound
    try:
        if kind == "text":
            stored = preparing.save_point(
                actor, conversation_id=conversation_id, point=point, text=value, revision=read_number(revision)
            )
        else:
            preparing.mark_point(actor, conversation_id=conversation_id, point=point, matters=value == "true")
            stored = 0
    except Unacceptable as error:
        return JsonResponse({"error": sentence(error)}, status=422)
    except gate.Conflict as conflict:
        current = conflict.current
        theirs = {
            "revision": current.revision if current else 0,
            "value": current.text if current else "",
            "author": "",
        }
        return JsonResponse(theirs, status=409)
    return JsonResponse({"revision": stored, "saved_at": write_time(clock.now())})


def copy(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """The own preparation as a text file, to keep when it is erased here."""
    text = read_preparation(actor, conversation_id=conversation_id)
    headers = {"Content-Disposition": 'attachment; filename="forberedelse.txt"'}
    return HttpResponse(copy_of(text), content_type="text/plain; charset=utf-8", headers=headers)


def _do(request: HttpRequest, actor: Actor, conversation_id: UUID) -> str:
    """Do what the button says, and answer with the address to go to."""
    alone = request.GET.get("punkt", "")
    act, _, point = request.POST.get("act", "").partition(" ")
    if act in {"ready", "not-ready"}:
        preparing.set_ready(actor, conversation_id=conversation_id, is_ready=act == "ready")
        return reverse("preparation", kwargs={"conversation_id": conversation_id})
    if title := request.POST.get("own_title", "").strip():
        point = choosing.add_own_theme(actor, conversation_id=conversation_id, title=title)
    elif act in POINT_ACTS:
        POINT_ACTS[act](actor, conversation_id=conversation_id, point=point)
    if act == "go":
        alone = point
    query = f"?{urlencode({'punkt': alone})}" if alone and act != "remove" else ""
    address = reverse("preparation", kwargs={"conversation_id": conversation_id})
    return f"{address}{query}" + (f"#{point}" if point and not query else "")
