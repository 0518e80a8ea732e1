"""Page COPIL: the figures chosen for the steering committee, what changed since, where the project stands."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from components.feedback import confirm_after_rerun, conflict_choice, domain_errors_shown
from components.identity import current_viewer
from components.indicators.blocks import Board
from components.indicators.dashboard import dashboard_head, show_dashboard
from components.indicators.detail import PeopleSource, show_behind
from components.indicators.presentation import is_presented
from components.indicators.steering import steering_board, steering_words
from components.indicators.steering_form import (
    SteeringForm,
    choose_day,
    forget_steering,
    read_steering_again,
    steering_form,
)
from components.indicators.words import structure_names
from db.actions import indicator_exports as exports
from db.actions.reads import record_file_read
from db.actions.steering_pages import save_steering_page
from db.engine import read_as, write_session
from db.queries.directory import list_filter_options
from db.queries.indicators.steering import steering_perimeter, tell_steering
from db.queries.indicators.told import tell_figures
from db.queries.steering_pages import get_steering_page, list_steering_actions
from db.queries.viewers import ask_again
from domain.access import STEERING_PAGE_ROLES, Role, Viewer, require_role
from domain.errors import EditConflictError, InvalidInputError
from domain.indicators.groups import indicator_code
from domain.indicators.model import Perimeter
from domain.indicators.steering import SteeringAction, SteeringDraft, indicators_of, read_at
from domain.secrecy import Medium

viewer = current_viewer()
TITLE = "Page COPIL"
PEOPLE = PeopleSource(
    exports.read_people_behind, exports.take_people_behind, exports.sign_people_behind, record_file_read
)


def board_of(
    page: SteeringDraft,
    actions: Sequence[SteeringAction],
    viewer: Viewer,
    perimeter: Perimeter,
    medium: Medium,
) -> Board:
    """What the committee sees."""
    told = read_as(viewer, tell_steering, perimeter.reference_on, medium, page=page, actions=actions)
    return steering_board(TITLE, told)


def show_detail(viewer: Viewer, perimeter: Perimeter, page: SteeringDraft, code: str, words: str) -> None:
    """What is behind a figure, for each as she may be told it."""
    perimeter = read_at(perimeter, indicator_code(code), viewer.today)
    told = read_as(viewer, tell_figures, perimeter, indicators_of(page.figures))
    names = structure_names(read_as(viewer, list_filter_options).structures)
    show_behind(code, words, told=told, perimeter=perimeter, structures=names, source=PEOPLE)


def show_editor(viewer: Viewer, page: SteeringDraft, actions: Sequence[SteeringAction]) -> None:
    """What the coordination types, kept until it is saved."""
    stored = replace(page, progress={one.id: one.progress for one in actions})
    form, conflict = steering_form(stored, actions), None
    if form.is_submitted:
        with form.notice:
            conflict = save(viewer, form, form.read)
    side = conflict_choice(conflict, key="steering")
    if side == "mine":
        read_steering_again(stored)
        save(viewer, form, stored)
    if side == "theirs":
        forget_steering()
        st.rerun()


def save(viewer: Viewer, form: SteeringForm, known: SteeringDraft) -> EditConflictError | None:
    """Save, or say what to correct; returns what somebody else changed meanwhile."""
    try:
        with write_session(viewer) as session:
            save_steering_page(session, viewer, read=known, typed=form.typed)
    except InvalidInputError as error:
        form.fields.show_problems(error.problems)
        return None
    except EditConflictError as error:
        return error
    forget_steering()
    return confirm_after_rerun("Page COPIL enregistrée.")


def show_page(viewer: Viewer) -> None:
    """The board at this date, and its editor for the coordination."""
    buttons, page = dashboard_head(TITLE), read_as(viewer, get_steering_page)
    actions = read_as(viewer, list_steering_actions)
    perimeter = steering_perimeter(viewer, choose_day(viewer.today), Medium.SCREEN)
    st.caption(steering_words(perimeter, page.last_held_on))
    show_dashboard(
        viewer,
        perimeter,
        partial(board_of, page, actions),
        buttons=buttons,
        name="page-copil",
        renew=ask_again,
        sign=exports.sign_board,
        detail=partial(show_detail, viewer, perimeter, page),
    )
    if viewer.has(Role.COORDINATOR) and not is_presented():
        with st.expander("Composer la page", icon=":material/edit:"):
            show_editor(viewer, page, actions)


with domain_errors_shown():
    require_role(viewer, *STEERING_PAGE_ROLES)
    show_page(viewer)
