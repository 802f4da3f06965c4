"""The editor of guides: its parts, saving with and without a script, structure, undo, and what meets what."""

import re
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from samspill.guides.editing import fingerprint, text_at, with_item
from samspill.guides.queries import read_draft
from samspill.guides.services import drafting
from samspill.organisation.models import Unit
from tests.cast import Cast
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db
THEME = "themes.theme"
QUESTION = f"{THEME}.questions.question"
TEXT, PROMPT = f"{QUESTION}.text@nb", f"{QUESTION}.prompt@nb"
QUERIES = 6
WIDEST = {"HX-Request": "true", "HX-Target": "div#draft"}


@pytest.fixture
def key(cast: Cast) -> str:
    """A guide that Hanne has begun from nothing: one theme, one question."""
    return drafting.begin_guide(cast.actor("hanne"), kind="yearly", title="Vår egen mal").key


@pytest.fixture
def hanne(cast: Cast) -> Client:
    """Hanne's browser."""
    return visitor(cast, "hanne")


def address(key: str, **query: str) -> str:
    return f"/oppsett/maler/{key}/utkast/" + (f"?{urlencode({**query}, safe=',')}" if query else "")


def page(client: Client, key: str, **query: str) -> str:
    response = client.get(address(key, **query))
    assert response.status_code == 200
    return " ".join(text_of(response).split())


def content(cast: Cast, key: str) -> dict[str, object]:
    return read_draft(cast.actor("hanne"), key=key).content


def standing(cast: Cast, key: str, name: str = TEXT) -> str:
    path, _, language = name.partition("@")
    return text_at(content(cast, key), path, language)


def write(cast: Cast, key: str, text: str, name: str = TEXT) -> None:
    path, _, language = name.partition("@")
    drafting.write_text(cast.actor("hanne"), key=key, path=path, language=language, text=text, seen=None)


def act(client: Client, key: str, act: str, part: str = THEME, **sent: object) -> HttpResponse:
    response: HttpResponse = client.post(address(key, **{"del": part, "sprak": "nb"}), {"act": act, **sent})
    return response


def autosave(client: Client, key: str, field: str, value: str, revision: int = 0) -> HttpResponse:
    sent = {"field": field, "value": value, "revision": revision}
    response: HttpResponse = client.post(f"{address(key)}lagre/", sent, headers={"X-Autosave": "1"})
    return response


def questions(cast: Cast, key: str, theme: int = 0) -> list[str]:
    return [one["key"] for one in content(cast, key)["themes"][theme]["questions"]]  # type: ignore[index]


def themes(cast: Cast, key: str) -> list[str]:
    return [one["key"] for one in content(cast, key)["themes"]]  # type: ignore[attr-defined]


def test_a_new_guide_opens_on_its_first_theme_ready_to_write(hanne: Client, key: str) -> None:
    shown = page(hanne, key)
    assert f'id="{THEME}.title@nb"' in shown
    assert "autofocus" in shown.partition(f'name="text:{THEME}.title@nb"')[2].partition(">")[0]
    assert f'data-enter="to {QUESTION}.text"' in shown


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("about", "Summary"),
        ("title", "Summary"),
        ("purpose", "Add a purpose"),
        ("information", "Add a section"),
        ("expectations", "Add an expectation"),
        ("employee_points", "Add a point"),
        ("leader_points", "Add a point"),
        ("themes", "Add a question"),
        (f"{QUESTION}.text", "Add a question"),
        ("evaluation", "Afterwards"),
        ("closing", "Add a line"),
        ("nothing", "Summary"),
    ],
)
def test_each_part_has_its_page(hanne: Client, key: str, part: str, words: str) -> None:
    assert words in page(hanne, key, **{"del": part})


def test_an_addition_has_only_its_own_parts_and_says_where_it_goes(cast: Cast, hanne: Client) -> None:
    unit = Unit.objects.get(code="1100")
    made = drafting.begin_guide(cast.actor("leif"), kind="addition", title="Furua", unit_id=unit.id)
    shown = page(hanne, made.key)
    assert "Closing" not in shown
    drafting.change_draft(cast.actor("leif"), key=made.key, change=lambda old: with_item(old, "themes")[0])
    assert '<option value="cooperation"' in page(visitor(cast, "leif"), made.key, **{"del": THEME})
    assert autosave(hanne, made.key, f"{THEME}.within", "cooperation").status_code == 200
    assert content(cast, made.key)["themes"][0]["within"] == "cooperation"  # type: ignore[index]


def test_a_menu_has_themes_and_no_preview(cast: Cast, hanne: Client) -> None:
    made = drafting.begin_guide(cast.actor("hanne"), kind="menu", title="Vår meny")
    shown = page(hanne, made.key)
    assert "The employee prepares" not in shown
    assert "<iframe" not in shown


