"""What may be saved in a file: each draft names its wrong fields, in French."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from db.record_models import RECORD_MODELS
from domain.exchange_drafts import NOTE_LENGTH, AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.follow_up import (
    ActionOrigin,
    ActionStatus,
    AppointmentStatus,
    ContractKind,
    NoteVisibility,
    Presence,
    StepKind,
)
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft
from domain.people import Channel

TODAY, PAST, SOON, FAR = date(2026, 11, 20), date(2026, 10, 1), date(2026, 12, 1), date(2030, 1, 1)
FUTURE = "Cette date est dans le futur."
TOO_FAR = "Cette date est à plus de trois ans."
AT_NINE = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)

CONTACT = ContactDraft(PAST, Channel.CALL, True)
MEETING = AppointmentDraft(AT_NINE, 45, "", "", 1, None, AppointmentStatus.HONOURED, True)
REVIEW = ReviewDraft(PAST, Presence.PERSON, "A repris contact.", SOON)
NOTE = NoteDraft(PAST, NoteVisibility.SHARED, "Un point.")
STEP = StepDraft(StepKind.TRAINING, "", "", PAST, PAST, None, None, None)
CONTRACT = ContractDraft(ContractKind.CER, PAST, SOON, None, None, 15, 15)
OBJECTIVE = ObjectiveDraft(None, "Passer le permis", PAST)
ACTION = ActionDraft(1, "S’inscrire", None, SOON, ActionStatus.TO_DO, ActionOrigin.PERSON)
VALID = [CONTACT, MEETING, REVIEW, NOTE, STEP, CONTRACT, OBJECTIVE, ACTION]
WRONG = [
    (CONTACT, {"happened_on": None}, {"happened_on": "Indiquez la date."}),
    (CONTACT, {"happened_on": SOON}, {"happened_on": FUTURE}),
    (CONTACT, {"sentence": "a" * 501}, {"sentence": "500 signes au plus : le détail va dans une note."}),
    (MEETING, {"starts_at": LATER}, {"status": "Ce rendez-vous n’a pas encore eu lieu."}),
    (
        MEETING,
        {"status": AppointmentStatus.EXCUSED},
        {"counts_as_review": "Seul un rendez-vous honoré vaut point de situation."},
    ),
    (
        MEETING,
        {"second_professional_id": 1},
        {"second_professional_id": "Choisissez deux professionnels différents."},
    ),
    (REVIEW, {"summary": " "}, {"summary": "Dites en quelques mots ce qui a bougé."}),
    (REVIEW, {"held_on": SOON, "next_review_on": None}, {"held_on": FUTURE}),
    (REVIEW, {"next_review_on": PAST}, {"next_review_on": "Le prochain point vient après celui-ci."}),
    (REVIEW, {"next_review_on": FAR}, {"next_review_on": TOO_FAR}),
    (NOTE, {"text": "\n"}, {"text": "Écrivez la note."}),
    (NOTE, {"text": "a" * (NOTE_LENGTH + 1)}, {"text": "5000 signes au plus."}),
    (STEP, {"planned_on": None, "started_on": None}, {"planned_on": "Indiquez un début prévu ou réel."}),
    (STEP, {"started_on": SOON}, {"started_on": FUTURE}),
    (STEP, {"started_on": None, "ended_on": PAST}, {"ended_on": "Indiquez d’abord le début réel."}),
    (STEP, {"ended_on": date(2026, 9, 1)}, {"ended_on": "La fin précède le début."}),
    (STEP, {"ended_on": SOON}, {"ended_on": FUTURE}),
    (STEP, {"hours": 5001}, {"hours": "Entre 0 et 5 000 heures."}),
    (CONTRACT, {"starts_on": None}, {"starts_on": "Indiquez le début du contrat."}),
    (CONTRACT, {"ends_on": None}, {"ends_on": "Indiquez la fin du contrat."}),
    (CONTRACT, {"ends_on": PAST}, {"ends_on": "La fin vient après le début."}),
    (CONTRACT, {"ends_on": FAR}, {"ends_on": TOO_FAR}),
    (CONTRACT, {"person_signed_on": SOON}, {"person_signed_on": FUTURE}),
    (CONTRACT, {"weekly_hours_agreed": 41}, {"weekly_hours_agreed": "Entre 0 et 40 heures."}),
    (OBJECTIVE, {"title": ""}, {"title": "Écrivez l’objectif avec les mots de la personne."}),
    (OBJECTIVE, {"set_on": None}, {"set_on": "Indiquez la date."}),
    (ACTION, {"title": " "}, {"title": "Dites ce qu’il y a à faire."}),
    (ACTION, {"deadline_on": FAR}, {"deadline_on": TOO_FAR}),
    (ACTION, {"status": ActionStatus.DONE}, {"done_on": "Indiquez la date."}),
    (ACTION, {"done_on": PAST}, {"done_on": "Seule une action faite a cette date."}),
]


def name_of(case):
    return type(case).__name__ if case in VALID else None


@pytest.mark.parametrize("draft", VALID, ids=name_of)
def test_a_valid_draft_has_no_problem(draft):
    assert draft.problems(TODAY) == {}


@pytest.mark.parametrize(("draft", "values", "problems"), WRONG, ids=str)
def test_each_wrong_field_is_named_in_french(draft, values, problems):
    assert replace(draft, **values).problems(TODAY) == problems


@pytest.mark.parametrize("draft", VALID, ids=name_of)
def test_a_draft_says_its_day_and_the_french_name_of_every_field(draft):
    assert set(draft.field_labels) == {field.name for field in fields(draft)}
    assert draft.day_field in draft.field_labels
    assert isinstance(draft.day, date)


def test_every_kind_of_record_is_tested_here():
    assert {type(draft) for draft in VALID} == RECORD_MODELS.keys()
