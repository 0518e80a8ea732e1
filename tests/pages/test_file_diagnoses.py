"""Dossier, part « Diagnostics »: one to start or go on with, those made, what evolved."""

from datetime import date

from db.actions.diagnoses.closing import conclude
from db.actions.diagnoses.entry import record_answer
from db.actions.follow_up import close_follow_up
from db.models.accounts import Professional
from db.models.consortia import Consortium
from db.models.diagnoses import Diagnosis
from domain.access import Role
from domain.diagnosis.words import DiagnosisStatus, Moment, ThemeState
from domain.file_parts import FileSection
from domain.follow_up import ExitReason
from tests.db.diagnosing import (
    act,
    concluded,
    fill_in,
    sign_by_both,
    start,
    start_together,
    validated,
)
from tests.factories import make_professional, viewer_for
from tests.services.file_screen import labels, open_file, press, words

START, GO_ON = "Commencer un diagnostic", "Continuer le diagnostic en cours"


def open_part(viewer, duo):
    page = open_file(viewer, duo.person_id, FileSection.DIAGNOSES)
    assert not page.exception
    return page


def test_an_empty_part_says_what_a_diagnosis_is_for(duo):
    page = open_part(duo.social, duo)
    assert "fait le point avec la personne, thème par thème" in words(page)
    assert START in labels(page)
    assert page.selectbox(key="diagnosis_moment").value == Moment.ENTRY


def test_a_diagnosis_starts_at_the_chosen_moment_and_opens(session, duo):
    page = open_part(duo.social, duo)
    page.selectbox(key="diagnosis_moment").set_value(Moment.INTERMEDIATE)
    press(page, START)
    stored = session.query(Diagnosis).one()
    assert (stored.moment, stored.status) == (Moment.INTERMEDIATE, DiagnosisStatus.DRAFT)


def test_a_running_diagnosis_is_said_at_the_head_and_gone_on_with(duo):
    start(duo.social, duo.person_id)
    page = open_part(duo.professional, duo)
    assert GO_ON in labels(page)
    assert START not in labels(page)
    assert "Diagnostic en cours" in words(open_file(duo.social, duo.person_id))


def test_a_conclusion_says_whose_validation_is_waited_for(duo):
    concluded(duo)
    page = open_part(duo.social, duo)
    assert "À valider par Camille Exemple, Camille Exemple" in words(page)
    assert "1 thème abordé sur 16" in words(page)
    assert "Ouvrir le diagnostic à valider" in labels(page)


def test_a_validated_diagnosis_is_told_and_corrected(session, duo):
    source = validated(duo)
    page = open_part(duo.social, duo)
    for said in (
        "Validé le 20/11/2026",
        "Conjoint",
        "champ social",
        "Ce que retient le diagnostic du 20/11/2026",
    ):
        assert said in words(page)
    assert page.selectbox(key="diagnosis_moment").value == Moment.INTERMEDIATE
    press(page, "Corriger")
    assert session.query(Diagnosis).filter_by(copy_of_id=source).one().status == DiagnosisStatus.DRAFT
    assert "Corriger" not in labels(open_part(duo.social, duo))


def test_two_diagnoses_show_what_evolved(session, duo):
    first = validated(duo)
    session.query(Diagnosis).filter_by(id=first).update({"held_on": date(2026, 1, 12)})
    second = start_together(duo)
    fill_in(duo.social, second)
    seen = {"shown": ThemeState.NEED, "typed": ThemeState.STRENGTH}
    act(duo.social, record_answer, second, "mobilite", "state", **seen)
    act(duo.social, conclude, second)
    sign_by_both(duo, second)
    page = open_part(duo.social, duo)
    said = words(page)
    assert "Du 12/01/2026 au 20/11/2026 : 1 point levé, 0 point apparu, 0 point qui demeure." in said
    assert "Mobilité : besoin le 12/01/2026, plus de besoin le 20/11/2026" in said
    assert "| Mobilité | **▲ Besoin** | ● Point d’appui | **✓ Levé** |" in said
    assert "| Santé | :gray[Non abordé] | :gray[Non abordé] |  |" in said
    assert len(page.get("vega_lite_chart")) == 1


def test_at_the_end_of_the_stay_the_exit_is_proposed(duo):
    act(duo.social, close_follow_up, duo.person_id, exited_on=date(2026, 11, 20), reason=ExitReason.OTHER)
    page = open_part(duo.social, duo)
    assert page.selectbox(key="diagnosis_moment").value == Moment.EXIT


def test_the_coordination_reads_the_states_and_starts_nothing(session, duo):
    validated(duo)
    consortium = session.get_one(Consortium, duo.social.consortium_id)
    coordinator = make_professional(session, consortium, roles=(Role.COORDINATOR,))
    page = open_part(viewer_for(session, coordinator), duo)
    assert "mené par les membres du groupe de suivi" in words(page)
    assert "▲ Besoin" in words(page)
    assert {START, "Corriger"}.isdisjoint(labels(page))
    assert "Document pour la personne (PDF)" not in [button.label for button in page.get("download_button")]


def test_an_account_without_a_field_is_told_why_it_cannot_start(session, duo):
    someone = session.get_one(Professional, (duo.social.consortium_id, duo.social.professional_id))
    someone.field, someone.role_names = None, (Role.CASEWORKER,)
    page = open_part(viewer_for(session, someone), duo)
    assert "demandez à l’administration" in words(page)
    assert START not in labels(page)


def test_this_part_costs_ten_statements_at_most(duo, count_statements):
    validated(duo)
    page = open_part(duo.social, duo)
    with count_statements() as statements:
        page.run()
    assert 0 < len(statements) <= 10
