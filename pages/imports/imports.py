"""Importer des personnes: drop a file, say what its columns are, have it compared; former imports below."""

import streamlit as st

from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.imports.columns import column_choices
from components.imports.drop import DroppedFile, choices_of, drop_zone, template_button, what_was_found
from components.imports.following import follow
from components.imports.runs import PARAMETER, run_list, undone_words
from components.imports.terms import Terms, terms_form
from db.engine import read_session
from db.queries.directory import list_structures
from db.queries.imports import list_runs, remembered_headings
from db.worker import Task, run_apart
from domain.access import BULK_ROLES, Role, Viewer, require_role
from domain.errors import InvalidInputError
from domain.imports.columns import Columns, identity_problem, repeated_columns
from domain.imports.headings import match_headings
from domain.imports.isolation import read_apart
from navigation import IMPORT, IMPORTS

viewer = current_viewer()


def prepare(viewer: Viewer, dropped: DroppedFile) -> None:
    """What was found, what each column becomes, then the comparison."""
    found = what_was_found(dropped, read_apart)
    if found is None:
        return
    with read_session(viewer) as session:
        remembered = remembered_headings(session, viewer)
        structures = list_structures(session, viewer) if viewer.has(Role.COORDINATOR) else {}
    columns = column_choices(found, match_headings(found.headings, remembered), remembered)
    terms = terms_form(columns, structures, own_structure=viewer.structure_id, key=found.key)
    if st.button("Vérifier le fichier", type="primary", key="imports_check"):
        with domain_errors_shown():
            check(viewer, dropped, columns, terms)


def check(viewer: Viewer, dropped: DroppedFile, columns: Columns, terms: Terms) -> None:
    """Compare the file with the people known, apart, then show the preview."""
    refuse_what_is_missing(columns, terms)
    run_id = follow(
        run_apart(
            viewer,
            Task.PREVIEW,
            content=dropped.content,
            name=dropped.name,
            choices=choices_of(dropped),
            columns=list(columns),
            origin=terms.origin,
            is_complete=terms.is_complete,
            structure_id=terms.structure_id,
        ),
        "Comparaison avec les personnes déjà connues",
    )
    st.switch_page(IMPORT.path, query_params={PARAMETER: str(run_id)})


def refuse_what_is_missing(columns: Columns, terms: Terms) -> None:
    """Raise InvalidInputError before a long work that could not be confirmed."""
    problems = {str(index): problem for index, problem in repeated_columns(columns).items()}
    if problem := identity_problem(columns):
        problems["identity"] = problem
    if terms.structure_id is None:
        problems["structure"] = "Choisissez la structure des nouvelles personnes."
    if problems:
        raise InvalidInputError(problems)


def show_former_imports(viewer: Viewer) -> None:
    """Each opens its report; the latest ones can be undone."""
    with read_session(viewer) as session:
        runs = list_runs(session, viewer)
    if run := run_list(runs, viewer):
        with domain_errors_shown():
            kept = follow(run_apart(viewer, Task.UNDO, run_id=run.id), "Annulation en cours")
            confirm_after_rerun(undone_words(kept or 0))


with st.container(horizontal=True, vertical_alignment="center"):
    st.title(IMPORTS.title, anchor=False)
    template = st.container(width="content")
with domain_errors_shown():
    require_role(viewer, *BULK_ROLES)
    with template:
        template_button()
    dropped = drop_zone()
    if dropped:
        prepare(viewer, dropped)
    else:
        show_former_imports(viewer)
