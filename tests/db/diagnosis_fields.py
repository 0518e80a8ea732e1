"""Every field of a diagnosis: what is shown at first, and two values that two people type."""

from datetime import date

from domain.diagnosis.records import Job, NextStep
from domain.diagnosis.words import (
    Agreement,
    Certainty,
    ContractType,
    DrivingLicence,
    EducationLevel,
    MobilityMeans,
    Moment,
    Restriction,
    ThemeState,
    WorkingTime,
)
from domain.follow_up import Track
from tests.db.diagnosing import SEEN, answer, read, say, write
from tests.factories import TODAY

CLEANER, SELLER = (Job("K2204", "Nettoyage", sure) for sure in (Certainty.EXPLORED, Certainty.CONFIRMED))
STEPS = (NextStep("Appeler", None, date(2026, 12, 1)),)
LATER = (NextStep("Appeler", None, date(2027, 1, 5)),)
OF_DIAGNOSIS = {
    "held_on": (TODAY, date(2026, 11, 2), date(2026, 11, 3)),
    "moment": (Moment.ENTRY, Moment.EXIT, Moment.INTERMEDIATE),
    "wants": ("", "Un CDI", "Du repos"),
    "jobs": ((), (CLEANER,), (SELLER,)),
    "contract_types": ((), (ContractType.PERMANENT,), (ContractType.TEMPORARY,)),
    "working_time": (None, WorkingTime.FULL, WorkingTime.PART),
    "mobility_radius_km": (None, 0, 30),
    "mobility_means": ((), (MobilityMeans.CAR,), (MobilityMeans.WALK, MobilityMeans.CAR)),
    "driving_licence": (None, DrivingLicence.CAR, DrivingLicence.NONE),
    "minimum_pay": (None, 1400, 1500),
    "available_on": (None, date(2026, 12, 1), date(2027, 1, 1)),
    "education_level": (None, EducationLevel.LEVEL_3, EducationLevel.FOREIGN),
    "last_activity": ("", "Serveuse", "Plonge"),
    "track": (None, Track.SOCIAL, Track.PROFESSIONAL),
    "next_review_on": (None, date(2027, 1, 1), date(2027, 2, 1)),
    "agreement": (None, Agreement.AGREES, Agreement.PARTLY),
    "person_comment": ("", "Merci", "À revoir"),
}
OF_THEME = {
    "person_state": (SEEN, ThemeState.NEED, ThemeState.STRENGTH),
    "person_words": ("", "Sans voiture", "Loin du bus"),
    "objective": ("", "Passer le permis", "Réparer le vélo"),
    "next_steps": ((), STEPS, LATER),
    "common_state": (None, ThemeState.NEED, ThemeState.CONSTRAINT),
    "common_words": ("", "Vu ensemble", "Décidé en réunion"),
}
OF_ANSWER = {
    "state": (SEEN, ThemeState.NEED, ThemeState.CONSTRAINT),
    "situations": ((), None, None),
    "shared_note": ("", "Une note", "Autre note"),
    "restricted_note": ("", "Entre nous", "À part"),
    "restriction": (Restriction.FIELD, Restriction.STRUCTURE, None),
}


def stored_in(viewer, diagnosis_id, field):
    diagnosis = read(viewer, diagnosis_id)
    if field in OF_THEME:
        return getattr(diagnosis.entry.theme("mobilite"), field)
    if field in OF_ANSWER:
        return getattr(diagnosis.entry.answers[0], field)
    return diagnosis.shared_value(field)


def type_in(viewer, diagnosis_id, field, typed, shown):
    if field in OF_THEME:
        return say(viewer, diagnosis_id, field, typed, shown)
    if field in OF_ANSWER:
        return answer(viewer, diagnosis_id, typed, field=field, shown=shown)
    return write(viewer, diagnosis_id, field, typed, shown)
