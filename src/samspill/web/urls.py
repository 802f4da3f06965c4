"""All pages, by what they are about."""

from samspill.web import (
    urls_conversations,
    urls_editor,
    urls_guides,
    urls_importing,
    urls_meeting,
    urls_narrowing,
    urls_oversight,
    urls_preview,
    urls_signing_in,
)

urlpatterns = [
    *urls_signing_in.urlpatterns,
    *urls_meeting.urlpatterns,
    *urls_conversations.urlpatterns,
    *urls_oversight.urlpatterns,
    *urls_guides.urlpatterns,
    *urls_editor.urlpatterns,
    *urls_preview.urlpatterns,
    *urls_narrowing.urlpatterns,
    *urls_importing.urlpatterns,
]