@pytest.mark.parametrize("name", ["ada", "leif", "vera", "aksel"])
def test_for_others_it_does_not_exist(cast: Cast, key: str, name: str) -> None:
    client = visitor(cast, name)
    assert client.get(address(key)).status_code == 404
    assert act(client, key, "undo").status_code == 404
    assert autosave(client, key, TEXT, "x").status_code == 404


def test_without_a_draft_there_is_no_editor(hanne: Client) -> None:
    assert hanne.get(address("full")).status_code == 404


def test_posting_needs_the_token(cast: Cast, key: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.hanne)
    assert client.post(address(key), {"act": "undo"}).status_code == 403
    assert client.post(f"{address(key)}lagre/", {"field": TEXT, "value": "x"}).status_code == 403


def test_the_preview_is_of_the_part_and_may_be_framed(hanne: Client, key: str) -> None:
    response = hanne.get(address(key, **{"del": "leader_points", "sprak": "nn"}))
    assert f'src="{address(key)}vis/leder/forberedelse/?sprak=nn"' in text_of(response)
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]


# Writing


def test_autosave_stores_on_what_was_seen(cast: Cast, hanne: Client, key: str) -> None:
    reply = autosave(hanne, key, TEXT, "Hva er viktig?").json()
    assert reply["revision"] == fingerprint("Hva er viktig?")
    assert autosave(hanne, key, TEXT, "Hva er viktigst?", reply["revision"]).status_code == 200
    clash = autosave(hanne, key, TEXT, "Min", reply["revision"])
    assert (clash.status_code, clash.json()["value"]) == (409, "Hva er viktigst?")
    assert clash.json()["revision"] == fingerprint("Hva er viktigst?")
    assert standing(cast, key) == "Hva er viktigst?"


def test_autosave_says_what_is_wrong(hanne: Client, key: str) -> None:
    refused = autosave(hanne, key, TEXT, "a" * 301)
    assert (refused.status_code, refused.json()["error"]) == (
        422, "The text is too long. There is room for 300 characters.",
    )  # fmt: skip


@pytest.mark.parametrize("field", ["", "title", "title@se", "themes.nothing.title@nb", f"{QUESTION}.nothing"])
def test_autosave_knows_no_other_fields(hanne: Client, key: str, field: str) -> None:
    assert autosave(hanne, key, field, "x").status_code == 404


def test_settings_are_saved_by_themselves(cast: Cast, hanne: Client, key: str) -> None:
    autosave(hanne, key, f"{THEME}.focus_ahead", "true")
    autosave(hanne, key, f"{THEME}.shows:values", "true")
    autosave(hanne, key, f"{QUESTION}.optional", "false")
    theme = content(cast, key)["themes"][0]  # type: ignore[index]
    assert (theme["focus_ahead"], theme["shows"], theme["questions"][0]["optional"]) == (True, ["values"], True)
    shown = page(hanne, key, **{"del": THEME})
    assert "checked" not in shown.partition(f'name="set:{QUESTION}.optional"')[2].partition(">")[0]


def test_without_a_script_the_button_saves_the_whole_part(cast: Cast, hanne: Client, key: str) -> None:
    sent = {
        f"text:{TEXT}": "Hva er viktig?", f"revision:{TEXT}": "0", f"text:{PROMPT}": "Tenk på i går.",
        f"was:{THEME}.focus_ahead": "", f"set:{THEME}.focus_ahead": "true",
        f"was:{QUESTION}.optional": "true", f"was:{THEME}.optional": "true", f"set:{THEME}.optional": "true",
    }  # fmt: skip
    response = hanne.post(address(key, **{"del": THEME}), sent)
    assert response.status_code == 303
    theme = content(cast, key)["themes"][0]  # type: ignore[index]
    assert (standing(cast, key), standing(cast, key, PROMPT)) == ("Hva er viktig?", "Tenk på i går.")
    assert (theme["focus_ahead"], theme["questions"][0]["optional"]) == (True, True)
    assert "optional" not in theme


def test_a_form_that_meets_another_text_shows_both(cast: Cast, hanne: Client, key: str) -> None:
    write(cast, key, "Skrevet av en annen")
    sent = {f"text:{TEXT}": "Min tekst", f"revision:{TEXT}": "0"}
    response = hanne.post(address(key, **{"del": THEME}), sent)
    shown = text_of(response)
    assert response.status_code == 409
    assert "Skrevet av en annen" in shown
    assert "Min tekst" in shown
    assert f'href="#{TEXT}"' in shown
    assert f'name="revision:{TEXT}" value="{fingerprint("Skrevet av en annen")}"' in shown
    sent[f"revision:{TEXT}"] = str(fingerprint("Skrevet av en annen"))
    assert hanne.post(address(key, **{"del": THEME}), sent).status_code == 303
    assert standing(cast, key) == "Min tekst"


