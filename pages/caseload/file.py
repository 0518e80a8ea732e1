"""Dossier: everything about one person, and the forms that add to it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from components.file import header, missing, overview, person, sections
from components.file.buttons import quick_buttons
from components.file.forms.drawer import form_drawer
from components.file.forms.known import Known
from components.file.forms.opened import REACHED, OpenForm, opened_form
from components.file.sections import FileSection
from components.file.view import FileView
from components.identity import current_viewer
from db.actions import appointment_exports, beneficiaries, follow_up, groups, logbooks, pauses, reached
from db.actions.plain_texts import take_text
from db.actions.reads import record_file_read
from db.actions.records import add_record, change_record
from db.engine import read_session, write_session
from db.queries import directory, file_headers, files, import_sources, journal, timelines
from domain.beneficiaries import IdentityDraft
from domain.errors import NotFoundError
from domain.exchange_drafts import AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft

viewer = current_viewer()

# The actions behind the forms that are not records, by the name of the form.
ADDED: dict[str, Callable[..., None]] = {
    "orientation": follow_up.orient,
    "pause": pauses.pause,
    "return": follow_up.reopen,
    "referent": groups.assign_referent,
    "member": groups.add_group_member,
    REACHED: reached.record_reached,
}
DATED: dict[str, Callable[..., None]] = {"resumption": pauses.resume, "exit": follow_up.close_follow_up}
OF_A_MEMBER = {"end_of_share": groups.end_group_member, "objection": groups.record_objection}


def part_of(section: FileSection) -> tuple[Callable[..., None], dict[str, Callable[..., Any]]]:
    """What shows this part of the file, and what is read for it."""

    def of(draft_class: type) -> Callable[..., Any]:
        return partial(files.list_records, draft_class=draft_class)

    match section:
        case FileSection.PATH:
            turns = {"orientations": files.list_orientations, "pauses": files.list_pauses}
            made = {"steps": of(StepDraft), "contracts": of(ContractDraft)}
            return sections.path_section, {**made, **turns, "periods": files.list_periods}
        case FileSection.EXCHANGES:
            met = {"contacts": of(ContactDraft), "appointments": of(AppointmentDraft)}
            take = partial(appointment_exports.export_appointment, viewer)
            show = partial(sections.exchanges_section, take=take, take_text=partial(take_text, viewer))
            return show, {**met, "reviews": of(ReviewDraft)}
        case FileSection.PLAN:
            return sections.plan_section, {"objectives": of(ObjectiveDraft), "actions": of(ActionDraft)}
        case FileSection.NOTES:
            return sections.notes_section, {"notes": of(NoteDraft)}
        case FileSection.PERSON:
            told = {"sources": import_sources.list_value_sources, "referents": files.list_referents}
            return person.person_section, {**told, "group": files.list_group}
        case FileSection.HISTORY:
            kept = {"changes": journal.list_changes, "accesses": journal.list_file_accesses}
            return person.history_section, kept
    expected = {"appointments": of(AppointmentDraft), "actions": of(ActionDraft)}
    return overview.overview, {**expected, "events": timelines.list_timeline, "group": files.list_group}


def show_file(beneficiary_id: int) -> None:
    """The header, the part that is asked for, and the form that is open."""
    record_file_read(viewer, beneficiary_id)
    with read_session(viewer) as session:
        head = file_headers.get_header(session, viewer, beneficiary_id)
        view = FileView(viewer, head, directory.list_professionals(session, viewer))
    header.file_header(view, take_text=partial(take_text, viewer, beneficiary_id))
    quick_buttons(view, take_logbook=partial(logbooks.take_logbook, viewer, beneficiary_id))
    show_part, readers = part_of(sections.choose_section())
    with read_session(viewer) as session:
        found = {name: read(session, viewer, beneficiary_id) for name, read in readers.items()}
    show_part(view, **found)
    if form := opened_form(beneficiary_id):
        form_drawer(form, what_is_known(view), save=save)


def what_is_known(view: FileView) -> Known:
    """Everything that a form may be filled with."""
    with read_session(viewer) as session:
        return Known(
            view,
            **directory.list_form_choices(session, viewer),
            contracts=files.list_records(session, viewer, view.beneficiary_id, ContractDraft),
            objectives=files.list_records(session, viewer, view.beneficiary_id, ObjectiveDraft),
        )


def save(form: OpenForm, values: Any) -> None:
    """One user action, one transaction; who asks is checked again, since the drawer runs on its own."""
    viewer, person_id, record_id = current_viewer(), form.beneficiary_id, form.record_id
    with write_session(viewer) as session:
        if form.name in ADDED:
            ADDED[form.name](session, viewer, person_id, record_id=record_id, **values)
        elif form.name in DATED:
            DATED[form.name](session, viewer, person_id, **values)
        elif form.name in OF_A_MEMBER:
            OF_A_MEMBER[form.name](session, viewer, record_id)
        elif form.version is None:
            add_record(session, viewer, person_id, record_id=record_id, draft=values)
        elif isinstance(values, IdentityDraft):
            beneficiaries.change_identity(session, viewer, person_id, version=form.version, draft=values)
        else:
            change_record(session, viewer, record_id, version=form.version, draft=values)


try:
    show_file(missing.asked_person())
except NotFoundError:
    missing.show_missing_file()
