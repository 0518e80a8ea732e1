"""Dossier: what is added, corrected, refused, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from components.file.forms.catalogue import FORMS
from components.file.forms.opened import OpenForm
from db.actions.follow_up import close_follow_up
from db.actions.pauses import pause
from db.actions.records import change_record
from db.engine import write_session
from db.models.beneficiaries import GroupMember, Pause, SupportPeriod
from db.models.paths import Step
from domain.file_parts import FileSection
from domain.follow_up import ExitReason, PauseReason, StepKind
from domain.identifiers import new_id
from domain.path_drafts import ObjectiveDraft, StepDraft
from domain.reasons import ReasonOption
from tests.factories import TODAY, make_consortium, make_person, make_professional, viewer_for
from tests.services.file_screen import add, count, field, labels, open_file, press, words

STEP = StepDraft(StepKind.TRAINING, "Remise à niveau", "", None, date(2026, 6, 1), None, None, None)


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def person(session, referent):
    return make_person(session, referent, birth_name="Lefèvre", usual_name="D’Œuvre", first_names="Zoé")


@pytest.fixture
def viewer(session, referent):
    return viewer_for(session, referent)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_form_opens_with_what_is_known(viewer, person, name):
    add(viewer, person, ObjectiveDraft(None, "Trouver un logement", TODAY))
    page = open_file(viewer, person.id, form=OpenForm(name, person.id, new_id()))
    assert not page.exception
    assert {"Enregistrer", "Annuler"} <= set(labels(page))


def test_a_step_is_added_and_told_in_the_timeline(session, viewer, person):
    page = press(open_file(viewer, person.id), "Étape")
    field(page, "Nature").set_value(StepKind.IMMERSION)
    field(page, "Intitulé").set_value("Chez *un* boulanger")
    page = press(page, "Enregistrer")
    assert session.scalars(select(Step)).one().title == "Chez *un* boulanger"
    assert "Étape" in page.toast[0].value
    assert "Enregistrer" not in labels(page)
    assert "1 étape" in words(page)


def test_a_refused_form_keeps_what_was_typed_and_says_why(session, viewer, person):
    page = press(open_file(viewer, person.id), "Étape")
    field(page, "Intitulé").set_value("Stage")
    field(page, "Heures").set_value(9999)
    page = press(page, "Enregistrer")
    assert "Entre 0 et 5 000 heures." in words(page)
    assert "Choisissez la nature de l’étape." in words(page)
    assert (field(page, "Intitulé").value, field(page, "Heures").value) == ("Stage", 9999)
    assert count(session, Step) == 0


@pytest.mark.parametrize(
    ("choice", "kept"), [("Enregistrer ma saisie", "Ma saisie"), ("Garder ce qui est enregistré", "L’autre")]
)
def test_a_conflict_shows_both_values_and_keeps_the_chosen_one(session, viewer, person, choice, kept):
    """T102."""
    step_id = add(viewer, person, STEP)
    page = press(open_file(viewer, person.id, FileSection.PATH), "Modifier")
    with write_session(viewer) as elsewhere:
        change_record(elsewhere, viewer, step_id, version=1, draft=replace(STEP, title="L’autre"))
    field(page, "Intitulé").set_value("Ma saisie")
    page = press(page, "Enregistrer")
    assert {"L’autre", "Ma saisie"} <= {text.value for text in page.text}
    page = press(page, choice)
    assert session.scalars(select(Step)).one().title == kept
    assert "Enregistrer" not in labels(page)


def test_a_form_given_up_leaves_nothing(viewer, person):
    page = press(press(open_file(viewer, person.id), "Note"), "Annuler")
    assert "Enregistrer" not in labels(page)
    assert not page.toast


def test_a_form_left_open_on_another_file_is_closed(session, referent, viewer, person):
    other = make_person(session, referent)
    page = open_file(viewer, person.id, form=OpenForm("pause", other.id, new_id()))
    assert "Enregistrer" not in labels(page)


def test_a_pause_needs_its_reason_then_is_seen_and_ended(session, viewer, person):
    page = press(open_file(viewer, person.id, FileSection.PATH), "Mettre en pause")
    field(page, "Reprise prévue le").set_value(TODAY + timedelta(days=30))
    page = press(page, "Enregistrer")
    assert "À choisir." in words(page)
    field(page, "Motif").set_value(ReasonOption(PauseReason.CAREGIVER))
    page = press(page, "Enregistrer")
    assert "Suivi en pause depuis le 20/11/2026, reprise prévue le 20/12/2026" in words(page)
    press(press(page, "Reprendre le suivi"), "Enregistrer")
    assert session.scalars(select(Pause)).one().ended_on == TODAY


def test_somebody_who_left_may_come_back(session, viewer, person):
    with write_session(viewer) as writing:
        close_follow_up(writing, viewer, person.id, exited_on=date(2026, 9, 1), reason=ExitReason.MOVED)
    page = open_file(viewer, person.id, FileSection.PATH)
    assert "Sortie le 01/09/2026 : Déménagement hors du territoire" in words(page)
    assert "Mettre en pause" not in labels(page)
    page = press(press(page, "Enregistrer un retour"), "Enregistrer")
    assert count(session, SupportPeriod) == 2
    assert "Suivi en cours" in words(page)


def test_sharing_with_somebody_starts_only_once_a_name_is_chosen(session, consortium, viewer, person):
    colleague = make_professional(session, consortium)
    page = press(open_file(viewer, person.id, FileSection.PERSON), "Ajouter au groupe")
    page = press(page, "Enregistrer")
    assert count(session, GroupMember) == 1
    field(page, "Professionnel·le").set_value(colleague.id)
    press(page, "Enregistrer")
    assert "Zoé D’Œuvre" in words(open_file(viewer_for(session, colleague), person.id))


def test_what_a_colleague_did_meanwhile_is_refused_in_words(viewer, person):
    page = press(open_file(viewer, person.id, FileSection.PATH), "Mettre en pause")
    with write_session(viewer) as session:
        days = {"started_on": TODAY, "expected_end_on": TODAY + timedelta(days=9)}
        pause(session, viewer, person.id, record_id=new_id(), reason=PauseReason.HEALTH, **days)
    field(page, "Motif").set_value(ReasonOption(PauseReason.HEALTH))
    field(page, "Reprise prévue le").set_value(TODAY + timedelta(days=30))
    assert "Le suivi est déjà en pause." in words(press(page, "Enregistrer"))
