"""The library of guides: the list, one guide, its versions, comparing, publishing, retiring."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from samspill.guides import editing
from samspill.guides.models import Guide, GuideDraft
from samspill.guides.services import drafting, publishing
from samspill.rounds.models import Round
from tests.cast import Cast
from tests.making import conversation_of, make_round
from tests.rooms.guides.test_queries import make_addition, make_copy, write_title
from tests.web.test_rounds import FILLED
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(cast: Cast) -> str:
    """A copy of the full guide, published, and changed in a draft."""
    key = make_copy(cast)
    drafting.begin_draft(cast.actor("hanne"), key=key)
    write_title(cast, key, "Ny tittel")
    return key


def url(name: str, key: str) -> str:
    return reverse(name, kwargs={"key": key})


def titles(response: HttpResponse) -> list[str]:
    return [row.title for row in response.context["list"].rows]


def test_everybody_sees_what_is_offered_and_nothing_else(cast: Cast) -> None:
    make_copy(cast, title="Vår mal")
    make_copy(cast, title="Et utkast", is_published=False)
    gone = make_copy(cast, title="Tatt ut")
    publishing.retire(cast.actor("hanne"), key=gone)
    page = text_of(visitor(cast, "ada").get(reverse("guides")))
    assert reverse("guide_new") not in page
    assert [title in page for title in ("Vår mal", "Et utkast", "Tatt ut")] == [True, False, False]


def test_what_is_offered_comes_by_kind_and_says_which(cast: Cast) -> None:
    offered = visitor(cast, "ada").get(reverse("guides"), {"sprak": "nb"}).context["guides"]
    told = {one["text"].key: str(one["kind"]) for one in offered}
    assert (told["pay"], told["end"]) == ("Pay conversation", "Leaving conversation")
    assert list(told)[-4:] == ["start", "senior", "pay", "end"]


def test_hr_sees_drafts_and_retired_ones_too(cast: Cast) -> None:
    draft, gone = make_copy(cast, title="Et utkast", is_published=False), make_copy(cast, title="Tatt ut")
    publishing.retire(cast.actor("hanne"), key=gone)
    response = visitor(cast, "hanne").get(reverse("guides"))
    assert url("draft", draft) in text_of(response)
    assert [row.key for row in response.context["list"].retired] == [gone]
    assert cast.hanne.full_name in text_of(response)


def test_the_list_is_narrowed_and_ordered(cast: Cast) -> None:
    for title in ("Åpning", "Avdelingen", "Øving"):
        make_copy(cast, title=title, key="short")
    hanne = visitor(cast, "hanne")
    own = {"Åpning", "Avdelingen", "Øving"}
    found = titles(hanne.get(reverse("guides"), {"type": "yearly", "rekkefolge": "tittel", "sprak": "nb"}))
    assert [title for title in found if title in own] == ["Avdelingen", "Øving", "Åpning"]
    found = titles(hanne.get(reverse("guides"), {"sprak": "nb"}))
    assert [title for title in found if title in own] == ["Øving", "Avdelingen", "Åpning"]
    kinds = [row.kind for row in hanne.get(reverse("guides"), {"rekkefolge": "type"}).context["list"].rows]
    assert kinds == sorted(kinds, key=["yearly", "follow_up", "start", "senior", "pay", "end", "menu"].index)
    assert len(titles(hanne.get(reverse("guides"), {"type": "none"}))) == Guide.objects.count()


def test_leaders_find_additions_and_statements(cast: Cast) -> None:
    for name, is_there in (("leif", True), ("hanne", True), ("ada", False)):
        page = text_of(visitor(cast, name).get(reverse("guides")))
        assert (reverse("additions") in page, reverse("statements") in page) == (is_there, is_there)


def test_an_earlier_version_is_read_and_says_so(cast: Cast, key: str) -> None:
    publishing.publish(cast.actor("hanne"), key=key)
    ada = visitor(cast, "ada")
    old = text_of(ada.get(url("guide", key), {"versjon": "1", "sprak": "nb"}))
    assert "You are reading version 1." in old
    assert "Vår mal" in old
    assert "?versjon=1&amp;sprak=nn" in old
    assert "Ny tittel" in text_of(ada.get(url("guide", key), {"sprak": "nb"}))
    for number in ("3", "0", "none"):
        assert ada.get(url("guide", key), {"versjon": number}).status_code == 404


def test_a_page_tells_what_a_theme_has(cast: Cast) -> None:
    page = text_of(visitor(cast, "ada").get(url("guide", "full"), {"sprak": "en"}))
    for words in ("Goal / focus ahead", "Who does what by when", "The goals of the year", "Advice to the leader"):
        assert words in page


def test_only_who_may_change_a_guide_is_offered_to(cast: Cast, key: str) -> None:
    acts = [url(name, key) for name in ("guide_copy", "guide_retire", "guide_versions", "draft_replace")]
    hanne, ada = (text_of(visitor(cast, name).get(url("guide", key))) for name in ("hanne", "ada"))
    assert [act in hanne for act in acts] == [True] * 4
    assert [act in ada for act in acts] == [False] * 4
    assert url("draft", key) in hanne
    built_in = text_of(visitor(cast, "hanne").get(url("guide", "full")))
    assert "Copy to make your own" in built_in
    assert url("guide_edit", "full") not in built_in


def test_editing_begins_a_draft_of_the_newest_version(cast: Cast) -> None:
    key = make_copy(cast)
    response = visitor(cast, "hanne").post(url("guide_edit", key))
    assert (response.status_code, response.headers["Location"]) == (303, url("draft", key))
    assert GuideDraft.objects.filter(guide__key=key).exists()
    assert visitor(cast, "hanne").post(url("guide_edit", "full")).status_code == 404


def test_retired_and_brought_back_where_one_is(cast: Cast) -> None:
    key, hanne = make_copy(cast), visitor(cast, "hanne")
    page = text_of(hanne.post(url("guide_retire", key), follow=True))
    assert "This guide is retired" in page
    assert url("guide_bring_back", key) in page
    assert key not in dict(hanne.get(reverse("new_round")).context["form"].fields["guide"].choices)
    assert "This guide is retired" not in text_of(hanne.post(url("guide_bring_back", key), follow=True))


def test_versions_tell_who_when_and_in_how_many_rounds(cast: Cast, key: str) -> None:
    make_round(cast, guide_key=key)
    response = visitor(cast, "hanne").get(url("guide_versions", key))
    assert [(edition.number, rounds) for edition, rounds in response.context["lines"]] == [(0, 0), (1, 1)]
    assert cast.hanne.full_name in text_of(response)
    assert "in 1 round" in text_of(response)


def test_comparing_marks_words_that_came_and_went(cast: Cast, key: str) -> None:
    page = text_of(visitor(cast, "hanne").get(url("guide_compare", key), {"sprak": "nb"}))
    words = re.sub(r"<span class=\"ds-sr-only\">.*?</span>", "", page)
    assert "<del>Vår</del><ins>Ny</ins> <del>mal</del><ins>tittel</ins>" in words
    assert "[taken out:]" in page
    assert "[put in:]" in page


def test_comparing_tells_what_is_new_removed_and_moved(cast: Cast, key: str) -> None:
    def change(content: editing.Document) -> editing.Document:
        first, second = (theme["key"] for theme in content["themes"][:2])
        content = editing.without_item(
            content, f"themes.{first}.questions.{content['themes'][0]['questions'][0]['key']}"
        )
        content = editing.with_moved(content, f"themes.{second}", by=4)
        content, made = editing.with_item(content, "expectations")
        return editing.with_text(content, f"expectations.{made}.text", "nb", "Vi er presise")

    drafting.change_draft(cast.actor("hanne"), key=key, change=change)
    groups = visitor(cast, "hanne").get(url("guide_compare", key), {"sprak": "nb"}).context["groups"]
    told = {(line.kind, line.words) for group in groups for line in group.lines}
    assert ("added", "Vi er presise") in told
    assert {kind for kind, _ in told} == {"added", "removed", "changed", "moved"}


def test_no_difference_is_said(cast: Cast, key: str) -> None:
    page = visitor(cast, "hanne").get(url("guide_compare", key), {"fra": "1", "til": "1"})
    assert "No difference" in text_of(page)
    strange = visitor(cast, "hanne").get(url("guide_compare", key), {"fra": "7", "til": "x"})
    assert strange.context["pair"] == (1, 0)


def test_what_must_be_mended_leads_to_the_field(cast: Cast) -> None:
    key = drafting.begin_guide(cast.actor("hanne"), kind="yearly", title="Ny").key
    hanne = visitor(cast, "hanne")
    page = text_of(hanne.get(url("draft_publish", key)))
    theme = Guide.objects.get(key=key).draft.steps.get().content["themes"][0]["key"]
    assert f"#themes.{theme}.title" in page
    assert "Give the theme a title." in page
    assert hanne.post(url("draft_publish", key)).status_code == 422
    assert not Guide.objects.get(key=key).versions.exists()


def test_publishing_tells_what_is_missing_and_what_differs(cast: Cast, key: str) -> None:
    drafting.change_draft(
        cast.actor("hanne"), key=key, change=lambda content: editing.with_text(content, "summary", "nn", "")
    )
    hanne = visitor(cast, "hanne")
    page = text_of(hanne.get(url("draft_publish", key), {"sprak": "nb"}))
    assert "Nynorsk" in page
    assert "vis=mangler&amp;del=about&amp;sprak=nb,nn#title@nn" in page
    assert "<ins>" in page
    assert "keep the version that they have" in page
    response = hanne.post(url("draft_publish", key), follow=True)
    assert "Version 2 is published." in text_of(response)
    assert response.redirect_chain == [(url("guide", key), 303)]


def test_a_draft_is_thrown_away_after_a_question(cast: Cast, key: str) -> None:
    hanne, fresh = visitor(cast, "hanne"), make_copy(cast, title="Fersk", is_published=False)
    assert "Version 1 stays as it is." in text_of(hanne.get(url("draft_discard", key)))
    assert "The whole guide goes away." in text_of(hanne.get(url("draft_discard", fresh)))
    assert GuideDraft.objects.count() == 2
    assert hanne.post(url("draft_discard", key)).headers["Location"] == url("guide", key)
    assert hanne.post(url("draft_discard", fresh)).headers["Location"] == reverse("guides")
    assert GuideDraft.objects.count() == 0


@pytest.mark.parametrize("name", ["ada", "leif", "aksel"])
def test_strangers_find_nothing_of_a_draft(cast: Cast, key: str, name: str) -> None:
    client = visitor(cast, name)
    for page in ("draft_publish", "draft_discard", "draft_replace", "guide_versions", "guide_compare", "guide_copy"):
        assert client.get(url(page, key)).status_code == 404
    for page in ("draft_publish", "draft_discard", "guide_edit", "guide_retire", "guide_bring_back"):
        assert client.post(url(page, key)).status_code == 404
    assert client.get(url("guide_yaml", key), {"utkast": "1"}).status_code == 404
    assert Guide.objects.get(key=key).versions.count() == 1


def test_a_form_without_its_token_publishes_nothing(cast: Cast, key: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.hanne)
    assert client.post(url("draft_publish", key)).status_code == 403
    assert Guide.objects.get(key=key).versions.count() == 1


def test_what_hr_wrote_is_text(cast: Cast) -> None:
    title = "<b>Fet</b> & <script>"
    key = make_copy(cast, title=title)
    for page in ("guide", "guide_versions", "guide_copy"):
        found = text_of(visitor(cast, "hanne").get(url(page, key)))
        assert escape(title) in found
        assert "<b>Fet</b>" not in found


def test_a_round_takes_the_organisations_menu_unless_told_otherwise(cast: Cast) -> None:
    hanne = visitor(cast, "hanne")
    assert "menu" not in hanne.get(reverse("new_round")).context["form"].fields
    own = make_copy(cast, key="menu", title="Våre spørsmål")
    assert hanne.get(reverse("new_round")).context["form"].initial["menu"] == own
    hanne.post(reverse("new_round"), FILLED | {"menu": own})
    assert Round.objects.get().menu_version.guide.key == own
    publishing.retire(cast.actor("hanne"), key="menu")
    hanne.post(reverse("new_round"), FILLED | {"year": "2028"})
    assert Round.objects.get(year=2028).menu_version.guide.key == own


def test_a_conversation_gets_the_menu_of_its_round(cast: Cast) -> None:
    own = make_copy(cast, key="menu", title="Våre spørsmål")
    assert make_round(cast, menu_key=own).menu_version_id == conversation_of(cast).menu_version_id


@pytest.mark.parametrize("name", ["ada", "hanne"])
def test_the_list_costs_the_same_however_long(cast: Cast, name: str) -> None:
    client, costs = visitor(cast, name), []
    for _ in range(2):
        make_copy(cast)
        make_copy(cast, is_published=False)
        costs.append(cost_of(client, reverse("guides")).count)
    assert costs == [{"ada": 5, "hanne": 6}[name]] * 2


@pytest.mark.parametrize(
    ("where", "count"),
    [("guide", 4), ("guide_versions", 10), ("guide_compare", 8), ("draft_publish", 7), ("draft_discard", 7)],
)
def test_pages_of_a_guide_cost_the_same_with_one_version_and_with_three(
    cast: Cast, key: str, where: str, count: int
) -> None:
    hanne, costs = visitor(cast, "hanne"), [cost_of(visitor(cast, "hanne"), url(where, key)).count]
    for number in range(2):
        publishing.publish(cast.actor("hanne"), key=key)
        drafting.begin_draft(cast.actor("hanne"), key=key)
        write_title(cast, key, f"Utgave {number}")
    costs.append(cost_of(hanne, url(where, key)).count)
    assert costs == [count] * 2


def test_a_leader_publishes_and_retires_the_units_own_addition(cast: Cast) -> None:
    key, leif = make_addition(cast), visitor(cast, "leif")
    page = text_of(leif.get(url("draft_publish", key)))
    assert "Conversations that are under way keep what they have." in page
    assert "Version 2 is published." in text_of(leif.post(url("draft_publish", key), follow=True))
    assert "This guide is retired" in text_of(leif.post(url("guide_retire", key), follow=True))
    tor = visitor(cast, "tor")
    for page in ("draft_publish", "guide_versions", "guide_edit", "guide_retire"):
        method = tor.post if page in {"guide_edit", "guide_retire"} else tor.get
        assert method(url(page, key)).status_code == 404


def test_a_theme_without_questions_is_read_like_any_other(cast: Cast) -> None:
    key = make_copy(cast, is_published=False)

    def change(content: editing.Document) -> editing.Document:
        return {**content, "themes": [{"key": "theme-only", "title": {"nb": "Bare et tema"}, "focus_ahead": True}]}

    drafting.change_draft(cast.actor("hanne"), key=key, change=change)
    publishing.publish(cast.actor("hanne"), key=key)
    assert "Bare et tema" in text_of(visitor(cast, "ada").get(url("guide", key)))
