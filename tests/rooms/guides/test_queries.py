"""Reading guides: what is offered to whom, what HR sees, and what it costs."""

import pytest
from tests.cast import Cast
from tests.making import make_round
from tests.web.visiting import counting

from samspill.confidentiality.decisions import Denied, NotFound
from samspill.guides import editing
from samspill.guides.models import Guide
from samspill.guides.queries import (
    list_all,
    list_editions,
    list_guides,
    list_menus,
    may_edit,
    read_draft,
    read_edition,
)
from samspill.guides.services import drafting, publishing
from samspill.organisation.models import Unit
from samspill.rounds.queries import count_rounds_on
from samspill.rounds.services import close_round

pytestmark = pytest.mark.django_db


def make_copy(cast: Cast, *, title: str = "Vår mal", key: str = "full", is_published: bool = True) -> str:
    """A copy that HR made of a guide; its key."""
    hanne = cast.actor("hanne")
    made = drafting.copy_guide(hanne, key=key, title=title)
    if is_published:
        publishing.publish(hanne, key=made.key)
    return made.key


def make_addition(cast: Cast, *, code: str = "1100") -> str:
    """What a unit adds, published, with its next version begun; its key."""
    hanne, unit = cast.actor("hanne"), Unit.objects.get(code=code)
    key = drafting.begin_guide(hanne, kind="addition", title="Tillegg", unit_id=unit.id).key

    def change(content: editing.Document) -> editing.Document:
        content, point = editing.with_item(content, "employee_points")
        return editing.with_text(content, f"employee_points.{point}.text", "nb", "Hva betyr uteplassen for deg?")

    drafting.change_draft(hanne, key=key, change=change)
    publishing.publish(hanne, key=key)
    drafting.begin_draft(hanne, key=key)
    return key


def write_title(cast: Cast, key: str, title: str) -> None:
    drafting.write_text(cast.actor("hanne"), key=key, path="title", language="nb", text=title, seen=None)


def test_only_what_is_published_and_not_retired_is_offered(cast: Cast) -> None:
    own, _draft = make_copy(cast), make_copy(cast, title="Utkast", is_published=False)
    offered = [version.guide.key for version, _ in list_guides("nb")]
    assert offered[0] == own
    assert _draft not in offered
    publishing.retire(cast.actor("hanne"), key=own)
    assert own not in [version.guide.key for version, _ in list_guides("nb")]


def test_the_newest_version_is_the_one_that_is_offered(cast: Cast) -> None:
    key = make_copy(cast)
    drafting.begin_draft(cast.actor("hanne"), key=key)
    write_title(cast, key, "Ny tittel")
    publishing.publish(cast.actor("hanne"), key=key)
    told = [(version.number, text.title) for version, text in list_guides("nb") if version.guide.key == key]
    assert told == [(2, "Ny tittel")]


def test_the_organisations_newest_menu_comes_first(cast: Cast) -> None:
    first = make_copy(cast, key="menu", title="Eldst")
    second = make_copy(cast, key="menu", title="Yngst")
    assert [version.guide.key for version, _ in list_menus("nb")] == [second, first, "menu"]


def test_hr_sees_everything_but_additions_with_who_changed_it(cast: Cast) -> None:
    key = make_copy(cast)
    drafting.begin_draft(cast.actor("hanne"), key=key)
    draft = make_copy(cast, title="Bare utkast", is_published=False)
    drafting.begin_guide(cast.actor("hanne"), kind="addition", title="Tillegg", title_code="7")
    lines = {line.guide.key: line for line in list_all(cast.actor("hanne"))}
    assert (lines[key].number, lines[key].has_draft, lines[key].changed_by) == (1, True, cast.hanne.full_name)
    assert (lines[draft].number, lines[draft].title) == (0, {"nb": "Bare utkast"})
    assert lines["full"].changed_by == ""
    assert {line.guide.kind for line in lines.values()} & {Guide.Kind.ADDITION} == set()


@pytest.mark.parametrize("name", ["ada", "leif", "aksel"])
def test_nobody_but_hr_sees_drafts_versions_and_the_whole_list(cast: Cast, name: str) -> None:
    key, actor = make_copy(cast, is_published=False), cast.actor(name)
    with pytest.raises(Denied):
        list_all(actor)
    with pytest.raises(Denied):
        list_editions(actor, key="full")
    with pytest.raises(Denied):
        read_draft(actor, key=key)
    assert not may_edit(actor, guide=Guide.objects.get(key=key))


def test_a_version_is_read_by_number(cast: Cast) -> None:
    key, ada = make_copy(cast), cast.actor("ada")
    drafting.begin_draft(cast.actor("hanne"), key=key)
    write_title(cast, key, "To")
    publishing.publish(cast.actor("hanne"), key=key)
    assert (read_edition(ada, key=key).number, read_edition(ada, key=key, number=1).number) == (2, 1)
    assert [one.number for one in list_editions(cast.actor("hanne"), key=key)] == [2, 1]
    for number in (0, 3):
        with pytest.raises(NotFound):
            read_edition(ada, key=key, number=number)


def test_a_draft_tells_what_can_be_undone(cast: Cast) -> None:
    key, hanne = make_copy(cast, is_published=False), cast.actor("hanne")
    assert (read_draft(hanne, key=key).can_undo, read_draft(hanne, key=key).can_redo) == (False, False)
    write_title(cast, key, "Ny")
    assert (read_draft(hanne, key=key).can_undo, read_draft(hanne, key=key).can_redo) == (True, False)
    drafting.undo(hanne, key=key)
    assert (read_draft(hanne, key=key).can_undo, read_draft(hanne, key=key).can_redo) == (False, True)


def test_built_in_guides_are_copied_instead(cast: Cast) -> None:
    assert not may_edit(cast.actor("hanne"), guide=Guide.objects.get(key="full"))
    with pytest.raises(NotFound):
        drafting.begin_draft(cast.actor("hanne"), key="full")


def test_rounds_on_a_version_are_counted_open_or_closed(cast: Cast) -> None:
    hanne, round_ = cast.actor("hanne"), make_round(cast)
    make_round(cast, year=2027)
    assert count_rounds_on(hanne, guide_key="full") == {1: 2}
    assert count_rounds_on(hanne, guide_key="menu") == {1: 2}
    assert count_rounds_on(hanne, guide_key="short") == {}
    close_round(hanne, round_id=round_.id)
    assert count_rounds_on(hanne, guide_key="full") == {1: 2}
    with pytest.raises(Denied):
        count_rounds_on(cast.actor("ada"), guide_key="full")


def test_the_list_costs_the_same_however_long(cast: Cast) -> None:
    costs = []
    for _ in range(2):
        make_copy(cast)
        make_copy(cast, is_published=False)
        with counting() as cost:
            list_all(cast.actor("hanne"))
        costs.append(cost.count)
    assert costs[0] == costs[1] <= 6
