"""Pages: the guides, their versions, and guides in and out."""

from django.urls import URLPattern

from samspill.web.routing import Who, page
from samspill.web.views import guide_form, guide_making, guide_publishing, guide_versions, guides

ALL = "oppsett/maler/"
ONE = f"{ALL}<slug:key>/"
POST, BOTH = ("POST",), ("GET", "POST")

urlpatterns: list[URLPattern] = [
    page(ALL, guides.guides, name="guides", who=Who.SIGNED_IN),
    page(f"{ALL}ny/", guide_making.new, name="guide_new", who=Who.HR, methods=BOTH),
    page(f"{ALL}ny/rett/", guide_making.read, name="guide_read", who=Who.HR, methods=BOTH),
    page(ONE, guides.guide, name="guide", who=Who.SIGNED_IN),
    page(f"{ONE}fil/", guides.as_yaml, name="guide_yaml", who=Who.SIGNED_IN),
    page(f"{ONE}skjema.pdf", guide_form.guide_form, name="guide_form", who=Who.SIGNED_IN),
    page(f"{ONE}kopi/", guide_making.copy, name="guide_copy", who=Who.HR, methods=BOTH),
    page(f"{ONE}rediger/", guide_publishing.edit, name="guide_edit", who=Who.NARROWERS, methods=POST),
    page(f"{ONE}ta-ut/", guide_publishing.take_out, name="guide_retire", who=Who.NARROWERS, methods=POST),
    page(f"{ONE}ta-inn/", guide_publishing.take_in, name="guide_bring_back", who=Who.NARROWERS, methods=POST),
    page(f"{ONE}versjoner/", guide_versions.versions, name="guide_versions", who=Who.NARROWERS),
    page(f"{ONE}sammenlign/", guide_versions.compare_two, name="guide_compare", who=Who.NARROWERS),
    page(f"{ONE}utkast/fra-fil/", guide_making.replace, name="draft_replace", who=Who.NARROWERS, methods=BOTH),
    page(
        f"{ONE}utkast/publiser/", guide_publishing.publish_draft, name="draft_publish", who=Who.NARROWERS, methods=BOTH
    ),
    page(f"{ONE}utkast/forkast/", guide_publishing.discard, name="draft_discard", who=Who.NARROWERS, methods=BOTH),
]
