"""Diagnostic: the shared interview, typed at once by those who lead it; every change is kept."""

from collections.abc import Callable
from functools import partial
from typing import Any

from components.address import asked_id
from components.diagnosis import head
from components.diagnosis.conclusion import conclusion_section
from components.diagnosis.downloads import diagnosis_downloads
from components.diagnosis.person import person_section
from components.diagnosis.screen import Screen, Section, Writes
from components.diagnosis.themes import themes_section
from components.identity import current_viewer
from db.actions.diagnoses import closing, entry, life
from db.actions.diagnosis_exports import take_diagnosis_sheet, take_diagnosis_text
from db.actions.offer.referral_answers import read_solutions
from db.actions.reads import record_file_read
from db.engine import read_session, write_session
from db.queries import diagnoses, directory, file_headers, files
from domain.diagnosis.records import Diagnosis, Entry
from domain.errors import NotFoundError
from domain.identifiers import new_id

viewer = current_viewer()


def write(action: Callable[..., Any], diagnosis_id: int, *what: Any, **values: Any) -> Any:
    """One change, one transaction; who asks is checked again, since fragments run on their own."""
    viewer = current_viewer()
    with write_session(viewer) as session:
        return action(session, viewer, diagnosis_id, *what, **values)


def writes_of(diagnosis_id: int) -> Writes:
    """Everything that may be done with this diagnosis."""

    def of(action: Callable[..., Any]) -> Callable[..., Any]:
        return partial(write, action, diagnosis_id)

    return Writes(
        shared=of(entry.record_field),
        theme=of(entry.record_theme),
        answer=of(entry.record_answer),
        priorities=of(entry.set_priorities),
        take_part=of(life.take_part),
        release=of(closing.release_interviewer),
        abandon=of(life.abandon),
        conclude=of(closing.conclude),
        reopen=of(closing.reopen),
        validate=of(closing.validate),
        correct=lambda: write(life.start_correction, diagnosis_id, record_id=new_id()),
    )


def read_whole(diagnosis_id: int) -> Diagnosis:
    """The diagnosis as it is now."""
    viewer = current_viewer()
    with read_session(viewer) as session:
        return diagnoses.get_diagnosis(session, viewer, diagnosis_id)


def read_themes(diagnosis_id: int) -> Entry:
    """What is said of the themes now."""
    viewer = current_viewer()
    with read_session(viewer) as session:
        return diagnoses.read_entry(session, viewer, diagnosis_id)


def open_screen(diagnosis_id: int) -> Screen:
    """The diagnosis with its person, the one before, and the names behind the numbers."""
    with read_session(viewer) as session:
        diagnosis = diagnoses.get_diagnosis(session, viewer, diagnosis_id)
        person_id = diagnosis.beneficiary_id
        former_id = diagnoses.previous_diagnosis_id(session, viewer, diagnosis)
        return Screen(
            viewer,
            file_headers.get_header(session, viewer, person_id),
            diagnosis,
            diagnoses.get_diagnosis(session, viewer, former_id) if former_id else None,
            directory.list_professionals(session, viewer),
            writes_of(diagnosis_id),
            partial(read_solutions, current_viewer, person_id),
        )


def show_diagnosis(diagnosis_id: int) -> None:
    """The head, then the part that is asked for."""
    screen = open_screen(diagnosis_id)
    record_file_read(viewer, screen.diagnosis.beneficiary_id)
    downloads = partial(
        diagnosis_downloads,
        diagnosis_id,
        take_sheet=partial(take_diagnosis_sheet, viewer),
        take_text=partial(take_diagnosis_text, viewer),
        key=screen.key("take"),
    )
    read = partial(read_whole, diagnosis_id)
    match head.diagnosis_head(screen, downloads=downloads):
        case Section.PERSON:
            person_section(screen, read=read)
        case Section.THEMES:
            themes_section(screen, read=partial(read_themes, diagnosis_id))
        case Section.CONCLUSION:
            with read_session(viewer) as session:
                group = files.list_group(session, viewer, screen.diagnosis.beneficiary_id)
            owners = {one.professional_id: one.professional_name for one in group if one.professional_id}
            conclusion_section(screen, read=read, owners=owners)


try:
    show_diagnosis(asked_id(head.PARAMETER))
except NotFoundError:
    head.show_missing()
