"""Two files side by side: what they share, what differs, and what the coordination answers."""

from typing import NamedTuple

import streamlit as st

from components.formats import count_of, format_date, format_long_date
from components.markdown import md_escape
from domain.names import normalise_name
from domain.reconciliations import PAIRS_PER_PAGE, FileSide, Pair, ReconciliationStatus
from navigation import FILE

_STATUS, _PAGE = "decision", "reconciliations_page"
_WORDS = {
    ReconciliationStatus.OPEN: "À décider",
    ReconciliationStatus.LINKED: "Réunis",
    ReconciliationStatus.APART: "Deux personnes",
}
_NOTHING = {
    ReconciliationStatus.OPEN: "Aucun rapprochement à décider : vous êtes à jour.",
    ReconciliationStatus.LINKED: "Aucun dossier n’a encore été réuni à un autre.",
    ReconciliationStatus.APART: "Aucune décision de ce type pour l’instant.",
}
# What tells two people apart; the rest often differs for one person whom two structures follow.
_TELLING = {"Nom", "Naissance", "Commune", "Téléphone", "Numéros"}
_PLURALS = {"rendez-vous": "rendez-vous", "point de situation": "points de situation"}


class Answer(NamedTuple):
    """What the coordination answers about a pair: the file that remains, or nobody for two people."""

    kept_id: int | None


def choose_status() -> ReconciliationStatus:
    """The pairs to show, kept in the address; what is to decide comes first."""
    chosen = st.segmented_control(
        "Rapprochements à montrer",
        list(ReconciliationStatus),
        default=ReconciliationStatus.OPEN,
        required=True,
        format_func=_WORDS.__getitem__,
        key=_STATUS,
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen or ReconciliationStatus.OPEN


def choose_page(count: int, status: ReconciliationStatus) -> int:
    """The page to show, from 1."""
    pages = max(1, -(-count // PAIRS_PER_PAGE))
    if pages == 1:
        return 1
    return st.pagination(pages, key=f"{_PAGE}_{status}_{pages}", max_visible_pages=5)


def count_in_words(count: int) -> None:
    """How much there is to decide, and what a decision does."""
    todo = (
        count_of(count, "rapprochement à décider", "rapprochements à décider") if count else "Rien à décider"
    )
    st.markdown(
        f"**{todo}.** Deux dossiers se ressemblent : une même personne a peut-être été saisie deux fois."
        " Rien ne change tant que vous n’avez pas répondu, et vous pourrez revenir sur votre réponse."
    )


def nothing_to_show(status: ReconciliationStatus) -> None:
    """Why the list is empty."""
    st.info(_NOTHING[status])


def question_card(pair: Pair) -> Answer | None:
    """Both files and the question; the answer comes out on the run of its click."""
    with st.container(border=True):
        said = f"**{md_escape(pair.reason)}** · :gray[repéré le {format_long_date(pair.found_on)}]"
        _side_by_side(pair, said)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kept_id = st.radio(
                "Si c’est la même personne, le dossier qui reste",
                [pair.first.beneficiary_id, pair.second.beneficiary_id],
                index=int(pair.fullest_id == pair.second.beneficiary_id),
                format_func=lambda key: "Dossier 1" if key == pair.first.beneficiary_id else "Dossier 2",
                horizontal=True,
                width="content",
                key=f"reconciliation_kept_{pair.id}",
            )
            is_same = st.button(
                "C’est la même personne", key=f"reconciliation_same_{pair.id}", type="primary"
            )
            are_two = st.button("Ce sont deux personnes", key=f"reconciliation_two_{pair.id}")
        st.caption(
            "Le dossier qui reste garde son identité et son référent ; les rendez-vous, notes, étapes et"
            " membres du groupe de suivi de l’autre le rejoignent."
        )
    if is_same:
        return Answer(kept_id)
    return Answer(None) if are_two else None


def decision_card(pair: Pair) -> bool:
    """What was decided; true on the run where the coordination changes its mind."""
    with st.container(border=True):
        by = f" par {md_escape(pair.decided_by)}" if pair.decided_by else ""
        day = format_long_date(pair.decided_on) if pair.decided_on else ""
        said = f"**{pair.status.label}** · :gray[le {day}{by} — {_lower(md_escape(pair.reason))}]"
        if pair.status == ReconciliationStatus.APART:
            _side_by_side(pair, said)
        else:
            _joined(pair, said)
        return st.button("Revenir sur la décision", key=f"reconciliation_undo_{pair.id}")


def content_of(side: FileSide) -> str:
    """« 7 contacts, 1 note »: how much the file holds."""
    return ", ".join(count_of(count, words, _PLURALS.get(words)) for words, count in side.counts.items())


def _side_by_side(pair: Pair, said: str) -> None:
    """A table of both files, under what is said of them; ≠ marks what tells two people apart."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(said)
        for number, side in enumerate((pair.first, pair.second), start=1):
            _open_link(side, f"Ouvrir le dossier {number}")
    first, second = _lines(pair.first), _lines(pair.second)
    lines = ["| | Dossier 1 | Dossier 2 |", "|---|---|---|"]
    for label in first:
        if first[label] or second[label]:
            lines.append(_line(label, first[label], second[label]))
    st.markdown("\n".join(lines))


def _line(label: str, mine: str, hers: str) -> str:
    cells = [md_escape(text) or ":gray[—]" for text in (mine, hers)]
    if label in _TELLING and mine and hers and normalise_name(mine) != normalise_name(hers):
        return f"| **≠ {label}** | **{cells[0]}** | **{cells[1]}** |"
    return f"| {label} | {cells[0]} | {cells[1]} |"


def _lines(side: FileSide) -> dict[str, str]:
    return {
        "Nom": side.full_name + (f", nom de naissance {side.birth_name}" if side.usual_name else ""),
        "Naissance": format_date(side.birth_date),
        "Commune": side.commune,
        "Téléphone": side.phone,
        "Numéros": ", ".join(side.identifiers),
        "Suivi": _followed(side),
        "Contenu": content_of(side),
    }


def _followed(side: FileSide) -> str:
    dates = f"depuis le {format_date(side.entered_on)}" if side.entered_on else ""
    if side.entered_on and side.exited_on:
        dates = f"du {format_date(side.entered_on)} au {format_date(side.exited_on)}"
    return ", ".join(words for words in (side.structure, side.referent, dates) if words)


def _joined(pair: Pair, said: str) -> None:
    kept, gone = pair.first, pair.second
    if pair.kept_id == gone.beneficiary_id:
        kept, gone = gone, kept
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(said)
        _open_link(kept, "Ouvrir le dossier")
    st.markdown(f"Le dossier de {_named(gone)} a rejoint celui de {_named(kept)}.")


def _open_link(side: FileSide, label: str) -> None:
    st.page_link(FILE.path, label=label, icon=FILE.icon, query_params={"personne": str(side.beneficiary_id)})


def _named(side: FileSide) -> str:
    born = f" ({format_date(side.birth_date)})" if side.birth_date else ""
    return f"**{md_escape(side.full_name)}**{born}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
