"""A real browser: Debian's Chromium, which fails the test when a page complains on its console or breaks the policy."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

# Their assertions tell what differed, as those of a test module do; asked for before anything imports them.
pytest.register_assert_rewrite(
    *(f"tests.journeys.{name}" for name in ("hr", "invitation", "meeting", "plan", "preparation"))
)

from tests.journeys.visiting import Visitor, leave  # noqa: E402
from tests.rooms.notifications.sink import Sink  # noqa: E402

# Playwright's synchronous door runs an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: every test has a server of its own. (The plugin's own fixture warns, and warnings are errors.)"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, calling nobody."""
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A reader of English, whose words are those in the templates."""
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/Oslo"}


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that may not complain: no error on the console, no breach of the content policy, no uncaught exception."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{message.text} ({message.location.get('url')})")

    opened = context.new_page()
    opened.on("console", hear)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    heard = list(complaints)
    leave(opened)
    assert heard == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder as a journey; without Chromium it is left out, but never where CI runs."""
    journeys = [item for item in items if Path(__file__).parent in item.path.parents]
    is_left_out = shutil.which("chromium") is None and os.environ.get("CI") != "true"
    for item in journeys:
        item.add_marker(pytest.mark.journey)
        if is_left_out:
            item.add_marker(pytest.mark.skip(reason="no Chromium; try: sudo apt-get install chromium"))


@pytest.fixture
def visit(new_context: CreateContextCallback, live_server: LiveServer) -> Iterator[Callable[..., Visitor]]:
    """Make visitors, each with a browser of their own; none of them may have had anything to complain of."""
    visitors: list[Visitor] = []

    def come(**options: Any) -> Visitor:
        visitors.append(Visitor(new_context(**options), live_server.url))
        return visitors[-1]

    yield come
    complaints = [complaint for one in visitors for complaint in one.complaints]
    for one in visitors:
        one.leave()
    assert complaints == []


@pytest.fixture
def post(settings: Settings, live_server: LiveServer) -> Iterator[Sink]:
    """A mail server that is up, and mail whose links lead to the server under test."""
    server = Sink()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.DEFAULT_FROM_EMAIL = "Samspill <samspill@lyngvik.example>"
    settings.SAMSPILL_ADDRESS = live_server.url
    server.start()
    yield server
    server.stop()


@pytest.fixture
def archive(settings: Settings, tmp_path: Path) -> Path:
    """The folder that the archive takes plans from."""
    settings.SAMSPILL_ARCHIVE = tmp_path / "archive"
    return tmp_path / "archive"
