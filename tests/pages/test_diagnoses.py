"""Diagnostics: what waits for me first, then the list."""

import pytest
from streamlit.testing.v1 import AppTest

from components.diagnosis.list_table import exported_diagnoses
from components.identity import identify_with
from db.actions.diagnoses.closing import validate
from db.engine import read_session
from db.models.audit import AuditEntry
from db.queries.diagnosis_lists import export_diagnoses
from domain.access import PEOPLE_ROLES, Role
from domain.audit import AuditEvent
from domain.diagnosis.lists import DiagnosisFilters
from navigation import DIAGNOSES
from tests.db.diagnosing import act, concluded, start, validated
from tests.factories import make_consortium, make_professional, viewer_for
from tests.services.file_screen import press, words
from tests.services.shared import PROJECT


def open_page(viewer):
    identify_with(lambda: viewer)
    home = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page = home.switch_page(DIAGNOSES.path).run()
    assert not page.exception
    return page


def links(page):
    """What opens a diagnosis."""
    return [link.proto.label for link in page.get("page_link") if "Martin" in link.proto.label]


def test_an_empty_page_says_where_to_start(duo):
    page = open_page(duo.social)
    assert "Aucun diagnostic n’attend votre saisie ni votre validation." in words(page)
    assert "Il se commence dans le dossier de la personne" in words(page)
    assert not page.dataframe


def test_what_is_to_finish_comes_first(duo):
    start(duo.social, duo.person_id)
    page = open_page(duo.social)
    assert "**À terminer** (1)" in words(page)
    assert "**À valider par vous** (0)" in words(page)
    assert links(page) == ["**Alix Martin** · 20/11/2026 — à l’entrée"]


def test_what_is_to_validate_waits_for_the_one_who_has_not_signed(duo):
    diagnosis_id = concluded(duo)
    act(duo.social, validate, diagnosis_id)
    assert "**À valider par vous** (1)" in words(open_page(duo.professional))
    assert links(open_page(duo.social)) == []


def test_a_line_tells_the_diagnosis(duo):
    validated(duo)
    line = open_page(duo.social).dataframe[0].value.iloc[0]
    assert line["Personne"].endswith("Martin Alix")
    assert (line["Moment"], line["Statut"], line["Conjoint"]) == ("À l’entrée", "Validé", "Oui")
    assert (line["Abordés"], line["Regards"]) == ("1 sur 16", 0)


def test_a_draft_claims_no_figure(duo):
    start(duo.social, duo.person_id)
    line = open_page(duo.social).dataframe[0].value.iloc[0]
    assert line[["Abordés", "Regards"]].isna().all()


def test_a_search_narrows_the_list_and_is_signed_without_its_words(session, duo):
    validated(duo)
    page = open_page(duo.social)
    page = page.text_input(key="diagnoses_search").set_value("dupont").run()
    assert not page.dataframe
    signed = session.query(AuditEntry).filter_by(event=AuditEvent.SEARCH).one()
    assert signed.detail == "1 mot(s), 0 réponse(s)"
    page = press(page, "Effacer les filtres")
    assert len(page.dataframe[0].value) == 1


def test_the_export_has_real_dates_and_leaves_open_figures_out(duo):
    start(duo.social, duo.person_id)
    with read_session(duo.social) as session:
        frame = exported_diagnoses(export_diagnoses(session, duo.social, DiagnosisFilters()))
    line = frame.iloc[0]
    assert (line["Nom"], line["Prénoms"], line["Statut"]) == ("Martin", "Alix", "En cours")
    assert line["Date de l’entretien"].isoformat() == "2026-11-20"
    assert line[["Validé le", "Thèmes abordés", "Regards différents"]].isna().all()


@pytest.mark.parametrize("role", sorted(set(Role) - PEOPLE_ROLES))
def test_other_roles_are_refused(session, role):
    viewer = viewer_for(session, make_professional(session, make_consortium(session), roles=(role,)))
    identify_with(lambda: viewer)
    page = AppTest.from_file(PROJECT / DIAGNOSES.path, default_timeout=20).run()
    identify_with(None)
    assert page.error
    assert not page.button


def test_nobody_sees_nothing():
    page = AppTest.from_file(PROJECT / DIAGNOSES.path, default_timeout=20).run()
    assert "Votre session est terminée" in page.info[0].value
    assert not page.button
