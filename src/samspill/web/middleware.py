"""House rules around every answer: refusals look like absences, nothing is stored, an idle session ends."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import sync_only_middleware
from django.views.debug import SafeExceptionReporterFilter

from samspill.confidentiality import gate
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.states import WrongState
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.web.sentences import sentence

IDLE = timedelta(minutes=30)
SEEN_EVERY = timedelta(minutes=1)


class NoLocals(SafeExceptionReporterFilter):
    """An exception report without a single local variable: content never reaches a log."""

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> Any:
        """Nothing."""
        return []


@sync_only_middleware
class HouseRules:
    """Wraps every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End an idle session, answer, and forbid storing what a signed-in person sees."""
        if request.user.is_authenticated:
            _end_if_over(request)
        response = _refused(request) or self.get_response(request)
        if request.user.is_authenticated and not _is_asked_by_itself(request):
            count_as_active(request)
        if request.user.is_authenticated or "Cache-Control" not in response:
            response.headers["Cache-Control"] = "no-store"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn the domain's refusals into answers, in this one place."""
        if isinstance(exception, Denied):
            gate.record_refusal(exception)
            return _absent(request)
        if isinstance(exception, (NotFound, Http404)):
            return _absent(request)
        if isinstance(exception, WrongState):
            return render(request, "errors/wrong_state.html", status=409)
        if isinstance(exception, Unacceptable):
            return render(request, "errors/unacceptable.html", {"sentence": sentence(exception)}, status=422)
        return None


def _refused(request: HttpRequest) -> HttpResponse | None:
    """Refuse what an open page sends when somebody else has signed in since: on a shared machine a text goes astray."""
    written_by = request.headers.get("X-Person", "")
    is_anothers = bool(written_by) and written_by != str(request.user.pk or "")
    return HttpResponse(status=403) if is_anothers else None


def _absent(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html", status=404)


def _end_if_over(request: HttpRequest) -> None:
    """Sign out whoever has been idle for half an hour, or signed in for ten hours."""
    moment = clock.now().timestamp()
    is_idle = moment - request.session.get("seen", moment) > IDLE.total_seconds()
    is_old = moment - request.session.get("began", moment) > settings.SESSION_COOKIE_AGE
    if is_idle or is_old:
        logout(request)


def _is_asked_by_itself(request: HttpRequest) -> bool:
    """Whether an open page asked for news by itself, which is no sign that somebody is there."""
    return request.resolver_match is not None and request.resolver_match.url_name == "room_news"


def count_as_active(request: HttpRequest) -> None:
    """Take the request as a sign that somebody is there; noted once a minute at most."""
    moment = clock.now().timestamp()
    if moment - request.session.get("seen", 0) > SEEN_EVERY.total_seconds():
        request.session["seen"] = moment
