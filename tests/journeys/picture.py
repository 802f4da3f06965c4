"""The picture on the first screen of the README, taken while the journey is there: ``PRINT_REFERENCE=1``."""

import os
import re
from pathlib import Path

from django.conf import settings
from playwright.sync_api import ViewportSize, expect

from tests.journeys.plan import BY_THE_LEADER
from tests.journeys.visiting import Visitor

SIZE: ViewportSize = {"width": 1440, "height": 900}
PICTURE = Path(__file__).parents[2] / "docs" / "screenshot.png"


def keep_a_picture(employee: Visitor) -> None:
    """When asked to: the room in bokmål, with a theme that was marked and the plan as it stands."""
    if os.environ.get("PRINT_REFERENCE") != "1":
        return
    page, here = employee.page, employee.page.url
    _speak(employee, "nb")
    page.goto(re.sub(r"(avtale|samtale)/.*", "samtale/?tema=competence", here))
    expect(page.locator(".card").filter(has_text=BY_THE_LEADER)).to_be_visible()
    page.set_viewport_size(SIZE)
    page.screenshot(path=PICTURE)
    _speak(employee, "en")
    page.goto(here)


def _speak(visitor: Visitor, language: str) -> None:
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": visitor.address, "httpOnly": True}
    visitor.context.add_cookies([cookie])  # type: ignore[list-item]
