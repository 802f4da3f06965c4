"""Pages of the meeting, the agreement, the actions and Min side."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from samspill.web.routing import Who, page


def _soon(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    return HttpResponse("")


urlpatterns: list[URLPattern] = [
    page("", _soon, name="home", who=Who.SIGNED_IN),
    page("samtaler/<uuid:conversation_id>/avtale/", _soon, name="agreement", who=Who.THE_TWO),
]
