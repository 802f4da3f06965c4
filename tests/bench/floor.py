"""The floor: a plain Django page of twenty joined rows through all the middleware, to compare ours with."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path

from samspill.organisation.models import Employment

PAGE = Template(
    "<!doctype html><title>Floor</title><table>{% for one in rows %}"
    "<tr><td>{{ one.person.given_name }} {{ one.person.family_name }}</td><td>{{ one.unit.name }}</td>"
    '<td>{{ one.title }}</td><td>{{ one.from_on|date:"l j. F Y" }}</td></tr>{% endfor %}</table>'
)


def floor(request: HttpRequest) -> HttpResponse:
    """Twenty employments with their persons and units."""
    rows = Employment.objects.select_related("person", "unit").order_by("key")[:20]
    return HttpResponse(PAGE.render(Context({"rows": rows})))


urlpatterns = [path("floor/", floor), path("", include("samspill.config.urls"))]
