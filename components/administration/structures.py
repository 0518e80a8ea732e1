"""List and form of the structures."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from components.administration.drawer import LineForm
from components.administration.lists import is_found, search_field
from components.file.forms.fields import Fields, options_of
from domain.organisations import StructureKind
from domain.structures import STRUCTURE_LABELS, StructureDraft, StructureLine

NO_ONE = "Aucun"
COLUMNS = {
    "Nom": st.column_config.TextColumn(width=300),
    "Effectif": st.column_config.NumberColumn(
        format="localized", width="small", help="Professionnels actifs de cette structure"
    ),
}
NO_REMOVAL = (
    "Une structure ne se supprime pas : des dossiers y renvoient. Si elle change de nom, modifiez-la ; "
    "si elle ferme, désactivez ses comptes."
)


def structure_filters(lines: Sequence[StructureLine]) -> list[StructureLine]:
    """The lines that match what is typed and chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = search_field("Rechercher", "Nom, commune ou membre", key="structures_search")
        kinds = options_of(StructureKind)
        kind = st.selectbox(
            "Type",
            list(kinds),
            index=None,
            format_func=kinds.__getitem__,
            placeholder="Tous",
            key="structures_kind",
        )
    return [
        line
        for line in lines
        if kind in (None, line.draft.kind)
        and is_found(search, line.draft.name, line.commune_name, line.member_name)
    ]


def structure_frame(lines: Sequence[StructureLine]) -> pd.DataFrame:
    """One row a structure, under the French names that are shown and exported."""
    return pd.DataFrame(
        {
            "Nom": [line.draft.name for line in lines],
            "Type": [line.draft.kind.label for line in lines],
            "Commune": [line.commune_name for line in lines],
            "Téléphone": [line.draft.phone for line in lines],
            "Effectif": [line.professionals for line in lines],
            "Membre du consortium": [line.member_name for line in lines],
            "Adresse": [line.draft.address for line in lines],
            "Code postal": [line.draft.postal_code or "" for line in lines],
            "Courriel": [line.draft.email for line in lines],
        }
    )


def structure_form(
    line: StructureLine | None, members: Mapping[int, str], communes: Mapping[str, str]
) -> LineForm:
    """The form of a new structure, or of this one."""

    def draw(fields: Fields, draft: StructureDraft) -> StructureDraft:
        name = fields.text("name", draft.name)
        kind = fields.choice("kind", draft.kind, options_of(StructureKind))
        member = fields.choice_or_none(
            "member_organisation_id", draft.member_organisation_id, members, nobody=NO_ONE
        )
        st.caption("Le téléphone et l’adresse figurent sur les papiers remis aux personnes.")
        return StructureDraft(
            name=name,
            kind=kind,
            member_organisation_id=member,
            phone=fields.text("phone", draft.phone, length=30),
            address=fields.text("address", draft.address, length=300),
            postal_code=fields.text("postal_code", draft.postal_code or "", length=5) or None,
            commune_code=fields.choice_or_none("commune_code", draft.commune_code, communes, nobody=NO_ONE),
            email=fields.text("email", draft.email),
        )

    title = "Modifier la structure" if line else "Nouvelle structure"
    return LineForm(title, STRUCTURE_LABELS, draw, "Structure enregistrée.")


def new_structure() -> StructureDraft:
    """What the form of a new structure opens with."""
    return StructureDraft("", StructureKind.ASSOCIATION)
