"""What axe finds wrong on a page: WCAG A and AA, serious faults that are ours."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
# What Streamlit 1.67 draws so and lets nobody change: rule → where. Seen on 22 November 2026; read again at
# each upgrade, and take out what is mended.
ALLOWED = {
    "list": "[data-testid=stSidebarNavItems]",  # the sections of the menu put <div> inside <ul>
    "listitem": "[data-testid=stSidebarNavItems]",
    "target-size": "[role=spinbutton]",  # day and month are 18 px wide; the calendar beside them is larger
    "color-contrast": "[data-testid=stButtonGroup] button",  # 4.2:1 in dark: primary on a tint of itself
}
SCHEMES = ("light", "dark")


def settle(page: Page) -> None:
    """Wait until the script has ended and everything is drawn."""
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("[data-test-script-state=running]")).to_have_count(0)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_timeout(300)  # fades: half-transparent text has no contrast


def faults(page: Page) -> list[str]:
    """What is serious and ours, in one line each."""
    settle(page)
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found
        if rule["impact"] in {"critical", "serious"}
        for node in rule["nodes"]
        if not is_allowed(page, rule["id"], node["target"][-1])
    ]


def is_allowed(page: Page, rule: str, target: str) -> bool:
    """True when this node belongs to what the list allows for this rule."""
    place = ALLOWED.get(rule)
    return bool(place) and page.locator(target).first.evaluate("(node, at) => !!node.closest(at)", place)
