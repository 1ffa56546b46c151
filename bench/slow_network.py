"""Prints after how many seconds the first instruction is readable on slow 3G, nothing cached.

``python -m bench.slow_network PORT``; needs Chromium and the tools of development.
"""

from __future__ import annotations

import shutil
import sys

from playwright.sync_api import Browser, sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
ROUND_TRIP = 400  # ms
BYTES_A_SECOND = 400_000 / 8
ROUNDS = 3
DOOR = (
    "/desk/school/?act=admit+to+non-public+area&act=give+access+to+student"
    "&fact.handled+by=front+office&fact.contact=in+person&see=now"
)
WHEN_PAINTED = """() => new Promise((resolve) => new PerformanceObserver((list) =>
    resolve(list.getEntries().at(-1).startTime)).observe({ type: "paint", buffered: true }))"""


def main() -> int:
    """Print the middle of several rounds."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        times = sorted(_seconds(browser, int(sys.argv[1])) for _ in range(ROUNDS))
        browser.close()
    print(f"{times[ROUNDS // 2]:.3f}")
    return 0


def _seconds(browser: Browser, port: int) -> float:
    """Return when the page with the first instruction was painted, in a fresh profile."""
    context = browser.new_context(viewport={"width": 360, "height": 720}, has_touch=True)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": ROUND_TRIP,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    page.goto(f"http://127.0.0.1:{port}{DOOR}", wait_until="commit")
    page.get_by_text("I can't give access").first.wait_for()
    painted = float(page.evaluate(WHEN_PAINTED))
    context.close()
    return painted / 1000


if __name__ == "__main__":
    sys.exit(main())
