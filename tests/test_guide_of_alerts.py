"""The guide's table of alerts says what the screen says."""

from domain.alert_guide import guide_table
from tests.services.shared import PROJECT


def test_the_guide_s_table_is_made_of_the_words_and_thresholds_of_the_screen():
    assert guide_table() in (PROJECT / "docs/guide/alertes.md").read_text()
