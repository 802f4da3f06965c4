"""The permission matrix in the documents is the one that the policies give; nobody but the two reads anything."""

import os
from pathlib import Path

import pytest

from samspill.confidentiality.decisions import Act
from samspill.conversations import policy as conversation_policy
from samspill.conversations.models import Conversation
from samspill.conversations.states import State
from samspill.organisation import policy as organisation_policy
from samspill.plans import policy as plan_policy
from tests.cast import Cast
from tests.conventions.permissions import ABOUT_CONVERSATIONS, render
from tests.making import conversation_of, make_round, seen

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "permissions.md"


@pytest.mark.django_db
def test_the_document_matches_the_policies(cast: Cast) -> None:
    printed = render(cast)
    if os.environ.get("PRINT_REFERENCE"):
        DOCUMENT.write_text(printed)
    assert DOCUMENT.read_text() == printed, "Run `make docs` and read the difference: who may do more than before?"


@pytest.mark.parametrize("module", [conversation_policy, organisation_policy, plan_policy])
def test_every_act_is_in_the_matrix(module: object) -> None:
    declared = {name: value for name, value in vars(module).items() if isinstance(value, Act)}
    assert set(map(id, declared.values())) == set(map(id, module.ACTS))  # type: ignore[attr-defined]
    assert all(act.may.__doc__ for act in declared.values())


@pytest.mark.django_db
@pytest.mark.parametrize("state", list(State))
def test_whoever_is_not_one_of_the_two_opens_nothing(cast: Cast, state: State) -> None:
    make_round(cast)
    conversation = conversation_of(cast)
    Conversation.objects.filter(id=conversation.id).update(state=state)
    opening = [act for act in ABOUT_CONVERSATIONS if act.part is not None]
    assert len(opening) >= 12
    for name in ("vera", "vidar", "tor", "hanne", "aksel", "frida", "olav"):
        actor = cast.actor(name)
        thing = seen(actor, conversation)
        assert [act.name for act in opening if act.may(actor, thing)] == []
