"""List of the accounts, and what is said about those who have left."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.administration.lists import is_found, search_field
from components.file.forms.fields import options_of
from components.formats import count_of, format_count
from domain.access import Role
from domain.accounts import AccountLine
from navigation import TRANSFER

LEAVER_PARAMETER = "de"  # whose caseload the transfer page opens with, in its address
DONE = {
    "password": "Nouveau mot de passe enregistré.",
    "deactivate": "Compte désactivé.",
    "unlock": "Connexion débloquée.",
    "second_factor": "Double authentification retirée.",
    "reactivate": "Compte réactivé.",
}
COLUMNS = {
    "Nom": st.column_config.TextColumn(width=100),
    "Prénom": st.column_config.TextColumn(width=90),
    "Compte": st.column_config.TextColumn(width=145),
    "Rôles": st.column_config.TextColumn(width=155),
    "Structure": st.column_config.TextColumn(width=145),
    "Personnes suivies": st.column_config.NumberColumn(
        "Suivies", format="localized", width=65, help="Personnes suivies"
    ),
    "Identifiant": st.column_config.TextColumn(width=205),
}
_ANY = "Tous"
_STATES = (_ANY, "Actifs", "Désactivés", "Sans compte")


def account_filters(lines: Sequence[AccountLine]) -> list[AccountLine]:
    """The lines that match what is typed and chosen."""
    structures = sorted({line.structure_name for line in lines if line.structure_name})
    roles = options_of(Role)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = search_field("Rechercher", "Nom, identifiant ou fonction", key="accounts_search")
        structure = st.selectbox(
            "Structure", structures, index=None, placeholder="Toutes", key="accounts_structure"
        )
        role = st.selectbox(
            "Rôle",
            list(roles),
            index=None,
            format_func=roles.__getitem__,
            placeholder="Tous",
            key="accounts_role",
        )
        state = st.selectbox("Compte", _STATES, key="accounts_state")
    return [
        line
        for line in lines
        if structure in (None, line.structure_name)
        and (role is None or role in line.draft.roles)
        and _has_state(line, state)
        and is_found(search, line.display_name, line.draft.login, line.draft.function)
    ]


def account_frame(lines: Sequence[AccountLine]) -> pd.DataFrame:
    """One row a professional, under the French names that are shown and exported."""
    return pd.DataFrame(
        {
            "Nom": [line.draft.last_name for line in lines],
            "Prénom": [line.draft.first_name for line in lines],
            "Compte": [line.state for line in lines],
            "Rôles": [", ".join(sorted(role.label for role in line.draft.roles)) for line in lines],
            "Structure": [line.structure_name for line in lines],
            "Personnes suivies": [line.people for line in lines],
            "Identifiant": [line.draft.login for line in lines],
            "Champ": [line.draft.field.label if line.draft.field else "" for line in lines],
            "Fonction": [line.draft.function for line in lines],
            "Courriel": [line.draft.email for line in lines],
            "Téléphone": [line.draft.phone for line in lines],
        }
    )


def how_many(found: int, total: int) -> str:
    """« 3 professionnel·les sur 306 »; the invisible sign keeps the font from joining « l·l »."""
    people = count_of(found, "professionnel\u200c·le", "professionnel\u200c·les")
    return f"{people} sur {format_count(total)}"


def say_who_left(lines: Sequence[AccountLine]) -> None:
    """People whose référent can no longer sign in wait for somebody: point at the transfer."""
    gone = [line for line in lines if not line.is_active and line.people]
    if not gone:
        return
    people = sum(line.people for line in gone)
    who = count_of(len(gone), "compte désactivé suit", "comptes désactivés suivent")
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/warning: {who} encore {count_of(people, 'personne')} : transférez leur file active.",
            width="stretch",
        )
        first = {LEAVER_PARAMETER: str(gone[0].id)}
        st.page_link(TRANSFER.path, label=TRANSFER.title, icon=TRANSFER.icon, query_params=first)


def _has_state(line: AccountLine, state: str) -> bool:
    is_there = {"Actifs": bool(line.draft.login) and line.is_active, "Désactivés": not line.is_active}
    return is_there.get(state, state == _ANY or (line.is_active and not line.draft.login))
