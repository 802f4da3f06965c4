"""Pages: writing a guide's coming version."""

from django.urls import URLPattern

from samspill.web.routing import Who, page
from samspill.web.views import editing, wording

DRAFT = "oppsett/maler/<slug:key>/utkast/"
BOTH, POST = ("GET", "POST"), ("POST",)

urlpatterns: list[URLPattern] = [
    page(DRAFT, editing.draft, name="draft", who=Who.NARROWERS, methods=BOTH),
    page(f"{DRAFT}lagre/", editing.save, name="draft_save", who=Who.NARROWERS, methods=POST),
    page("oppsett/sprakhjelp/", wording.wording_help, name="wording_help", who=Who.SIGNED_IN, methods=POST),
]