def test_what_is_too_long_is_told_at_its_place_and_kept(cast: Cast, hanne: Client, key: str) -> None:
    typed = "lang " * 70
    response = hanne.post(address(key, **{"del": THEME}), {f"text:{TEXT}": typed, f"revision:{TEXT}": "0"})
    shown = text_of(response)
    assert response.status_code == 422
    assert typed in shown
    assert "There is room for 300 characters." in shown.partition(f'id="{TEXT}"')[2]
    assert standing(cast, key) == ""


# Structure


def test_a_question_is_added_after_another_and_gets_the_focus(cast: Cast, hanne: Client, key: str) -> None:
    answer = act(hanne, key, f"add {THEME}.questions question nb")
    assert questions(cast, key) == ["question", "question-2"]
    shown = text_of(hanne.get(answer.headers["Location"]))
    assert "autofocus" in shown.partition(f'name="text:{THEME}.questions.question-2.text@nb"')[2].partition(">")[0]


def test_the_next_theme_takes_the_empty_questions_before_it_away(cast: Cast, hanne: Client, key: str) -> None:
    write(cast, key, "Hva er viktig?")
    act(hanne, key, f"add {THEME}.questions question nb")
    answer = act(hanne, key, "add themes theme nb")
    assert (themes(cast, key), questions(cast, key)) == (["theme", "theme-2"], ["question"])
    assert len(questions(cast, key, 1)) == 1
    assert "del=themes.theme-2&" in answer.headers["Location"]


def test_what_was_removed_comes_back(cast: Cast, hanne: Client, key: str) -> None:
    write(cast, key, "Hva er viktig?")
    answer = act(hanne, key, f"remove {QUESTION}")
    assert questions(cast, key) == []
    assert "Removed." in text_of(hanne.get(answer.headers["Location"]))
    act(hanne, key, "undo")
    assert standing(cast, key) == "Hva er viktig?"
    act(hanne, key, "redo")
    assert questions(cast, key) == []


def test_when_a_theme_is_removed_the_one_beside_it_is_shown(cast: Cast, hanne: Client, key: str) -> None:
    act(hanne, key, "add themes theme nb")
    answer = act(hanne, key, f"remove {THEME}")
    assert "del=themes.theme-2&" in answer.headers["Location"]
    answer = act(hanne, key, "remove themes.theme-2", "themes.theme-2")
    assert "Add a theme" in text_of(hanne.get(answer.headers["Location"]))
    assert themes(cast, key) == []


def test_order_by_buttons_and_as_a_whole(cast: Cast, hanne: Client, key: str) -> None:
    for _ in range(2):
        act(hanne, key, f"add {THEME}.questions - nb")
    act(hanne, key, f"up {THEME}.questions.question-3")
    assert questions(cast, key) == ["question", "question-3", "question-2"]
    act(hanne, key, f"down {QUESTION}")
    assert questions(cast, key) == ["question-3", "question", "question-2"]
    sent = {"act": f"order {THEME}.questions", "order": ["question-2", "question", "question-3"]}
    reply = hanne.post(address(key), sent, headers={"Accept": "application/json"})
    assert "saved_at" in reply.json()
    assert questions(cast, key) == ["question-2", "question", "question-3"]


def test_a_question_goes_to_another_theme(cast: Cast, hanne: Client, key: str) -> None:
    write(cast, key, "Hva er viktig?")
    act(hanne, key, "add themes theme nb")
    answer = act(hanne, key, f"put {QUESTION}", **{f"into:{QUESTION}": "theme-2"})
    assert questions(cast, key) == []
    assert "question" in questions(cast, key, 1)
    assert "Moved to the other theme." in text_of(hanne.get(answer.headers["Location"]))


@pytest.mark.parametrize(
    "words", ["dance", "add", "add themes", "add themes theme se", "add nothing - nb", "remove", "up x", "put x"]
)
def test_there_are_no_other_acts(hanne: Client, key: str, words: str) -> None:
    assert act(hanne, key, words).status_code == 404


def test_what_is_typed_is_stored_before_the_act(cast: Cast, hanne: Client, key: str) -> None:
    act(hanne, key, f"add {THEME}.questions question nb", **{f"text:{TEXT}": "Hva er viktig?", f"revision:{TEXT}": "0"})
    assert standing(cast, key) == "Hva er viktig?"


