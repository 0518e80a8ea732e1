"""Diagnostic: the one before beside, the conclusion, the validations, what is then only read."""

from components.diagnosis.screen import Section
from db.actions.diagnoses.closing import conclude
from domain.diagnosis.words import DiagnosisStatus, ThemeState
from tests.db.diagnosing import (
    act,
    answer,
    concluded,
    fill_in,
    read,
    say,
    start,
    start_together,
    validated,
    write,
)
from tests.services.diagnosis_screen import choice, choose, open_interview, open_page, open_theme
from tests.services.file_screen import field, labels, press, words


def test_the_diagnosis_before_is_shown_beside(duo):
    before = start_together(duo)
    write(duo.social, before, "wants", "Un CDI", "")
    fill_in(duo.social, before)
    act(duo.social, conclude, before)
    for viewer in (duo.social, duo.professional):
        press(open_page(viewer, before), "Valider")
    draft = start(duo.social, duo.person_id)
    assert "Un CDI" in words(open_page(duo.social, draft))
    assert "le 20/11/2026 : :orange-badge[Besoin]" in words(open_theme(duo.social, draft))


def test_concluding_tells_what_is_missing_by_the_fields(duo, draft):
    answer(duo.social, draft, ThemeState.NEED)
    answer(duo.professional, draft, ThemeState.STRENGTH)
    page = press(open_page(duo.social, draft, Section.CONCLUSION), "Conclure")
    for message in ("Choisissez le parcours proposé.", "Mobilité : choisissez une position commune."):
        assert words(page).count(message) == 2
    page = choose(page, "Position commune", ThemeState.NEED)
    assert "choisissez une position commune" not in words(page)
    assert read(duo.social, draft).status is DiagnosisStatus.DRAFT


def test_priorities_are_put_in_order(duo, draft):
    for theme in ("mobilite", "sante"):
        open_theme(duo.social, draft, theme).toggle[0].set_value(True).run()
    page = press(open_page(duo.social, draft, Section.CONCLUSION), "Monter")
    assert words(page).index("1. Santé") < words(page).index("2. Mobilité")


def test_two_validations_close_it_then_it_is_only_read(duo, draft):
    fill_in(duo.social, draft)
    page = press(open_page(duo.social, draft, Section.CONCLUSION), "Conclure")
    assert "Passer le permis" in words(page)
    page = press(page, "Valider")
    assert "Valider" not in labels(page)
    press(open_page(duo.professional, draft), "Valider")
    assert read(duo.social, draft).is_joint
    for section in Section:
        page = open_page(duo.social, draft, section)
        assert not page.text_area
        assert "Corriger (nouvelle version)" in labels(page)


def test_a_concluded_diagnosis_may_be_reopened(duo):
    diagnosis_id = concluded(duo)
    page = press(open_page(duo.professional, diagnosis_id), "Rouvrir")
    assert field(page, "Ce que je veux")


def test_a_correction_opens_the_copy(duo):
    page = press(open_page(duo.social, validated(duo)), "Corriger (nouvelle version)")
    assert not page.exception
    assert field(page, "Ce que je veux")


def test_somebody_absent_is_no_longer_waited_for(duo):
    diagnosis_id = concluded(duo)
    press(open_page(duo.social, diagnosis_id), "Valider")
    press(open_interview(duo.social, diagnosis_id), "Ne plus attendre sa validation")
    assert read(duo.social, diagnosis_id).status is DiagnosisStatus.VALIDATED


def test_a_diagnosis_started_by_mistake_is_abandoned_once_confirmed_then_only_read(duo, draft):
    page = open_interview(duo.social, draft)
    assert next(one for one in page.button if one.label == "Abandonner ce diagnostic").disabled
    page = page.checkbox[0].check().run()
    page = press(page, "Abandonner ce diagnostic")
    assert "Abandonné" in words(page)
    assert not page.text_area


def test_long_words_and_markdown_are_shown_as_typed(duo):
    """T071."""
    draft = start_together(duo)
    say(duo.social, draft, "person_words", "**gras** :red[x] " + "a" * 900, "")
    page = open_theme(duo.social, draft)
    assert field(page, "Ses mots").value.startswith("**gras** :red[x]")
    assert choice(page, "Ce que vous en dites").value is ThemeState.NOT_EXPLORED
