"""What units and occupations add comes on top, says whose it is, and reaches those whom it concerns and nobody else."""

from typing import Any

import pytest
from tests.cast import Cast
from tests.making import conversation_of, make_round

from samspill.conversations.models import Conversation
from samspill.guides.composing import compose, composed_versions
from samspill.guides.models import GuideVersion
from samspill.guides.queries import list_guides, newest_version, read_guide
from samspill.guides.services.drafting import begin_guide, change_draft
from samspill.guides.services.publishing import publish, retire
from samspill.organisation.models import Employment, Unit

BASE: dict[str, Any] = {
    "key": "base",
    "kind": "yearly",
    "title": {"en": "Base"},
    "employee_points": [{"key": "hopes", "text": {"en": "What do you hope for?"}, "prompt": {}}],
    "leader_points": [],
    "themes": [
        {"key": "goals", "title": {"en": "Goals"}, "questions": [{"key": "ahead", "text": {"en": "What is ahead?"}}]}
    ],
}


def theme(key: str, question: str, **more: Any) -> dict[str, Any]:
    questions = [{"key": f"{key}-question", "text": {"en": question}, "prompt": {}}]
    return {"key": key, "title": {"en": key.title()}, "questions": questions, **more}


def publish_addition(cast: Cast, *, unit: str = "", occupation: str = "", question: str) -> str:
    """Hanne publishes an addition with one theme of one question."""
    hanne = cast.actor("hanne")
    unit_id = Unit.objects.get(code=unit).id if unit else None
    key = begin_guide(hanne, kind="addition", title=question, unit_id=unit_id, title_code=occupation).key
    change_draft(hanne, key=key, change=lambda content: {**content, "themes": [theme("shifts", question)]})
    publish(hanne, key=key)
    return key


def questions_of(version_id: Any) -> list[str]:
    return [question.text for theme in read_guide(version_id, "en").themes for question in theme.questions]


def test_nothing_of_the_guide_goes_away_and_each_addition_says_whose_it_is() -> None:
    point = {"key": "hopes", "text": {"en": "What does the ward need?"}}
    made = compose(BASE, [({"employee_points": [point], "themes": [theme("shifts", "How do shifts work?")]}, "Furua")])
    assert [one["key"] for one in made["employee_points"]] == ["hopes", "added-hopes"]
    assert made["employee_points"][0] == BASE["employee_points"][0]
    assert made["employee_points"][1]["added_by"] == "Furua"
    assert [(one["key"], one.get("added_by")) for one in made["themes"]] == [("goals", None), ("shifts", "Furua")]
    assert "themes" in BASE
    assert len(BASE["themes"]) == 1


def test_questions_go_into_the_theme_that_they_are_for_or_stand_by_themselves() -> None:
    inside = compose(BASE, [({"themes": [theme("more", "Which goal first?", within="goals")]}, "Furua")])
    assert [one["text"]["en"] for one in inside["themes"][0]["questions"]] == ["What is ahead?", "Which goal first?"]
    beside = compose(BASE, [({"themes": [theme("more", "Which goal first?", within="elsewhere")]}, "Furua")])
    assert [one["key"] for one in beside["themes"]] == ["goals", "more"]
    assert "within" not in beside["themes"][1]


@pytest.mark.django_db
def test_a_round_gives_each_the_guide_of_their_unit_and_occupation(cast: Cast) -> None:
    Employment.objects.filter(person=cast.frida).update(title_code="7001")
    publish_addition(cast, unit="1000", question="What does all of Lyngvik ask?")
    publish_addition(cast, unit="1100", question="What does Furua ask?")
    publish_addition(cast, occupation="7001", question="What do nurses ask?")
    make_round(cast)
    asked = {name: questions_of(conversation_of(cast, name=name).guide_version_id)[-3:] for name in ("ada", "frida")}
    assert asked["ada"][-2:] == ["What does all of Lyngvik ask?", "What does Furua ask?"]
    assert asked["frida"] == ["What does all of Lyngvik ask?", "What does Furua ask?", "What do nurses ask?"]
    olavs = questions_of(Conversation.objects.get(employee=cast.olav).guide_version_id)
    assert "What does Furua ask?" not in olavs


@pytest.mark.django_db
def test_who_has_the_same_additions_shares_one_version_that_is_never_offered(cast: Cast) -> None:
    publish_addition(cast, unit="1100", question="What does Furua ask?")
    base, unit = newest_version("full"), Unit.objects.get(code="1100")
    first, again = (composed_versions(base)(unit.id, "") for _ in range(2))
    assert first == again != base.id
    composed = GuideVersion.objects.get(id=first)
    assert (composed.number, bool(composed.composition)) == (base.number, True)
    assert first not in {version.id for version, _ in list_guides("en")}
    assert newest_version("full") == base


@pytest.mark.django_db
def test_a_retired_addition_and_a_draft_reach_nobody(cast: Cast) -> None:
    key = publish_addition(cast, unit="1100", question="What does Furua ask?")
    retire(cast.actor("hanne"), key=key)
    begin_guide(cast.actor("hanne"), kind="addition", title="A draft", unit_id=Unit.objects.get(code="1100").id)
    base = newest_version("full")
    assert composed_versions(base)(Unit.objects.get(code="1100").id, "") == base.id
