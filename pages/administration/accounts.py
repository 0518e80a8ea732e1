"""Comptes: who may sign in, with which roles; people are counted, never read."""

from functools import partial

import pandas as pd
import streamlit as st

from components.administration import accounts as shown
from components.administration.account_actions import Asked, account_actions
from components.administration.account_form import (
    account_form,
    keep_password,
    login_form,
    password_dialog,
    password_is_waiting,
)
from components.administration.drawer import OpenLine, line_drawer, list_heading, opened_line
from components.administration.lists import pick_line
from components.exports import export_buttons
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from db.actions import account_access as access
from db.actions.account_changes import add_account, change_account
from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.accounts import list_accounts
from db.queries.directory import list_structures
from db.queries.viewers import ask_again
from domain.access import Role, require_role
from domain.accounts import AccountDraft, AccountLine, proposed_login
from domain.temporary_passwords import new_password
from web.passwords import hash_password

viewer = current_viewer()
ACCOUNT, LOGIN = "account", "login"
DOING = {
    "deactivate": access.deactivate_account,
    "reactivate": access.reactivate_account,
    "unlock": access.unlock_account,
    "second_factor": access.reset_second_factor,
}


def show_list(lines: list[AccountLine]) -> None:
    """Filters, table, and what can be done with the picked line."""
    list_heading("Comptes", "Créer un compte", ACCOUNT, AccountDraft("", ""))
    shown.say_who_left(lines)
    found = shown.account_filters(lines)
    if not found:
        st.info("Aucun compte ne correspond à ces critères.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(shown.how_many(len(found), len(lines)), width="stretch")
        export_buttons(partial(read_again, found), name="comptes", viewer=viewer, on_export=sign_export)
    notice = st.container()
    picked = pick_line(found, shown.account_frame(found), key="accounts_table", columns=shown.COLUMNS)
    with notice:
        asked = account_actions(picked, is_own=picked is not None and picked.id == viewer.professional_id)
    if picked and asked:
        act(picked, asked)


def act(line: AccountLine, asked: Asked) -> None:
    """What the bar of the picked line asks at once; drawers come at the next run."""
    password = new_password()
    hashed = hash_password(password) if asked == "password" else ""  # slow: before the transaction
    with write_session(viewer) as session:
        if asked == "password":
            access.reset_password(session, viewer, line.id, password_hash=hashed)
        else:
            DOING[asked](session, viewer, line.id)
    if asked == "password":
        keep_password(line.draft.login, password)
    confirm_after_rerun(shown.DONE[asked])


def save(line: OpenLine, draft: AccountDraft) -> None:
    """The drawer runs on its own: who asks is read again."""
    viewer = current_viewer()
    if line.kind == ACCOUNT and line.version is not None:
        with write_session(viewer) as session:
            change_account(session, viewer, line.record_id, version=line.version, draft=draft)
        return
    hashed = hash_password(line.secret)  # slow: before the transaction
    with write_session(viewer) as session:
        if line.kind == ACCOUNT:
            add_account(session, viewer, record_id=line.record_id, draft=draft, password_hash=hashed)
        else:
            access.give_login(session, viewer, line.record_id, login=draft.login, password_hash=hashed)
    keep_password(proposed_login(draft.login), line.secret)


def read_again(found: list[AccountLine]) -> pd.DataFrame:
    """The same accounts as the one who clicks may read them now."""
    asking, ids = ask_again(viewer), {line.id for line in found}
    with read_session(asking) as session:
        return shown.account_frame([line for line in list_accounts(session, asking) if line.id in ids])


def sign_export(count: int, detail: str) -> None:
    """Keep a trace of who took the list."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="accounts", count=count, detail=detail)


with domain_errors_shown():
    require_role(viewer, Role.ADMINISTRATOR)
    with read_session(viewer) as session:
        accounts, structures = list_accounts(session, viewer), list_structures(session, viewer)
    show_list(accounts)
    if password_is_waiting():
        password_dialog()
    elif line := opened_line(ACCOUNT, LOGIN):
        is_new = line.version is None
        form = login_form() if line.kind == LOGIN else account_form(is_new=is_new, structures=structures)
        line_drawer(line, form, save=save)
