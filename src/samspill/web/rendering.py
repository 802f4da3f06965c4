"""How an answer is made: a whole page, or the part of it that was asked for. The server decides which."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    parts: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page; or, when htmx asks for a target that the view knows, the partial of that page.

    Args:
        request: the request.
        template: the page's template.
        context: what the page shows.
        parts: htmx target (an element's id) to the name of the partial in the same template.
        status: 422 for a form with errors.
    """
    part = (parts or {}).get(target_of(request))
    response = render(request, f"{template}#{part}" if part else template, dict(context), status=status)
    response.headers["Vary"] = "HX-Request, HX-Target"
    return response


def go_to(request: HttpRequest, where: str, **arguments: Any) -> HttpResponseRedirect:
    """Redirect after something was done (303: the browser asks with GET)."""
    return HttpResponseRedirect(resolve_url(where, **arguments), status=303)


def leave_for(request: HttpRequest, where: str, **arguments: Any) -> HttpResponse:
    """Go to another page altogether, also when htmx has asked for a part of the one that is left.

    htmx follows a 303 by itself and would put the whole new page in the place of the part (htmx: HX-Redirect).
    """
    if request.headers.get("HX-Request") != "true":
        return go_to(request, where, **arguments)
    return HttpResponse(headers={"HX-Redirect": resolve_url(where, **arguments)})


def target_of(request: HttpRequest) -> str:
    """The id of the part that htmx asks for; empty when a whole page is asked for."""
    if request.headers.get("HX-Request") != "true":
        return ""
    return request.headers.get("HX-Target", "").rpartition("#")[2]
