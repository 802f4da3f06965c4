"""Every page that each of the nine can come to, by following links: it fits, reads well and breaks no policy."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from tests.cast import NUMBERS, Cast
from tests.journeys.accessibility import OF_COLOUR_AND_SIZE, violations
from tests.journeys.filled import fill
from tests.journeys.visiting import KEPT_IN_THE_BROWSER, ONE_OF_MANY, WIDER_THAN_THE_SCREEN, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# 320 is also 1280 at 400 per cent (WCAG 1.4.10).
WIDTHS = (1440, 768, 360, 320)
FILES = re.compile(r"\.(pdf|txt|csv)$|/fil/$")
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(each => each.open = true)"
LINKS = "[...document.querySelectorAll('a[href]')].map(each => each.href)"


@pytest.fixture
def filled(cast: Cast, archive: Path) -> Cast:
    """The nine with conversations in every state."""
    fill(cast)
    return cast


@pytest.mark.parametrize("name", NUMBERS)
def test_every_page_of(name: str, filled: Cast, visit: Callable[..., Visitor]) -> None:
    visitor = visit(viewport={"width": WIDTHS[0], "height": 900})
    step_in(visitor, filled, name)
    ahead, seen = [f"{visitor.address}/", f"{visitor.address}/konto/"], set[str]()
    while ahead:
        address = ahead.pop(0)
        if kind_of(address) in seen:
            continue
        seen.add(kind_of(address))
        answer = visitor.page.goto(address)
        assert answer
        assert answer.status == 200, address
        visitor.complaints += faults_of(visitor.page)
        ahead += [link for link in visitor.page.evaluate(LINKS) if leads_on(link, visitor.address)]
    assert len(seen) > 8


def step_in(visitor: Visitor, cast: Cast, name: str) -> None:
    """Signed in already, as by the door."""
    client = Client()
    client.force_login(getattr(cast, name))
    kept = {settings.SESSION_COOKIE_NAME: client.session.session_key, settings.LANGUAGE_COOKIE_NAME: "en"}
    visitor.context.add_cookies(
        [{"name": name, "value": str(value), "url": visitor.address, "httpOnly": True} for name, value in kept.items()]
    )


def faults_of(page: Page) -> list[str]:
    """What is wrong with the page with everything unfolded: light on the widest screen, dark on the narrowest.

    Dark changes colours and narrow changes sizes; all else that axe knows is the same page.
    """
    page.evaluate(OPEN_EVERYTHING)
    faults = violations(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if (wider := page.evaluate(WIDER_THAN_THE_SCREEN)) > 0:
            faults.append(f"{page.url} is {wider} pixels wider than {width}")
    page.emulate_media(color_scheme="dark")
    faults += [f"dark, narrow: {one}" for one in violations(page, OF_COLOUR_AND_SIZE)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return faults + [f"{page.url} keeps {one}" for one in page.evaluate(KEPT_IN_THE_BROWSER)]


def leads_on(link: str, address: str) -> bool:
    """Whether a link leads to another page of ours; a file is none."""
    parts = urlsplit(link)
    return link.startswith(address) and not FILES.search(parts.path)


def kind_of(address: str) -> str:
    """Pages that differ only in whose they are, or in what is chosen on them, are one kind."""
    parts = urlsplit(address)
    choices = sorted({name for name, _ in parse_qsl(parts.query)})
    return ONE_OF_MANY.sub("…", parts.path) + "?" + "&".join(choices)
