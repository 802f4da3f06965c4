"""The built-in guides are loaded by the reader that everybody's files go through."""

import pytest

from samspill.confidentiality.actors import Actor
from samspill.guides.models import Guide
from samspill.guides.services.loading import built_in_documents, load_built_in
from samspill.guides.shape import CONVERSATION_KINDS, KEY, MENU, items


def test_a_word_that_yaml_takes_for_a_truth_is_still_a_field() -> None:
    names = {name for document in built_in_documents() for _, _, one in items(document) for name in one}
    assert {type(name) for name in names} == {str}
    assert "rows" not in names


def test_every_item_has_a_key() -> None:
    keys = [one["key"] for document in built_in_documents() for _, _, one in items(document)]
    assert len(keys) > 100
    assert all(KEY.fullmatch(key) for key in keys)


def test_there_is_a_guide_of_every_kind_of_conversation_and_a_menu() -> None:
    kinds = [document["kind"] for document in built_in_documents()]
    assert set(kinds) == {*CONVERSATION_KINDS, MENU}
    assert len(kinds) == 8 + 1


@pytest.mark.django_db
def test_loading_twice_stores_nothing_new() -> None:
    system = Actor.system("set-up")
    assert len(load_built_in(system)) == Guide.objects.count()
    assert load_built_in(system) == []