def test_there_is_nothing_to_undo_at_first(hanne: Client, key: str) -> None:
    assert "nothing-to-undo" in act(hanne, key, "undo").headers["Location"]


# Languages, missing texts, faults


def test_languages_stand_side_by_side_and_what_is_missing_is_counted(cast: Cast, hanne: Client, key: str) -> None:
    write(cast, key, "Hva er viktig?")
    shown = page(hanne, key, **{"del": THEME, "sprak": "nb,nn"})
    assert f'id="{QUESTION}.text@nn"' in shown
    assert f'id="{QUESTION}.text@en"' not in shown
    assert "Nynorsk: 1 missing" in shown
    assert shown.count("pill-soon") == 1
    assert "English: " not in shown
    assert "Nynorsk: 1 missing" not in page(hanne, key, **{"del": THEME, "sprak": "nb"})


def test_a_language_is_turned_on_and_off_and_one_is_left(hanne: Client, key: str) -> None:
    shown = page(hanne, key, **{"del": "about", "sprak": "nb,nn"})
    assert f'href="{address(key)}?del=about&amp;sprak=nb,nn,en"' in shown
    assert f'href="{address(key)}?del=about&amp;sprak=nb"' in shown
    assert 'lang="nb"' in page(hanne, key, **{"del": "about", "sprak": "se"})


def test_what_must_be_mended_is_told_where_it_is_when_asked_for(hanne: Client, key: str) -> None:
    assert "Write the question, or remove it." not in page(hanne, key, **{"del": THEME})
    shown = page(hanne, key, **{"del": THEME, "vis": "mangler"})
    assert "Give the theme a title." in shown.partition(f'id="{THEME}.title"')[2]
    assert "Write the question, or remove it." in shown.partition(f'id="{QUESTION}.text"')[2]


# The page itself


def test_a_swap_equals_the_page_shown_anew(hanne: Client, key: str) -> None:
    act(hanne, key, f"add {THEME}.questions question nb")
    where = address(key, **{"del": THEME, "sprak": "nb"})
    whole, part = hanne.get(where), hanne.get(where, headers=WIDEST)
    assert without_token(text_of(part)).strip() in without_token(text_of(whole))
    outline = hanne.get(where, headers={"HX-Request": "true", "HX-Target": "nav#outline"})
    assert text_of(outline).strip() in text_of(part)


def without_token(text: str) -> str:
    return re.sub(r'(?<=name="csrfmiddlewaretoken" value=")\w+', "", text)


@pytest.mark.parametrize("count", [1, 60])
def test_it_costs_the_same_however_many_questions(cast: Cast, hanne: Client, key: str, count: int) -> None:
    def grow(old: dict[str, object]) -> dict[str, object]:
        for _ in range(count - 1):
            old, _made = with_item(old, f"{THEME}.questions")
        return old

    drafting.change_draft(cast.actor("hanne"), key=key, change=grow)
    assert cost_of(hanne, address(key, **{"del": THEME, "sprak": "nb,nn,en"})).count == QUERIES


def test_a_guide_in_another_language_opens_in_that_language(cast: Cast, hanne: Client, key: str) -> None:
    for name in ("title", f"{THEME}.title", f"{QUESTION}.text"):
        write(cast, key, "Skrive på nynorsk", f"{name}@nn")
    assert f'id="{THEME}.title@nn"' in page(hanne, key, **{"del": THEME})
    assert f'id="{THEME}.title@nb"' not in page(hanne, key, **{"del": THEME})


def test_on_the_way_to_another_part_or_to_publishing_everything_is_stored(cast: Cast, hanne: Client, key: str) -> None:
    sent = {f"text:{TEXT}": "Hva er viktig?", f"revision:{TEXT}": "0"}
    answer = act(hanne, key, "go purpose nb,nn", **sent)
    assert answer.headers["Location"] == address(key, **{"del": "purpose", "sprak": "nb,nn", "fokus": "part"})
    assert standing(cast, key) == "Hva er viktig?"
    assert act(hanne, key, "publish").headers["Location"] == f"{address(key)}publiser/"
    left = hanne.post(address(key), {"act": "publish"}, headers=WIDEST)
    assert left.headers["HX-Redirect"] == f"{address(key)}publiser/"


def test_another_part_is_a_place_to_come_back_to(hanne: Client, key: str) -> None:
    where = address(key, **{"del": "purpose", "sprak": "nb"})
    assert hanne.get(where, headers=WIDEST).headers["HX-Push-Url"] == where
    here = {**WIDEST, "HX-Current-URL": f"http://testserver{where}"}
    assert hanne.get(where, headers=here).headers["HX-Replace-Url"] == where
