"""A browser's window in journeys."""

from playwright.sync_api import Page, expect


def settle(page: Page) -> None:
    """Wait for the end of the run, as somebody does who reads first; after what shows that it has begun."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
