"""Pages of the meeting, the agreement, the actions and Min side."""

from samspill.web.routing import Who, page
from samspill.web.views import (
    acting,
    agreeing,
    confirming_here,
    correcting,
    document,
    drafting,
    home,
    leaving,
    meeting,
    paper,
    writing,
)

ROOM = "samtaler/<uuid:conversation_id>/samtale/"
AGREEMENT = "samtaler/<uuid:conversation_id>/avtale/"
CORRECTION = f"{AGREEMENT}rett/<uuid:correction_id>/"
BOTH = ("GET", "POST")
POST = ("POST",)
TWO = Who.THE_TWO

urlpatterns = [
    page("", home.home, name="home", who=Who.SIGNED_IN),
    page("tiltak/", acting.actions, name="actions", who=Who.SIGNED_IN),
    page("tiltak/<uuid:action_id>/", acting.set_state, name="action_state", who=TWO, methods=POST),
    page(ROOM, meeting.room, name="room", who=TWO),
    page(f"{ROOM}start/", meeting.start, name="room_start", who=TWO, methods=POST),
    page(f"{ROOM}nytt/", meeting.news, name="room_news", who=TWO),
    page(f"{ROOM}skriv/", writing.write, name="room_write", who=TWO, methods=POST),
    page(f"{ROOM}rekkefolge/", writing.order, name="room_order", who=TWO, methods=POST),
    page(f"{ROOM}to-versjoner/", writing.merge, name="room_merge", who=TWO, methods=POST),
    page(f"{ROOM}slutt/", meeting.finish, name="room_finish", who=TWO, methods=BOTH),
    page(AGREEMENT, agreeing.agreement, name="agreement", who=TWO),
    page(f"{AGREEMENT}mal/", drafting.new_goal, name="goal_new", who=TWO, methods=BOTH),
    page(f"{AGREEMENT}mal/<uuid:goal_id>/", drafting.edit_goal, name="goal_edit", who=TWO, methods=BOTH),
    page(f"{AGREEMENT}mal/<uuid:goal_id>/fjern/", drafting.drop_goal, name="goal_remove", who=TWO, methods=POST),
    page(f"{AGREEMENT}tiltak/", drafting.new_action, name="action_new", who=TWO, methods=BOTH),
    page(f"{AGREEMENT}tiltak/<uuid:action_id>/", drafting.edit_action, name="action_edit", who=TWO, methods=BOTH),
    page(
        f"{AGREEMENT}tiltak/<uuid:action_id>/fjern/", drafting.drop_action, name="action_remove", who=TWO, methods=POST
    ),
    page(f"{AGREEMENT}rad/", drafting.action_advice, name="action_advice", who=TWO, methods=POST),
    page(f"{AGREEMENT}uten-tiltak/", drafting.without_actions, name="without_actions", who=TWO, methods=POST),
    page(f"{AGREEMENT}bekreft/", agreeing.confirm, name="confirm", who=TWO, methods=POST),
    page(f"{AGREEMENT}bekreft/begge/", confirming_here.confirm_here, name="confirm_here", who=TWO, methods=BOTH),
    page("samtaler/<uuid:conversation_id>/holdt-pa-papir/", paper.held, name="held_on_paper", who=TWO, methods=BOTH),
    page(f"{AGREEMENT}til-underskrift.pdf", paper.sheet, name="signing_sheet", who=TWO),
    page(f"{AGREEMENT}underskrevet/", paper.signed, name="signed_on_paper", who=TWO, methods=BOTH),
    page(f"{AGREEMENT}apne/", agreeing.reopen, name="reopen", who=TWO, methods=BOTH),
    page(f"{AGREEMENT}rett/", correcting.correct, name="correct", who=TWO, methods=BOTH),
    page(f"{CORRECTION}svar/", correcting.answer, name="answer_correction", who=TWO, methods=POST),
    page(f"{CORRECTION}ta-tilbake/", correcting.withdraw, name="withdraw_correction", who=TWO, methods=POST),
    page(f"{AGREEMENT}uten-bekreftelse/", leaving.leave, name="leave_unconfirmed", who=TWO, methods=BOTH),
    page(f"{AGREEMENT}ta-opp-igjen/", leaving.take_up_again, name="take_up_again", who=TWO, methods=POST),
    page(f"{AGREEMENT}vurdering/", agreeing.evaluation, name="evaluation", who=TWO, methods=BOTH),
    page(f"{AGREEMENT}dokument/", document.document, name="document", who=TWO),
    page(f"{AGREEMENT}dokument/<int:page>.png", document.document_page, name="document_page", who=TWO),
    page(f"{AGREEMENT}utkast.pdf", agreeing.draft_copy, name="draft_copy", who=TWO),
    page("samtaler/<uuid:conversation_id>/plan.pdf", agreeing.own_copy, name="own_copy", who=TWO),
]
