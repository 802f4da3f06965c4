"""All pages, by what they are about."""

from samspill.web import urls_conversations, urls_importing, urls_meeting, urls_oversight, urls_signing_in

urlpatterns = [
    *urls_signing_in.urlpatterns,
    *urls_meeting.urlpatterns,
    *urls_conversations.urlpatterns,
    *urls_oversight.urlpatterns,
    *urls_importing.urlpatterns,
]
