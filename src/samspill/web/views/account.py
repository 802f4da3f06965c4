"""The page about one's own sign-in and language, and what can be done from it."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.people.queries import actor_of, read_ways_in
from samspill.people.services.languages import choose_language
from samspill.people.services.sessions import end_other_sessions, end_session, list_sessions
from samspill.web.rendering import go_to, show


def account(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Passkeys, password, language, sessions, and when one was here last."""
    previous = request.session.get("previous_sign_in_at")
    context = {
        "ways": read_ways_in(actor),
        "sessions": list_sessions(actor, current_key=request.session.session_key),
        "previous_sign_in_at": datetime.fromisoformat(previous) if previous else None,
    }
    return show(request, "signing_in/account.html", context)


def end_one_session(request: HttpRequest, actor: Actor, session_id: UUID) -> HttpResponse:
    """End one of one's own sessions."""
    end_session(actor, session_id=session_id)
    messages.success(request, _("That session is ended."))
    return go_to(request, "account")


def end_the_others(request: HttpRequest, actor: Actor) -> HttpResponse:
    """End all of one's own sessions but this one."""
    end_other_sessions(actor, current_key=request.session.session_key)
    messages.success(request, _("You are signed out everywhere else."))
    return go_to(request, "account")


def set_language(request: HttpRequest) -> HttpResponse:
    """Switch the language: on this device for anybody, everywhere for the signed-in."""
    wanted, back = request.POST.get("language", ""), request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if is_ours else "/", status=303)
    if not translation.check_for_language(wanted) or wanted not in dict(settings.LANGUAGES):
        return response
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        max_age=365 * 24 * 60 * 60,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
    if request.user.is_authenticated:
        choose_language(actor_of(request.user), language=wanted)
    return response
