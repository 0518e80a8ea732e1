"""What axe finds wrong on a page: WCAG A and AA, serious faults that are ours."""

import hashlib
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from domain.accessibility import EXEMPTIONS

# The same page is told twice: what does not depend on colours is asked once.
RULES: dict[Literal["light", "dark"], list[str]] = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "dark": ["color-contrast", "link-in-text-block"],
}
ALLOWED = {one.rule: one.where for one in EXEMPTIONS if one.rule}  # those that the declaration tells
_IS_DRAWN = (
    "scheme => getComputedStyle(document.querySelector('.stApp') ?? document.body)"
    ".colorScheme.includes(scheme)"
)
_ALREADY_THERE = "() => Boolean(window.axe)"
# Half-transparent text has no contrast: fades end first. One answer, not one question a node.
_FAULTS = """async ([runOnly, allowed]) => {
    const fades = document.getAnimations().filter(
        one => one.playState === "running" && one.effect.getComputedTiming().endTime < Infinity
    );
    const aSecond = new Promise(done => setTimeout(done, 1000));
    await Promise.race([aSecond, Promise.allSettled(fades.map(one => one.finished))]);
    const { violations } = await axe.run({ runOnly, resultTypes: ["violations"] });
    const isAllowed = (rule, node) =>
        allowed[rule.id] && document.querySelector(node.target.at(-1))?.closest(allowed[rule.id]);
    return violations
        .filter(rule => ["critical", "serious"].includes(rule.impact))
        .flatMap(rule => rule.nodes.filter(node => !isAllowed(rule, node))
            .map(node => `${rule.id}: ${node.html.slice(0, 160)}`));
}"""


def settle(page: Page) -> None:
    """Wait until the script has ended and everything is drawn."""
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("[data-test-script-state=running]")).to_have_count(0)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def drawn(page: Page) -> str:
    """What tells this page from another, menu apart, once it is settled."""
    settle(page)
    content = page.get_by_test_id("stMain").evaluate("main => main.outerHTML")
    return hashlib.sha256(content.encode()).hexdigest()


def faults(page: Page) -> list[str]:
    """What is serious and ours, in light then in dark, in one line each."""
    settle(page)
    if not page.evaluate(_ALREADY_THERE):
        page.evaluate(Axe().axe_script)
    found = []
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(_IS_DRAWN, arg=scheme)
        found += [f"{scheme}: {fault}" for fault in page.evaluate(_FAULTS, [rules, ALLOWED])]
    return found
