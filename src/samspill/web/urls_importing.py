"""Pages: the import."""

from django.urls import URLPattern

from samspill.web.routing import Who, page
from samspill.web.views import importing

urlpatterns: list[URLPattern] = [
    page("oppsett/import/", importing.overview, name="imports", who=Who.SETUP),
    page("oppsett/import/ny/", importing.receive, name="import_receive", who=Who.SETUP, methods=("POST",)),
    page("oppsett/import/<uuid:run_id>/", importing.run, name="import_run", who=Who.SETUP),
    page("oppsett/import/<uuid:run_id>/bruk/", importing.apply, name="import_apply", who=Who.SETUP, methods=("POST",)),
]
