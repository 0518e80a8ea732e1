"""Mon compte: who I am here, my open sessions, my password."""

import streamlit as st

from components.feedback import confirm_after_rerun, domain_errors_shown
from components.formats import count_of
from components.identity import current_viewer
from db.actions.sign_in import change_password, close_all_sessions, forgive_attempt, take_attempt
from db.engine import read_session, sign_in_session, write_session
from db.queries.sign_in import count_own_sessions, get_own_credential
from domain.errors import ForbiddenError
from web.passwords import RULES, change_password_form, check_password

viewer = current_viewer(is_password_page=True)
with read_session(viewer) as session:
    credential = get_own_credential(session, viewer)
    open_sessions = count_own_sessions(session, viewer)
throttle = {"login": credential.login, "address": f"account {viewer.professional_id}"}


def is_current_password(password: str) -> bool:
    """Someone who found this window open must not try passwords without end."""
    with sign_in_session() as session:
        is_allowed = take_attempt(session, **throttle, now=viewer.now)
    if not is_allowed:
        raise ForbiddenError("Trop d’essais : attendez quelques minutes avant de recommencer.")
    is_right = check_password(password, credential.password_hash)
    if is_right:
        with sign_in_session() as session:
            forgive_attempt(session, **throttle)
    return is_right


def save_password(password_hash: str) -> None:
    """Keep the new password and sign the other browsers out."""
    with write_session(viewer) as session:
        change_password(session, viewer, password_hash=password_hash)


st.title("Mon compte", anchor=False)
if viewer.must_change_password:
    st.warning(
        "Choisissez votre mot de passe : celui que vous avez reçu ne sert qu’une fois.",
        icon=":material/key:",
    )
identity, password = st.columns(2, gap="large")

with identity.container(border=True):
    st.header("Qui je suis ici", anchor=False)
    facts = {
        "Nom": viewer.display_name,
        "Identifiant": credential.login,
        "Structure": viewer.structure_name,
        "Champ d’intervention": viewer.field.label if viewer.field else "",
        "Rôles": ", ".join(sorted(role.label for role in viewer.roles)),
        "Consortium": viewer.consortium_name,
    }
    columns = st.columns(2)
    for place, (label, value) in enumerate(facts.items()):
        with columns[place % 2].container(gap=None):
            st.caption(label)
            st.text(value or "—")

with password:
    with domain_errors_shown():
        if change_password_form(
            login=credential.login,
            personal=viewer.display_name,
            is_current=is_current_password,
            save=save_password,
        ):
            confirm_after_rerun("Mot de passe changé. Vos autres navigateurs sont déconnectés.")
    st.markdown(f":small[{RULES}]")

with identity.container(border=True):
    st.header("Mes sessions ouvertes", anchor=False)
    st.text(f"{count_of(open_sessions, 'navigateur connecté', 'navigateurs connectés')}, celui-ci compris.")
    if st.button("Me déconnecter partout", icon=":material/logout:"):
        with write_session(viewer) as session:
            close_all_sessions(session, viewer)
        st.rerun()
