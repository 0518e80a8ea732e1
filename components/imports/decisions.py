"""What the importer decides: who a line is about, which values win."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.formats import count_of
from components.imports.words import cell_words, comparison, who_words
from components.markdown import md_escape
from domain.imports.model import Decision, Verdict
from domain.imports.views import Change, RowView, RunView
from domain.labels import labels_of

Decided = tuple[list[int] | None, Decision | None]  # no line numbers: every line of this verdict
_LABELS = labels_of(Decision)
_FOR_ALL = {
    Decision.SAME: "Ce sont les mêmes personnes",
    Decision.OTHER: "Ce sont d’autres personnes",
    Decision.SKIP: "N’en importer aucun",
}


def decision_cards(rows: Sequence[RowView], run: RunView) -> tuple[Decided | None, RowView | None]:
    """Each line against the known person; returns what was just decided, and the line to look into."""
    decided = _decide_all(run.counts.get(Verdict.TO_DECIDE, 0))
    opened: RowView | None = None
    for row in rows:
        with st.container(border=True):
            facts, choice = st.columns([7, 4], gap="medium")
            with facts:
                _facts(row, run)
            with choice:
                chosen = _choice(row)
                if chosen is not row.decision:
                    decided = [row.line_number], chosen
                if row.decision is Decision.SAME and row.conflicts and _values_button(row):
                    opened = row
    return decided, opened


@st.dialog("Ce que dit le fichier", width="medium")
def row_dialog(
    row: RowView,
    *,
    save: Callable[[dict[str, bool]], None],
    decide: Callable[[Decision | None], None],
) -> None:
    """What a line changes of somebody known; `save` gets each contested field, true when replaced."""
    st.markdown(
        f"**{md_escape(who_words(row))}**  \n:small[Ligne {row.line_number} · {md_escape(row.reason)}]"
    )
    for change in row.changes:
        before = f", au lieu de {md_escape(change.stored)}" if change.stored else ""
        st.markdown(f"{change.label}\u00a0: **{md_escape(change.imported)}**{before}")
    if row.conflicts:
        _conflict_form(row, save=save)
    if row.decision is Decision.OTHER:
        if st.button("Finalement, c’est bien elle", key="import_row_same"):
            decide(None)
    elif st.button(
        "Ce n’est pas elle", key="import_row_other", help="La ligne sera ajoutée comme une nouvelle personne"
    ):
        decide(Decision.OTHER)


def _decide_all(count: int) -> Decided | None:
    """One choice for every possible duplicate, on all pages."""
    if count < 2:
        return None
    decided: Decided | None = None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        words = count_of(count, "doublon possible", "doublons possibles")
        st.markdown(f"Pour les {words}\u00a0:", width="content")
        for decision, label in _FOR_ALL.items():
            if st.button(label, key=f"import_all_{decision}", type="tertiary"):
                decided = None, decision
    return decided


def _facts(row: RowView, run: RunView) -> None:
    st.markdown(f"**Ligne {row.line_number}** — {md_escape(row.reason)}")
    lines = ["| | Dans le fichier | Dans Jalons |", "|---|---|---|"]
    lines += [
        f"| :small[{label}] | {md_escape(imported)} | {_ours(stored)} |"
        for label, imported, stored in comparison(row, run.columns)
    ]
    st.markdown("\n".join(lines))
    if row.warnings:
        st.caption(md_escape(cell_words(row.warnings, run.headings)))


def _ours(stored: str) -> str:
    return ":gray[identique]" if stored == "identique" else f"**{md_escape(stored)}**"


def _choice(row: RowView) -> Decision | None:
    """The key follows what is stored: a choice for all shows in each line."""
    options = list(_LABELS)
    code = st.radio(
        f"Ligne {row.line_number}",
        options,
        index=options.index(str(row.decision)) if row.decision else None,
        format_func=_LABELS.__getitem__,
        key=f"import_decision_{row.line_number}_{row.decision}",
        label_visibility="collapsed",
    )
    if code is None:
        st.caption("Sans choix, la ligne ne sera pas importée.")
    return Decision(code) if code else None


def _values_button(row: RowView) -> bool:
    words = count_of(len(row.conflicts), "valeur différente", "valeurs différentes")
    return st.button(f"Voir {words}", key=f"import_values_{row.line_number}", type="tertiary")


def _conflict_form(row: RowView, *, save: Callable[[dict[str, bool]], None]) -> None:
    st.caption("Ces valeurs diffèrent. Celle de Jalons est gardée, sauf si vous choisissez celle du fichier.")
    with st.form(f"import_conflicts_{row.line_number}", border=False):
        chosen = {
            conflict.field: _side(conflict, row, is_disabled=conflict.is_locked) for conflict in row.conflicts
        }
        if st.form_submit_button("Enregistrer ces choix", type="primary"):
            save(chosen)


def _side(conflict: Change, row: RowView, *, is_disabled: bool) -> bool:
    labels = {
        False: f"Garder «\u00a0{md_escape(conflict.stored)}\u00a0»",
        True: f"Prendre «\u00a0{md_escape(conflict.imported)}\u00a0»",
    }
    return bool(
        st.radio(
            conflict.label,
            list(labels),
            index=int(conflict.field in row.replaced),
            format_func=labels.__getitem__,
            key=f"import_side_{row.line_number}_{conflict.field}",
            horizontal=True,
            disabled=is_disabled,
            help="Seules la personne référente et la coordination peuvent remplacer cette valeur"
            if conflict.is_locked
            else None,
        )
    )
