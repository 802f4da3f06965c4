"""Pages: what units and occupations add to the guides, and what they stand for in a year."""

from django.urls import URLPattern

from samspill.web.routing import Who, page
from samspill.web.views import narrowing, stating

BOTH = ("GET", "POST")

urlpatterns: list[URLPattern] = [
    page("oppsett/tillegg/", narrowing.additions, name="additions", who=Who.NARROWERS, methods=BOTH),
    page("oppsett/mal-og-verdier/", stating.statements, name="statements", who=Who.NARROWERS, methods=BOTH),
]
