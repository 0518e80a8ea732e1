"""Forms of an account, and the temporary password, shown once."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from components.administration.drawer import LineForm
from components.file.forms.fields import Fields, options_of
from components.markdown import md_escape
from domain.access import Field, Role
from domain.accounts import ACCOUNT_LABELS, GIVEN_ROLES, ROLE_READS, AccountDraft

_PASSWORD = "administration_password"
_SAME_AS_EMAIL = "Vide : le courriel servira d’identifiant"


def account_form(*, is_new: bool, structures: Mapping[int, str]) -> LineForm:
    """The form of a new account, or of a stored one."""

    def draw(fields: Fields, draft: AccountDraft) -> AccountDraft:
        first_name = fields.text("first_name", draft.first_name, length=100)
        last_name = fields.text("last_name", draft.last_name, length=100)
        email = fields.text("email", draft.email)
        return AccountDraft(
            first_name=first_name,
            last_name=last_name,
            email=email,
            login=_login(fields, draft, email) if is_new else draft.login,
            structure_id=fields.choice_or_none(
                "structure_id", draft.structure_id, structures, nobody="Aucune"
            ),
            roles=_roles(fields, draft),
            field=fields.choice_or_none("field", draft.field, options_of(Field)),
            function=fields.text("function", draft.function, length=150),
            phone=fields.text("phone", draft.phone, length=30),
        )

    if is_new:
        return LineForm("Nouveau compte", ACCOUNT_LABELS, draw, "Compte créé.", button="Créer le compte")
    return LineForm("Modifier le compte", ACCOUNT_LABELS, draw, "Compte modifié.")


def login_form() -> LineForm:
    """The form that opens an account for somebody of the directory."""

    def draw(fields: Fields, draft: AccountDraft) -> AccountDraft:
        st.markdown(f"**{md_escape(f'{draft.first_name} {draft.last_name}')}** pourra se connecter.")
        return replace(draft, login=_login(fields, draft, draft.email))

    return LineForm("Ouvrir un compte", ACCOUNT_LABELS, draw, "Compte ouvert.", button="Ouvrir le compte")


def keep_password(login: str, password: str) -> None:
    """Show this temporary password at the next run, once."""
    st.session_state[_PASSWORD] = (login, password)


def password_is_waiting() -> bool:
    """True until the temporary password has been read."""
    return _PASSWORD in st.session_state


@st.dialog("Mot de passe temporaire", dismissible=False)
def password_dialog() -> None:
    """The only time when it is shown: it is stored nowhere in clear."""
    login, password = st.session_state[_PASSWORD]
    st.markdown("Transmettez-le de vive voix. Il sera à changer dès la première connexion.")
    st.caption("Identifiant")
    st.code(login, language=None)
    st.caption("Mot de passe temporaire")
    st.code(password, language=None)
    st.markdown("Il n’est écrit nulle part : une fois cette fenêtre fermée, il ne se retrouve plus.")
    if st.button("C’est noté", type="primary"):
        del st.session_state[_PASSWORD]
        st.rerun()


def _login(fields: Fields, draft: AccountDraft, email: str) -> str:
    typed = fields.text("login", draft.login, example=_SAME_AS_EMAIL)
    return typed or email


def _roles(fields: Fields, draft: AccountDraft) -> frozenset[Role]:
    labels = {role: f"**{role.label}** — {ROLE_READS[role]}" for role in GIVEN_ROLES}
    return fields.ticks("roles", draft.roles, labels)
