"""Diagnoses in tests: a person, the two professionals who meet her, and what a click of theirs does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.actions.diagnoses.closing import conclude, validate
from db.actions.diagnoses.entry import record_answer, record_field, record_theme, set_priorities
from db.actions.diagnoses.life import start_correction, start_diagnosis
from db.engine import read_session, write_session
from db.models.beneficiaries import Beneficiary
from db.models.consortia import Consortium
from db.queries.diagnoses import get_diagnosis
from domain.access import Field, Viewer
from domain.diagnosis import records
from domain.diagnosis.words import Agreement, Moment, ThemeState
from domain.follow_up import Track
from domain.identifiers import new_id
from tests.factories import make_consortium, make_person, make_professional, share_with, viewer_for

SEEN, NEXT = ThemeState.NOT_EXPLORED, date(2027, 1, 15)
CONCLUSION = {"track": Track.SOCIAL, "next_review_on": NEXT, "agreement": Agreement.AGREES}


@dataclass(frozen=True)
class Duo:
    """The person, her référent of the social field, the partner of the professional field."""

    person: Beneficiary
    social: Viewer
    professional: Viewer

    @property
    def person_id(self) -> int:
        """Her identifier."""
        return self.person.id


def make_duo(session: Session) -> Duo:
    """Somebody followed by two professionals of two structures, one of each field."""
    consortium = make_consortium(session)
    referent = make_professional(session, consortium)
    partner = make_professional(session, consortium, field=Field.PROFESSIONAL)
    person = make_person(session, referent)
    share_with(session, person, partner)
    return Duo(person, viewer_for(session, referent), viewer_for(session, partner))


def join(session: Session, duo: Duo, *, in_group: bool = True, **values: Any) -> Viewer:
    """Somebody else of the consortium, named in the group unless told otherwise."""
    newcomer = make_professional(session, session.get_one(Consortium, duo.social.consortium_id), **values)
    if in_group:
        share_with(session, duo.person, newcomer)
    return viewer_for(session, newcomer)


def act(viewer: Viewer, action: Callable[..., Any], *arguments: Any, **values: Any) -> Any:
    """One click: the action in a transaction of its own."""
    with write_session(viewer) as session:
        return action(session, viewer, *arguments, **values)


def read(viewer: Viewer, diagnosis_id: int) -> records.Diagnosis:
    """The diagnosis as this viewer reads it."""
    with read_session(viewer) as session:
        return get_diagnosis(session, viewer, diagnosis_id)


def start(viewer: Viewer, person_id: int, record_id: int | None = None) -> int:
    """« Commencer un diagnostic »."""
    values = {"record_id": record_id or new_id(), "moment": Moment.ENTRY}
    return int(act(viewer, start_diagnosis, person_id, **values))


def start_together(duo: Duo) -> int:
    """A diagnosis in which both take part."""
    diagnosis_id = start(duo.social, duo.person_id)
    assert start(duo.professional, duo.person_id) == diagnosis_id
    return diagnosis_id


def answer(
    viewer: Viewer, diagnosis_id: int, typed: Any, *, field: str = "state", shown: Any = SEEN,
    theme: str = "mobilite",
) -> None:  # fmt: skip
    """What the viewer says of a theme."""
    act(viewer, record_answer, diagnosis_id, theme, field, shown=shown, typed=typed)


def say(
    viewer: Viewer, diagnosis_id: int, field: str, typed: Any, shown: Any, theme: str = "mobilite"
) -> None:
    """What everybody shares of a theme."""
    act(viewer, record_theme, diagnosis_id, theme, field, shown=shown, typed=typed)


def write(viewer: Viewer, diagnosis_id: int, field: str, typed: Any, shown: Any = None) -> None:
    """What everybody shares of the diagnosis."""
    act(viewer, record_field, diagnosis_id, field, shown=shown, typed=typed)


def fill_in(viewer: Viewer, diagnosis_id: int) -> None:
    """What a conclusion asks for: a theme, a priority with its objective and two actions, a track."""
    answer(viewer, diagnosis_id, ThemeState.NEED)
    act(viewer, set_priorities, diagnosis_id, shown=[], typed=["mobilite"])
    say(viewer, diagnosis_id, "objective", "Passer le permis", "")
    steps = records.NextStep("Trouver une auto-école", viewer.professional_id, date(2026, 12, 1))
    say(viewer, diagnosis_id, "next_steps", (steps, records.NextStep("Réviser", None, None)), ())
    for field, value in CONCLUSION.items():
        write(viewer, diagnosis_id, field, value)


def concluded(duo: Duo) -> int:
    """A diagnosis of both, concluded and signed by nobody."""
    diagnosis_id = start_together(duo)
    fill_in(duo.social, diagnosis_id)
    act(duo.social, conclude, diagnosis_id)
    return diagnosis_id


def validated(duo: Duo) -> int:
    """A joint diagnosis, validated by both."""
    diagnosis_id = concluded(duo)
    sign_by_both(duo, diagnosis_id)
    return diagnosis_id


def sign_by_both(duo: Duo, diagnosis_id: int) -> None:
    """Both click on « Valider »."""
    act(duo.social, validate, diagnosis_id)
    act(duo.professional, validate, diagnosis_id)


def correct(viewer: Viewer, diagnosis_id: int) -> int:
    """« Corriger »: the copy."""
    return int(act(viewer, start_correction, diagnosis_id, record_id=new_id()))
