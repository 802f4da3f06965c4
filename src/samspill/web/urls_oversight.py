"""Pages of leaders, HR and the offices: team, rounds, coverage, set-up; and what everybody may read."""

from django.urls import URLPattern

from samspill.web.routing import Who, page
from samspill.web.views import about, coverage, planning, referring, round_list, rounds, setting_up, sharing, team

BOTH = ("GET", "POST")
POST = ("POST",)
ROUND = "oppsett/runder/<uuid:round_id>/"
ONE = f"{ROUND}samtaler/<uuid:conversation_id>/"

urlpatterns: list[URLPattern] = [
    page("team/", team.team, name="team", who=Who.LEADERS),
    page("team/dag/", team.day, name="team_day", who=Who.LEADERS),
    page("team/planlegg/", planning.plan_team, name="plan_team", who=Who.LEADERS, methods=BOTH),
    page("team/fordeling/", sharing.delegations, name="delegations", who=Who.LEADERS, methods=BOTH),
    page(
        "team/fordeling/<uuid:delegation_id>/slutt/",
        sharing.end_sharing,
        name="end_sharing",
        who=Who.LEADERS,
        methods=POST,
    ),
    page("oversikt/", coverage.coverage, name="coverage", who=Who.OVERSEERS),
    page("oversikt/fil/", coverage.export, name="export_coverage", who=Who.OVERSEERS),
    page("oversikt/<uuid:unit_id>/", coverage.coverage, name="coverage_unit", who=Who.OVERSEERS),
    page("oversikt/<uuid:unit_id>/fil/", coverage.export, name="export_coverage_unit", who=Who.OVERSEERS),
    page("oppsett/", setting_up.setup, name="setup", who=Who.OFFICES),
    page("oppsett/runder/", rounds.rounds, name="rounds", who=Who.HR),
    page("oppsett/runder/ny/", rounds.new_round, name="new_round", who=Who.HR, methods=BOTH),
    page(ROUND, round_list.round_list, name="round", who=Who.HR),
    page(f"{ROUND}apne/", rounds.opening, name="opening", who=Who.HR),
    page(f"{ROUND}apne/na/", rounds.open_round, name="open_round", who=Who.HR, methods=POST),
    page(f"{ROUND}lukk/", rounds.close, name="close_round", who=Who.HR, methods=POST),
    page(f"{ROUND}fil/", round_list.export, name="export_round", who=Who.HR),
    page(f"{ONE}unnta/", round_list.exempt_one, name="exempt_one", who=Who.HR, methods=BOTH),
    page(f"{ONE}tilbake/", round_list.bring_back_one, name="bring_back_one", who=Who.HR, methods=POST),
    page("oppsett/uten-leder/", setting_up.without_leader, name="without_leader", who=Who.SETUP),
    page("oppsett/virksomhet/", setting_up.organisation, name="organisation", who=Who.SETUP, methods=BOTH),
    page("oppsett/hjelp-videre/", referring.referrals, name="referrals", who=Who.SETUP, methods=BOTH),
    page("oppsett/roller/", setting_up.roles, name="roles", who=Who.ADMINISTRATORS, methods=BOTH),
    page(
        "oppsett/roller/<uuid:person_id>/<slug:role>/slutt/",
        setting_up.end_one_role,
        name="end_role",
        who=Who.ADMINISTRATORS,
        methods=POST,
    ),
    page("oppsett/arkiv/", setting_up.archive_deliveries, name="archive_deliveries", who=Who.FILING),
    page("personvern/", about.privacy, name="privacy", who=Who.EVERYBODY),
    page("hjelp/", about.help_page, name="help", who=Who.EVERYBODY),
]
