"""A browser's window in journeys."""

from playwright.sync_api import Locator, Page, expect


def settle(page: Page) -> None:
    """Wait for the end of the run, as somebody does who reads first; after what shows that it has begun."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def unfold(field: Locator) -> Locator:
    """The options of this list; a list opened while its drawer still slides in closes by itself."""
    options = field.page.get_by_role("option")
    for _ in range(10):
        field.click()
        field.page.wait_for_timeout(500)
        if options.count():
            break
    return options
