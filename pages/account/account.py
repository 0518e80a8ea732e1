"""Mon compte: who I am here, my open sessions, my password."""

import streamlit as st

from components.feedback import confirm_after_rerun, domain_errors_shown
from components.formats import count_of
from components.identity import current_viewer
from components.second_factor import enrolment_form, second_factor_state, show_recovery_codes
from db.actions.second_factor import confirm_second_factor, count_recovery_codes, prepare_second_factor
from db.actions.sign_in import change_password, close_all_sessions, forgive_attempt, take_attempt
from db.engine import read_session, sign_in_session, write_session
from db.queries.sign_in import count_own_sessions, get_own_credential
from domain.access import Role
from domain.errors import ForbiddenError
from domain.second_factor import enrolment_address
from web.passwords import RULES, PasswordPolicy, change_password_form, check_password

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


def enrol() -> None:
    """Her key, then her recovery codes once the app gives the right code."""
    with write_session(viewer) as session:
        key = prepare_second_factor(session, viewer)
    place = st.empty()
    with place.container():
        code = enrolment_form(key=key, address=enrolment_address(key, login=credential.login))
    if code is not None:
        with write_session(viewer) as session:
            codes = confirm_second_factor(session, viewer, code=code)
        with place.container():
            show_recovery_codes(codes)


st.title("Mon compte", anchor=False)
if viewer.must_change_password:
    st.warning(
        "Choisissez votre mot de passe : celui que vous avez reçu ne sert qu’une fois.",
        icon=":material/key:",
    )
if viewer.must_enrol:
    st.warning(
        "Mettez en place la double authentification : votre consortium la demande à vos rôles.",
        icon=":material/phonelink_lock:",
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
    policy = PasswordPolicy(
        credential.login,
        viewer.display_name,
        organisations=(viewer.structure_name, viewer.consortium_name),
        is_administrator=viewer.has(Role.ADMINISTRATOR),
    )
    with domain_errors_shown():
        if change_password_form(
            login=credential.login,
            policy=policy,
            is_current=is_current_password,
            save=save_password,
        ):
            confirm_after_rerun("Mot de passe changé. Vos autres navigateurs sont déconnectés.")
    st.markdown(f":small[{RULES}]")

with password.container(border=True), domain_errors_shown():
    st.header("Double authentification", anchor=False)
    is_in_force = credential.totp_confirmed_at is not None
    if second_factor_state(is_in_force=is_in_force, codes_left=count_recovery_codes(credential)):
        enrol()

with identity.container(border=True):
    st.header("Mes sessions ouvertes", anchor=False)
    st.text(f"{count_of(open_sessions, 'navigateur connecté', 'navigateurs connectés')}, celui-ci compris.")
    if st.button("Me déconnecter partout", icon=":material/logout:"):
        with write_session(viewer) as session:
            close_all_sessions(session, viewer)
        st.rerun()
