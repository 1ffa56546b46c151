"""What the browser tests look at: that nothing keeps people out, and that nothing is cut off."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
WIDTHS = (320, 1280)


def findings(page: Page) -> list[str]:
    """Return what axe finds on the page, in its own words; empty is good."""
    violations = AXE.run(page).response["violations"]
    return [
        f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes']][:3]}"
        for each in violations
    ]


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def faults(page: Page) -> list[str]:
    """Return what axe finds and what does not fit, on a telephone and at a desk."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} px: {finding}" for finding in findings(page)]
        if extra := overflow(page):
            found.append(f"{width} px: {extra} px too wide")
    return found
