"""Referrals, one a line: the name opens the referral; « Relancer » beside those that wait for an answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from components.formats import count_of
from domain.identifiers import written_id
from domain.offer.referral_lists import (
    PAGE_SIZE,
    ReferralBox,
    ReferralFilters,
    ReferralLine,
    ReferralState,
)
from domain.offer.referrals import Gesture

_ROW_HEIGHT = 35
_ROWS_IN_VIEW = 14
_OPENED, _REMINDED, _PAGED = "referrals_open", "referrals_remind", "referrals_paged"


class Clicked(NamedTuple):
    """What was clicked on this run, if anything."""

    opened: ReferralLine | None
    reminded: ReferralLine | None


def nothing_there(filters: ReferralFilters) -> str:
    """Why the list is empty."""
    if filters.is_late or filters.theme:
        return "Aucune orientation ne correspond à ces filtres."
    if filters.box is ReferralBox.RECEIVED and filters.state is ReferralState.TO_ANSWER:
        return "Aucune orientation reçue n’attend votre réponse."
    if filters.box is ReferralBox.SENT and filters.state is ReferralState.TO_ANSWER:
        return (
            "Aucune orientation envoyée n’attend de réponse. Une orientation part du dossier de la personne, "
            "partie «\u00a0Parcours\u00a0», bouton «\u00a0Orienter vers un service\u00a0»."
        )
    return "Aucune orientation dans cet état."


def referral_pages(count: int, asked: ReferralFilters) -> int:
    """The page to show, from 1; the first one again when something else is asked."""
    pages = max(1, -(-count // PAGE_SIZE))
    generation, paged = st.session_state.get(_PAGED, (0, None))
    if paged != (asked, pages):
        generation += 1  # a new key is a new widget, at its first page
        st.session_state[_PAGED] = generation, (asked, pages)
    if pages == 1:
        return 1
    key = f"referrals_page_{generation}"
    return st.pagination(pages, key=key, max_visible_pages=5, width=270, persist_state="session")


def referral_table(lines: Sequence[ReferralLine], filters: ReferralFilters, today: date) -> Clicked:
    """Show this page, and say what was clicked."""
    st.dataframe(
        _shown(lines, filters, today),
        hide_index=True,
        height=_ROW_HEIGHT * min(len(lines) + 1, _ROWS_IN_VIEW) + 3,
        row_height=_ROW_HEIGHT,
        placeholder="—",
        column_config=_columns(),
        alt=f"Liste de {count_of(len(lines), 'orientation')} vers un service, une par ligne",
        key=f"referrals_table_{filters.box}_{filters.state}",
    )
    opened, reminded = (st.session_state.get(key) for key in (_OPENED, _REMINDED))
    return Clicked(*(lines[cell["row"]] if cell else None for cell in (opened, reminded)))


def exported_referrals(lines: Sequence[ReferralLine], today: date) -> pd.DataFrame:
    """The same referrals and what was written, with real dates."""
    told = [_asked_words(line) | _answer_words(line, today) for line in lines]
    return pd.DataFrame(told, columns=None if lines else ["Nom"])


def _asked_words(line: ReferralLine) -> dict[str, Any]:
    return {
        "Nom": line.last_name,
        "Prénoms": line.first_names,
        "N° Jalons": written_id(line.beneficiary_id),
        "Téléphone": line.phone,
        "Ne pas laisser de message": line.do_not_leave_message,
        "Service": line.service,
        "Structure du service": line.carrier,
        "Besoin": line.theme_label,
        "Pourquoi": line.reason,
        "Besoin connu depuis le": line.needed_since_on,
        "Disponibilités": line.availability,
        "Orientée par": line.sender,
        "Structure qui oriente": line.sender_structure,
    }


def _answer_words(line: ReferralLine, today: date) -> dict[str, Any]:
    standing = line.standing
    return {
        "État": standing.status.label,
        "Envoyée le": standing.sent_on,
        "Relancée le": standing.reminded_on,
        "Échue": standing.is_expired(today),
        "Réponse le": standing.answered_on,
        "Début convenu le": standing.starts_on,
        "Commencée le": standing.started_on,
        "Close le": standing.closed_on,
        "Motif du refus": standing.refusal.label if standing.refusal else "",
        "Réponse": line.answer_words,
    }


def _columns() -> dict[str, Any]:
    config = st.column_config
    return {
        "Personne": config.ButtonColumn(
            type="tertiary", alignment="left", pinned=True, width=170, key=_OPENED
        ),
        "Relance": config.ButtonColumn(type="secondary", width=92, key=_REMINDED),
        "Où en est-on": config.TextColumn(width=365),
        "Service": config.TextColumn(width=180),
        "Besoin": config.TextColumn(width=170),
        "Orientée par": config.TextColumn(width=300),
        "Structure du service": config.TextColumn(width=220),
    }


def _shown(lines: Sequence[ReferralLine], filters: ReferralFilters, today: date) -> pd.DataFrame:
    is_received = filters.box is ReferralBox.RECEIVED
    shown: dict[str, Any] = {
        # The first icon only is read as one: whatever was typed after it stays text.
        "Personne": [f":material/assignment: {line.last_name} {line.first_names}" for line in lines]
    }
    if not is_received and filters.state is ReferralState.TO_ANSWER:
        shown["Relance"] = [_remind_label(line, filters, today) for line in lines]
    shown["Où en est-on"] = [line.standing.words(today) for line in lines]
    shown["Service"] = [line.service for line in lines]
    if is_received:
        shown["Orientée par"] = [_sender(line) for line in lines]
    else:
        shown["Structure du service"] = [line.carrier for line in lines]
    shown["Besoin"] = [line.theme_label for line in lines]
    return pd.DataFrame(shown)


def _remind_label(line: ReferralLine, filters: ReferralFilters, today: date) -> str | None:
    is_due = line.standing.is_to_remind(today, filters.reminder_days)
    return "Relancer" if is_due and Gesture.REMIND in line.gestures else None


def _sender(line: ReferralLine) -> str:
    return f"{line.sender} ({line.sender_structure})" if line.sender_structure else line.sender
