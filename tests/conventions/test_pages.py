"""The door: every URL is declared through ``routing.page``, which demands whom the page is for."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from tools.print_reference import declared_pages, methods_of

from samspill.confidentiality.actors import Actor
from samspill.web.routing import Who, page


def is_declared(view: object) -> bool:
    """Whether a view went through the door."""
    return isinstance(getattr(view, "who", None), Who)


def test_every_page_says_whom_it_is_for() -> None:
    assert [route for route, _, view in declared_pages() if not is_declared(view)] == []


def test_every_page_has_a_name_of_its_own() -> None:
    names = [name for _, name, _ in declared_pages()]
    assert sorted(names) == sorted(set(names) - {""})


def test_pages_for_everybody_are_few_and_known() -> None:
    told = [name for _, name, view in declared_pages() if getattr(view, "who", None) is Who.EVERYBODY]
    signed_in_is_needed = [name for name in told if name.startswith(("conversation", "team", "plan", "coverage"))]
    assert signed_in_is_needed == []


def test_a_page_past_the_door_is_seen() -> None:
    def show(request: HttpRequest, actor: Actor) -> HttpResponse:
        return HttpResponse(f"{request.path} {actor}")

    declared = page("right/", show, name="right", who=Who.HR, methods=("GET", "POST"))
    past = path("wrong/", show, name="wrong")
    assert is_declared(declared.callback)
    assert not is_declared(past.callback)
    assert methods_of(declared.callback) == ["GET", "POST"]
