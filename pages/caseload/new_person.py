"""Nouvelle personne: who she is and how she comes in; ends in her file."""

import streamlit as st

from components.feedback import confirm_next_run, domain_errors_shown, show_problems
from components.identity import current_viewer
from components.new_person_form import NewPerson, forget_new_person, new_person_form, warn_of_same_person
from db.actions.beneficiaries import create_beneficiary
from db.engine import read_session, write_session
from db.queries.caseloads import find_same_person
from db.queries.directory import list_communes
from domain.access import PEOPLE_ROLES, Viewer, require_role
from domain.beneficiaries import IDENTITY_LABELS
from navigation import FILE

viewer = current_viewer()


def check_then_create(viewer: Viewer, person: NewPerson) -> None:
    """Say what to correct, then ask once about a namesake of the viewer's own list."""
    problems = person.problems(viewer.today)
    show_problems(person.slots, problems, IDENTITY_LABELS)
    if problems:
        return
    if not person.is_confirmed:
        with read_session(viewer) as session:
            same = find_same_person(session, viewer, person.identity)
        if same:
            warn_of_same_person(person.record_id, same)
            return
    create(viewer, person)


def create(viewer: Viewer, person: NewPerson) -> None:
    """Add the person and go to her file."""
    with write_session(viewer) as session:
        beneficiary_id = create_beneficiary(
            session, viewer, record_id=person.record_id, identity=person.identity, entry=person.entry
        )
    forget_new_person()
    confirm_next_run("La personne est dans votre file active.")
    st.switch_page(FILE.path, query_params={"personne": str(beneficiary_id)})


st.title("Nouvelle personne", anchor=False)
st.caption("Seuls le nom de naissance et les prénoms sont obligatoires (*) : le reste peut venir plus tard.")
with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    with read_session(viewer) as session:
        communes = list_communes(session, viewer)
    person = new_person_form(communes, viewer.today)
    if person.is_submitted or person.is_confirmed:
        with person.notice:
            check_then_create(viewer, person)
