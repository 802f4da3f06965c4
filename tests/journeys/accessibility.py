"""What axe finds on a page (WCAG 2.2 AA and best practice)."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parent.parent / "assets" / "axe.min.js").read_text(encoding="utf-8")
# Of WCAG 2.2's own criteria axe knows the size of targets (2.5.8), and asks only when told to. To read style sheets that
# import others ahead of its rules, it would write them into the page, which the content policy forbids; no rule asked
# for needs that.
ALL = {"rules": {"target-size": {"enabled": True}}, "preload": False}
OF_COLOUR_AND_SIZE = {"runOnly": ["color-contrast", "target-size"], "preload": False}
RUN = "options => axe.run(options).then(result => result.violations)"


def violations(page: Page, options: dict[str, Any] = ALL) -> list[str]:
    """Every rule that the page breaks, with the first element that does, once all of it has come."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [f"{page.url} {one['id']}: {one['nodes'][0]['html']}" for one in page.evaluate(RUN, options)]
