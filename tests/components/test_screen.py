"""The shared screen as HTML: read from five metres, everything escaped, nothing beyond its place."""

from dataclasses import replace
from itertools import product
from re import findall

import pytest

from components.commissions.screen import screen_html
from components.commissions.screen_lines import column_characters, share_lines
from components.commissions.screen_style import BODY, DARK, LARGE, LIGHT, QUESTION, screen_style
from domain.commissions.sheets import CaseSheet, without
from domain.commissions.words import SheetPart
from tests.services.screen_contents import BREAK, CASE, DAY, FORMER, LONG, SHEET, STATES, WRITTEN, promise

PARIS = "Europe/Paris"
TEXT_ON = [(name, "ground") for name in ("text", "quiet", "title", "late")] + [("on-panel", "panel")]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("palette", "pair"), list(product((LIGHT, DARK), TEXT_ON)))
def test_every_text_has_seven_times_the_light_of_its_ground(palette, pair):
    darker, lighter = sorted(luminance(palette[name]) for name in pair)
    assert (lighter + 0.05) / (darker + 0.05) >= 7


def test_no_text_is_smaller_than_24_pixels_at_720():
    assert min(BODY, QUESTION, LARGE) * 7.2 >= 24
    sizes = findall(r"font-size: calc\(([\d.]+) \* var\(--u\)", screen_style(is_alone=True))
    assert min(map(float, sizes)) == BODY


@pytest.mark.parametrize("name", STATES)
def test_what_people_typed_is_never_html(name):
    """T071."""
    nasty = "<img src=x onerror=alert(1)>&amp;"
    screen = STATES[name]
    sheet = screen.sheet and replace(screen.sheet, question=nasty, tried=nasty, wants=nasty, motive=nasty)
    lines = tuple(replace(line, title=nasty, owner=nasty) for line in screen.commitments)
    shown = screen_html(replace(screen, body=nasty, sheet=sheet, commitments=lines, first_name=nasty), PARIS)
    assert "<img" not in shown
    assert "&amp;amp;" in shown or "onerror" not in shown


def test_the_top_line_says_where_we_are_and_names_nobody():
    shown = screen_html(CASE, PARIS)
    assert "Situation\u00a03 sur 8</b> · Logement · 26 à 34 ans · Perpignan" in shown
    assert "Nora Fabre" not in shown
    assert "· Alix · Logement" in screen_html(replace(CASE, first_name="Alix"), PARIS)


def test_what_is_being_written_takes_the_place_of_the_solutions():
    assert "Solutions possibles" in screen_html(CASE, PARIS)
    shown = screen_html(WRITTEN, PARIS)
    assert "Solutions possibles" not in shown
    assert "Garantir le loyer pendant six mois" in shown
    assert "avant le 10/12/2026" in shown


@pytest.mark.parametrize("part", [part for part in SheetPart if part is not SheetPart.PROFILE])
def test_a_part_that_she_hides_leaves_no_title_behind(part):
    hidden = without(SHEET, [part])
    assert screen_html(replace(CASE, sheet=hidden), PARIS).count("<h2>") < screen_html(CASE, PARIS).count(
        "<h2>"
    )


def test_a_late_commitment_is_told_by_a_word_and_a_shape():
    shown = screen_html(FORMER, PARIS)
    assert shown.count("▲ En retard") == 2
    assert shown.count("✓ Fait") == 1
    assert shown.count("● En cours") == 2


def test_too_many_commitments_are_counted():
    many = replace(FORMER, commitments=tuple(promise(one, "Appeler", "Ville", DAY) for one in range(20)))
    assert "et 13\u00a0autres engagements" in screen_html(many, PARIS)


def test_a_break_says_when_it_ends_where_the_room_is():
    assert "Reprise à 15\u00a0h\u00a010" in screen_html(BREAK, PARIS)
    assert "Reprise" not in screen_html(replace(BREAK, minutes=None), PARIS)


def test_lines_are_shared_with_the_least_served_and_never_more_than_there_is_room_for():
    assert share_lines([2, 20], 10) == [2, 8]
    assert share_lines([1, 1], 4) == [2, 2]
    assert sum(share_lines([30, 30, 30], 13)) == 13
    assert column_characters([1, 3])[1] == pytest.approx(3 * column_characters([1, 3])[0])


def test_everything_is_as_large_as_it_may_be_and_no_larger():
    def scale(screen):
        return float(findall(r"--k:([\d.]+)", screen_html(screen, PARIS))[0])

    assert scale(LONG) == 1
    few = CaseSheet(number=3, motive="Logement", question="Que faire ?", wants="Un logement plus grand.")
    assert scale(replace(CASE, sheet=few)) > 1.4
