"""What users typed never becomes a link, an image, a colour, an icon nor a formula."""

import re

import pytest

from components.markdown import md_escape


@pytest.mark.parametrize(
    "typed",
    [
        "[cliquez](https://exemple.test)",
        "![](https://exemple.test/espion.png)",
        ":red[urgent] $x^2$ <b>gras</b> &lt;",
        "# Titre `code` *gras* _ital_ ~barré~ | a | b |",
    ],
)
def test_every_punctuation_mark_is_escaped(typed: str) -> None:
    """T071."""
    assert re.search(r"(?<!\\)[!-/:-@\[\]-`{-~]", md_escape(typed).replace("\\\\", "")) is None


@pytest.mark.parametrize("typed", [":smile:", ":material/bolt:", "https://exemple.test", "www.exemple.test"])
def test_icons_and_addresses_are_broken_for_the_second_pass(typed: str) -> None:
    assert "\u2060" in md_escape(typed)


def test_names_stay_readable_and_on_one_line() -> None:
    assert md_escape("  Élodie\n  Lefèvre ") == "Élodie Lefèvre"
    assert md_escape("Jean-Baptiste D’Œuvre") == "Jean\\-Baptiste D’Œuvre"
    assert md_escape("Attention\u00a0: à 14\u00a0h") == "Attention\u00a0\\: à 14\u00a0h"
