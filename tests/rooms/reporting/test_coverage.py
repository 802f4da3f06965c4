"""Who sees which figures, in the cast's municipality."""

import pytest
from tests.cast import Cast
from tests.making import make_agreed, make_round

from samspill.confidentiality.actors import Role
from samspill.confidentiality.decisions import NotFound
from samspill.organisation.models import Unit
from samspill.people.models import RoleGrant
from samspill.reporting.coverage import read_coverage

pytestmark = pytest.mark.django_db


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def test_hr_sees_every_unit_and_what_lies_directly_in_it(cast: Cast) -> None:
    round_ = make_round(cast)
    make_agreed(cast)
    found = read_coverage(cast.actor("hanne"), round_id=round_.id)
    assert [(one.name, one.figures.counted, one.figures.agreed) for one in found.pieces.alone] == [
        ("Lyngvik kommune", 3, 0),
        ("Bjørka", 2, 0),
        ("Furua", 4, 1),
    ]
    assert found.total is not None
    assert (found.total.counted, found.total.held) == (9, 1)


def test_management_gets_small_groups_put_together(cast: Cast) -> None:
    round_ = make_round(cast)
    RoleGrant.objects.create(person=cast.frida, role=Role.MANAGEMENT)
    found = read_coverage(cast.actor("frida"), round_id=round_.id)
    assert found.pieces.alone == []
    assert found.pieces.figures_together.counted == 9
    for code in ("1100", "1200"):
        with pytest.raises(NotFound):
            read_coverage(cast.actor("frida"), round_id=round_.id, unit_id=unit(code).id)


def test_a_leader_sees_the_own_unit_and_below_only(cast: Cast) -> None:
    round_ = make_round(cast)
    leif = cast.actor("leif")
    assert read_coverage(leif, round_id=round_.id).unit is not None
    for code in ("1000", "1200"):
        with pytest.raises(NotFound):
            read_coverage(leif, round_id=round_.id, unit_id=unit(code).id)


def test_a_leader_whose_own_conversation_is_in_the_unit_sees_its_figures(cast: Cast) -> None:
    """Tor leads Olav at Bjørka and has his own conversation there with Vera: he knows both."""
    round_ = make_round(cast)
    found = read_coverage(cast.actor("tor"), round_id=round_.id)
    assert found.total is not None
    assert found.total.counted == 2


def test_a_delegate_leads_no_unit_and_sees_no_figures(cast: Cast) -> None:
    round_ = make_round(cast)
    found = read_coverage(cast.actor("vidar"), round_id=round_.id)
    assert (found.total, found.pieces.alone, found.pieces.together) == (None, [], [])
