"""Days as the pages write them: the year only where it is not this one."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from samspill.foundation import clock
from samspill.web.templatetags.dates import day

TODAY = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2026, 12, 31), {"nb": "31. desember", "nn": "31. desember", "en": "31 December"}),
        (date(2027, 1, 1), {"nb": "1. januar 2027", "nn": "1. januar 2027", "en": "1 January 2027"}),
        (date(2025, 5, 17), {"nb": "17. mai 2025", "nn": "17. mai 2025", "en": "17 May 2025"}),
        (None, {"nb": "", "nn": "", "en": ""}),
    ],
)
def test_the_year_stands_where_it_is_another(on: date | None, written: dict[str, str]) -> None:
    with clock.fixed(TODAY):
        for language, words in written.items():
            with translation.override(language):
                assert day(on) == words
