"""Pages of one conversation: invitation, preparation, who has seen."""

from django.urls import URLPattern

from samspill.web.routing import Who, page
from samspill.web.views import (
    asking,
    assessing,
    compass,
    conversation,
    guide_form,
    inviting,
    preparing,
    questions,
    wishing,
)

ONE = "samtaler/<uuid:conversation_id>/"
TWO = Who.THE_TWO
BOTH = ("GET", "POST")
POST = ("POST",)

urlpatterns: list[URLPattern] = [
    page("samtaler/ny/", asking.ask, name="ask", who=Who.SIGNED_IN, methods=BOTH),
    page(f"{ONE}ta-tilbake/", asking.withdraw, name="withdraw", who=TWO, methods=POST),
    page(f"{ONE}referat/", asking.wish_record, name="wish_record", who=TWO, methods=POST),
    page(ONE, conversation.conversation, name="conversation", who=TWO),
    page(f"{ONE}innkalling/", inviting.invite, name="invite", who=TWO, methods=BOTH),
    page(f"{ONE}innkalling.pdf", inviting.invitation_sheet, name="invitation_sheet", who=TWO, methods=BOTH),
    page(f"{ONE}avlys/", conversation.call_off, name="call_off", who=TWO, methods=BOTH),
    page(f"{ONE}takk-nei/", conversation.decline, name="decline", who=TWO, methods=BOTH),
    page(f"{ONE}fritak/", conversation.exempt, name="exempt", who=TWO, methods=BOTH),
    page(f"{ONE}ta-opp-igjen/", conversation.bring_back, name="bring_back", who=TWO, methods=POST),
    page(f"{ONE}forberedelse/", preparing.preparation, name="preparation", who=TWO, methods=BOTH),
    page(f"{ONE}forberedelse/lagre/", preparing.save, name="save_preparation", who=TWO, methods=POST),
    page(f"{ONE}forberedelse/kopi.txt", preparing.copy, name="preparation_copy", who=TWO),
    page(f"{ONE}skjema.pdf", guide_form.conversation_form, name="conversation_form", who=TWO),
    page(f"{ONE}kompass/", compass.compass, name="compass", who=TWO, methods=POST),
    page(f"{ONE}sporsmal/", questions.questions, name="questions", who=TWO, methods=BOTH),
    page(f"{ONE}sporsmal/lagre/", questions.save_choice, name="save_choice", who=TWO, methods=POST),
    page(f"{ONE}onsker/", wishing.wish, name="wish", who=TWO, methods=POST),
    page(f"{ONE}onsker/<uuid:wish_id>/ta-tilbake/", wishing.withdraw, name="wish_withdraw", who=TWO, methods=POST),
    page(f"{ONE}onsker/<uuid:wish_id>/ordnet/", wishing.meet, name="wish_meet", who=TWO, methods=POST),
    page(f"{ONE}vurdering-av-perioden/", assessing.assessment, name="assessment", who=TWO, methods=BOTH),
    page(f"{ONE}vurdering-av-perioden/lagre/", assessing.save, name="save_assessment", who=TWO, methods=POST),
    page(f"{ONE}hvem-har-sett/", conversation.who_has_seen, name="who_has_seen", who=TWO),
    page("hvem-har-sett/", conversation.who_has_seen_all, name="who_has_seen_all", who=Who.SIGNED_IN),
]
