"""What axe finds on a page (WCAG 2.2 AA and best practice)."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent.parent / "assets" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Every rule that the page breaks, with the first element that does."""
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run().then(result => result.violations)")
    return [f"{page.url} {one['id']}: {one['nodes'][0]['html']}" for one in found]
