"""Somebody at a browser of their own: what they visit is looked over, and nothing may call outside."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Frame, Page, Request, expect

from tests.journeys.accessibility import violations

PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
ONE_OF_MANY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=/velkommen/)[\w-]{20,}")
REFUSED = re.compile(r"the server responded with a status of (4\d\d)")
KEPT_IN_THE_BROWSER = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map(one => one.name),
    ...(await caches.keys()), document.cookie].filter(Boolean)"""
WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def leave(page: Page) -> None:
    """Go to an empty page, whatever the page was about to do: what came in between is tried away once more."""
    for _ in range(3):
        with suppress(Error):
            page.goto("about:blank")
            return


class Visitor:
    """One person's browser. ``complaints`` must be empty at the end, and ``unseen`` too where every page counts."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.complaints: list[str] = []
        self.looked_at: set[str] = set()
        self.been_at: set[str] = set()
        self._may_be_refused: set[str] = set()
        context.set_default_timeout(PATIENCE_MS)
        context.on("request", self._note_request)
        context.on("page", self._listen)
        self.page = context.new_page()

    @property
    def unseen(self) -> set[str]:
        """Pages that were visited and never looked at."""
        return self.been_at - self.looked_at

    def leave(self) -> None:
        """To an empty page, before the browser is closed.

        Chromium never closes a context in which a page is just being exchanged, as by a form that the test has sent.
        """
        for page in self.context.pages:
            leave(page)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def sign_in(self, number: str, password: str) -> None:
        """In by the door, as people come, and on in English, whose words the journeys know."""
        self.go("/konto/inn/")
        self.look()
        self.page.get_by_label("Employee number").fill(number)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(f"{self.address}/")
        self.read_english()
        self.look()

    def read_english(self) -> None:
        self.page.get_by_role("contentinfo").get_by_role("button", name="English").click()
        expect(self.page.locator("html")).to_have_attribute("lang", "en")

    def look(self) -> None:
        """The page as it stands: no fault that axe knows, nothing kept in the browser, nothing beside the screen."""
        expect(self.page.locator("h1")).to_have_count(1)
        self.complaints += violations(self.page)
        if kept := self.page.evaluate(KEPT_IN_THE_BROWSER):
            self.complaints.append(f"{self.page.url} keeps {kept}")
        if (wider := self.page.evaluate(WIDER_THAN_THE_SCREEN)) > 0:
            self.complaints.append(f"{self.page.url} is {wider} pixels wider than the screen")
        self.looked_at.add(_kind_of(self.page.url))

    @contextmanager
    def may_be_refused(self, *, at: str = "") -> Iterator[None]:
        """While the test does something that this page, or another path, must answer with a 4xx: the console tells of it."""
        path = at or urlsplit(self.page.url).path
        self._may_be_refused.add(path)
        yield
        self._may_be_refused.discard(path)

    def _listen(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("framenavigated", self._note_place)

    def _hear(self, message: ConsoleMessage) -> None:
        url = str(message.location.get("url", ""))
        is_expected = REFUSED.search(message.text) and urlsplit(url).path in self._may_be_refused
        if message.type == "error" and not is_expected:
            self.complaints.append(f"{message.text} ({url})")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "about:")):
            self.complaints.append(f"asked {request.url}")

    def _note_place(self, frame: Frame) -> None:
        if frame.parent_frame is None and frame.url.startswith(self.address):
            self.been_at.add(_kind_of(frame.url))


def _kind_of(url: str) -> str:
    return ONE_OF_MANY.sub("…", urlsplit(url).path)
