"""Pages: a guide as the two of a conversation will see it."""

from django.urls import URLPattern

from samspill.web.routing import Who, page
from samspill.web.views import previewing

ONE = "oppsett/maler/<slug:key>/utkast/vis/<slug:side>/<slug:step>/"

urlpatterns: list[URLPattern] = [page(ONE, previewing.preview, name="draft_preview", who=Who.NARROWERS)]
