"""Pages: the guides, their versions, and guides in and out."""

from django.urls import URLPattern

from samspill.web.routing import Who, page
from samspill.web.views import guides

urlpatterns: list[URLPattern] = [
    page("oppsett/maler/", guides.guides, name="guides", who=Who.SIGNED_IN),
    page("oppsett/maler/<slug:key>/", guides.guide, name="guide", who=Who.SIGNED_IN),
]
