"""HR's rounds: draft, look, open, follow by name, exempt, bring back, take out as a file, close."""

import re
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied
from samspill.conversations import tasks
from samspill.conversations.models import Conversation
from samspill.conversations.queries_for_hr import Narrowing, list_round
from samspill.conversations.services.opening import begin_opening
from samspill.organisation.models import Employment, Unit
from samspill.people.models import Person
from samspill.rounds.models import Round
from samspill.rounds.services import draft_round
from samspill.web.downloads import csv_lines, harmless
from tests.cast import Cast
from tests.making import conversation_of, make_invited, make_round
from tests.web.test_team import add_employee
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db

FILLED = {
    "year": "2027",
    "guide": "full",
    "deadline_on": "2027-04-30",
    "covered": "all",
    "unit": "",
    "interval_months": "12",
    "length_minutes": "60",
    "writer": "employee",
    "archiving": "yes",
}


def url(name: str, round_: Round, **more: UUID) -> str:
    return reverse(name, kwargs={"round_id": round_.id, **more})


def without_token(response: HttpResponse) -> str:
    """The page, apart from what differs each time on purpose."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text_of(response))


def drafted(cast: Cast) -> Round:
    return draft_round(cast.actor("hanne"), year=2027, guide_key="full", deadline_on=date(2027, 4, 30))


def test_a_round_is_drafted_looked_at_and_opened(cast: Cast) -> None:
    hanne = visitor(cast, "hanne")
    response = hanne.post(reverse("new_round"), FILLED)
    round_ = Round.objects.get()
    assert response.headers["Location"] == url("opening", round_)
    assert hanne.get(url("opening", round_)).context["preview"].total == 9
    assert Conversation.objects.count() == 0
    hanne.post(url("open_round", round_))
    assert Conversation.objects.count() == 9
    assert hanne.get(url("opening", round_)).headers["Location"] == url("round", round_)


def test_the_page_before_opening_tells_who_is_exempted_and_who_has_no_leader(cast: Cast) -> None:
    Employment.objects.filter(person=cast.olav).update(is_on_leave=True)
    preview = visitor(cast, "hanne").get(url("opening", drafted(cast))).context["preview"]
    assert (sum(preview.exempted.values()), preview.without_leader) == (1, 1)


def test_a_unit_is_found_by_its_name(cast: Cast) -> None:
    visitor(cast, "hanne").post(reverse("new_round"), FILLED | {"unit": "Furua"})
    assert Round.objects.get().unit == Unit.objects.get(code="1100")


@pytest.mark.parametrize("wrong", [{"unit": "Ukjent"}, {"year": "x"}, {"deadline_on": ""}, {"guide": "none"}])
def test_what_cannot_be_drafted_is_told_and_kept(cast: Cast, wrong: dict[str, str]) -> None:
    response = visitor(cast, "hanne").post(reverse("new_round"), FILLED | wrong | {"length_minutes": "75"})
    assert response.status_code == 422
    assert 'value="75"' in text_of(response)
    assert "ds-error-summary" in text_of(response)
    assert Round.objects.count() == 0


def test_a_large_round_is_opened_by_the_worker(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "AT_ONCE", 5)
    hanne, round_ = visitor(cast, "hanne"), drafted(cast)
    hanne.post(url("open_round", round_))
    assert Conversation.objects.count() == 0
    page = hanne.get(url("opening", round_))
    assert page.context["round"].total == 9
    part = hanne.get(url("opening", round_), headers={"HX-Request": "true", "HX-Target": "section#progress"})
    assert without_token(part).strip() in without_token(page)
    job = DBTaskResult.objects.get()
    tasks.open_begun_round.func(*job.args_kwargs["args"])
    assert Conversation.objects.count() == 9
    assert tasks.open_begun_round.func(*job.args_kwargs["args"]) == 0
    assert Conversation.objects.count() == 9


def test_opening_begun_twice_is_opened_once(cast: Cast) -> None:
    round_, actor = drafted(cast), cast.actor("hanne")
    begin_opening(actor, round_id=round_.id)
    begin_opening(actor, round_id=round_.id)
    tasks.start_opening(actor, round_id=round_.id)
    visitor(cast, "hanne").post(url("open_round", round_))
    assert Conversation.objects.count() == 9


def names(cast: Cast, round_: Round, **asked: str) -> list[str]:
    page = visitor(cast, "hanne").get(url("round", round_), asked).context["page"]
    return [line.conversation.employee.given_name for line in page.lines]


def test_the_list_is_in_norwegian_order_and_can_be_narrowed(cast: Cast) -> None:
    round_ = make_round(cast)
    assert names(cast, round_) == ["Tor", "Olav", "Leif", "Aksel", "Ada", "Vidar", "Frida", "Vera", "Hanne"]
    assert names(cast, round_, name="lu") == ["Ada"]
    assert names(cast, round_, name="ada lund") == ["Ada"]
    assert names(cast, round_, name="100001") == ["Ada"]
    assert names(cast, round_, unit="Bjørka") == ["Tor", "Olav"]
    assert names(cast, round_, unit="1200", state="planned") == ["Tor", "Olav"]
    assert names(cast, round_, state="held") == []
    assert names(cast, round_, without_leader="on") == ["Vera"]
    assert names(cast, round_, unit="Ukjent") == []
    assert names(cast, round_, state="nonsense") == []


@pytest.mark.parametrize("few", [0, 800])
def test_every_page_follows_on_the_one_before(cast: Cast, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr("samspill.conversations.queries_for_hr.FEW", few)
    for number in range(120):
        add_employee(cast, number)
    round_, hanne = make_round(cast), cast.actor("hanne")
    seen, after, pages = [], None, 0
    while pages == 0 or after is not None:
        page = list_round(hanne, round_id=round_.id, narrowing=Narrowing(), after=after)
        seen += [line.conversation.id for line in page.lines]
        after, pages = page.after, pages + 1
    assert pages == 3
    assert len(seen) == len(set(seen)) == 129


@pytest.mark.parametrize("more", [0, 3])
def test_the_list_costs_the_same_for_nine_and_for_twelve(cast: Cast, more: int) -> None:
    for number in range(more):
        add_employee(cast, number)
    round_ = make_round(cast)
    assert cost_of(visitor(cast, "hanne"), url("round", round_)).count == 11


def test_exempting_and_bringing_back(cast: Cast) -> None:
    round_ = make_round(cast)
    hanne, one = visitor(cast, "hanne"), conversation_of(cast, name="olav")
    page = url("exempt_one", round_, conversation_id=one.id)
    assert hanne.post(page, {"reason": "sick", "until_on": ""}).status_code == 422
    assert hanne.post(page, {"reason": "absent", "until_on": "2020-01-01"}).status_code == 422
    assert hanne.post(page, {"reason": "absent", "until_on": ""}).status_code == 303
    assert conversation_of(cast, name="olav").state == "exempted"
    listed = text_of(hanne.get(url("round", round_), {"state": "exempted"}))
    assert "Away for a period" not in listed, "why is between the employee and the leader"
    hanne.post(url("bring_back_one", round_, conversation_id=one.id))
    assert conversation_of(cast, name="olav").state == "planned"


def test_nobody_of_hr_exempts_herself_or_is_offered_to(cast: Cast) -> None:
    round_ = make_round(cast)
    own, hanne = conversation_of(cast, name="hanne"), visitor(cast, "hanne")
    assert hanne.post(url("exempt_one", round_, conversation_id=own.id), {"reason": "absent"}).status_code == 404
    assert hanne.post(reverse("exempt", args=[own.id]), {"reason": "absent"}).status_code == 404
    assert conversation_of(cast, name="hanne").state == "planned"
    assert url("exempt_one", round_, conversation_id=own.id) not in text_of(hanne.get(url("round", round_)))
    assert reverse("exempt", args=[own.id]) not in text_of(hanne.get(reverse("conversation", args=[own.id])))
    visitor(cast, "vera").post(reverse("exempt", args=[own.id]), {"reason": "absent"})
    assert conversation_of(cast, name="hanne").state == "exempted"


def test_the_file_tells_the_time_in_norway(cast: Cast) -> None:
    round_ = make_round(cast)
    invited = make_invited(cast)
    Conversation.objects.filter(id=invited.id).update(planned_at=datetime(2026, 12, 1, 9, 30, tzinfo=UTC))
    lines = visitor(cast, "hanne").get(url("export_round", round_)).getvalue().decode()
    assert ";2026-12-01 10:30;" in lines


def test_another_rounds_conversation_is_not_found(cast: Cast) -> None:
    make_round(cast)
    other, one = drafted(cast), conversation_of(cast, name="olav")
    assert visitor(cast, "hanne").get(url("exempt_one", other, conversation_id=one.id)).status_code == 404


def test_the_file_has_a_line_for_each_and_no_formula(cast: Cast) -> None:
    Person.objects.filter(id=cast.olav.id).update(given_name="=cmd|' /C calc'!A0")
    round_ = make_round(cast)
    response = visitor(cast, "hanne").get(url("export_round", round_))
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 10
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line.split(";"))


@pytest.mark.parametrize("cell", ["=1+1", " =1", "\u00a0=1", "+1", "-1", "@a", "\t=1", "\uff1d1", "a\n=1"])
def test_dangerous_cells_are_made_harmless(cell: str) -> None:
    assert "'" in harmless(cell)


@pytest.mark.parametrize("cell", ["Ada Lund", "O'Brien", "", "1-2", "a=b"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_cells_with_the_separator_are_quoted() -> None:
    assert "".join(csv_lines([["a;b", "c"]])) == '\ufeff"a;b";c\r\n'


def test_closing(cast: Cast) -> None:
    round_ = make_round(cast)
    hanne = visitor(cast, "hanne")
    hanne.post(url("close_round", round_))
    assert Round.objects.get().state == "closed"
    hanne.post(url("close_round", round_))
    assert Round.objects.get().state == "closed"


def test_only_hr_finds_the_rounds(cast: Cast) -> None:
    round_ = make_round(cast)
    for name in ("ada", "leif", "aksel"):
        assert visitor(cast, name).get(url("round", round_)).status_code == 404
        assert visitor(cast, name).get(reverse("rounds")).status_code == 404


def test_a_form_without_its_token_opens_nothing(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.hanne)
    assert client.post(url("open_round", drafted(cast))).status_code == 403
    assert Conversation.objects.count() == 0


def test_the_system_cannot_open_a_round(cast: Cast) -> None:
    with pytest.raises(Denied):
        tasks.start_opening(Actor.system("test"), round_id=drafted(cast).id)
