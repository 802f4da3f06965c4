"""A guide as the two of a conversation will see it: the real pages, with nobody in them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.conversations.previewing import preview_meeting, preview_preparation
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.guides.direction import Direction, direction_of_all
from samspill.guides.queries import read_offered_menu, read_whole
from samspill.guides.texts import GuideText, guide_in
from samspill.plans.previewing import preview_room
from samspill.web.forms.preparing import PreparationForm
from samspill.web.framing import framed
from samspill.web.preparation_page import page_of
from samspill.web.rendering import show
from samspill.web.views.meeting import room_context

SIDES = {"medarbeider": "employee", "leder": "leader"}


@framed
def preview(request: HttpRequest, actor: Actor, key: str, side: str, step: str) -> HttpResponse:
    """One page of a conversation that is built on the draft, in the language asked for; nothing can be sent from it."""
    shown = {"innkalling": _invitation, "forberedelse": _preparation, "samtale": _room}.get(step)
    if side not in SIDES or shown is None:
        raise NotFound
    guide_language = _language(request)
    guide = guide_in(read_whole(actor, key=key), guide_language)
    with translation.override(guide_language):
        direction = direction_of_all(year=clock.today().year, language=guide_language)
        return shown(request, guide, direction, SIDES[side], guide_language)


def _invitation(
    request: HttpRequest, guide: GuideText, direction: Direction, capacity: str, language: str
) -> HttpResponse:
    meeting = preview_meeting(capacity=capacity, state=State.INVITED, language=language)
    context = {"meeting": meeting, "guide": guide, "is_preview": True}
    return show(request, "guides/preview_invitation.html", context)


def _preparation(
    request: HttpRequest, guide: GuideText, direction: Direction, capacity: str, language: str
) -> HttpResponse:
    menu = read_offered_menu(language)
    text = preview_preparation(guide, menu, direction, capacity=capacity, language=language)
    page = page_of(text, PreparationForm(text.every_point), alone=request.GET.get("punkt", ""))
    return show(request, "conversations/preparation.html", page | {"is_preview": True})


def _room(request: HttpRequest, guide: GuideText, direction: Direction, capacity: str, language: str) -> HttpResponse:
    text = preview_room(guide, read_offered_menu(language), direction, capacity=capacity, language=language)
    page = room_context(text, request.GET.get("tema", ""))
    return show(request, "meeting/room.html", page | {"is_preview": True})


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("sprak", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE
