"""Pages of one conversation: invitation, preparation, who has seen."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from samspill.web.routing import Who, page


def _soon(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    return HttpResponse("")


urlpatterns: list[URLPattern] = [
    page("samtaler/<uuid:conversation_id>/", _soon, name="conversation", who=Who.THE_TWO),
]
