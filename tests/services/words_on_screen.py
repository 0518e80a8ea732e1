"""What a page run without a browser says, and how its buttons and fields are found."""

from typing import Any

from streamlit.testing.v1 import AppTest


def press(page: AppTest, label: str, rank: int = 0) -> AppTest:
    """Click the button of this label (the one of this rank when several bear it)."""
    return [button for button in page.button if button.label == label][rank].click().run()


def field(page: AppTest, label: str) -> Any:
    """The text field of this label."""
    return next(one for one in (*page.text_input, *page.text_area) if one.label == label)


def labels(page: AppTest) -> list[str]:
    """What the buttons say."""
    return [button.label for button in page.button]


def words(page: AppTest) -> str:
    """Everything that is written outside fields and tables, without no-break spaces nor escapes."""
    elements = [*page.markdown, *page.text, *page.error, *page.info, *page.caption, *page.warning]
    return " ".join(element.value for element in elements).replace("\u00a0", " ").replace("\\", "")
