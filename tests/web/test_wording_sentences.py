"""Every fault of wording has its line that says why."""

from samspill.guides.wording import FAULTS
from samspill.web.wording_sentences import WHY


def test_every_fault_is_explained_in_one_line() -> None:
    assert tuple(WHY) == FAULTS
    assert all(str(why) and "\n" not in str(why) for why in WHY.values())
