"""Referrals in words: as the file lists them, and in full before a gesture."""

from datetime import date

import streamlit as st

from components.file.lines import Line, joined
from components.formats import NO_BREAK, format_date
from components.markdown import md_escape
from domain.offer.referral_lists import ReferralLine, ReferralState
from domain.offer.referrals import Gesture

NOT_IN_GROUP = (
    "Votre structure accompagne cette personne, mais son groupe de suivi ne vous nomme pas\u00a0: ce qui est "
    "écrit dans l’orientation se lit entre membres du groupe."
)


def referral_line(line: ReferralLine, today: date) -> Line:
    """« Garage solidaire — Envoyée le 03/11/2026, sans réponse depuis 19 jours »."""
    detail = joined(line.theme_label, line.carrier, f"par {line.sender}", line.answer_words)
    return Line(line.service, line.standing.words(today), detail)


def next_gesture(line: ReferralLine, today: date) -> str:
    """What the button of a line says: what is waited for, else « Ouvrir »."""
    gestures = line.gestures
    if Gesture.ACCEPT in gestures:
        return "Noter la réponse" if line.sides.is_outside else "Répondre"
    if gestures and gestures[0] in (Gesture.START, Gesture.END):
        return str(gestures[0].label)
    return "Relancer" if Gesture.REMIND in gestures and line.standing.is_expired(today) else "Ouvrir"


def referral_details(line: ReferralLine, today: date) -> None:
    """Who, for what, why, when: everything that an answer needs, whatever was typed in it."""
    born = f" · né(e) le {format_date(line.birth_date)}" if line.birth_date else ""
    silent = " (ne pas laisser de message)" if line.do_not_leave_message else ""
    phone = f" · {md_escape(line.phone)}{silent}" if line.phone else ""
    st.markdown(f"**{md_escape(line.name)}**{born}{phone}")
    st.markdown(f"{md_escape(line.service)} · {md_escape(line.carrier)}  \n{_state(line, today)}")
    told = {
        f"Pourquoi{f' ({line.theme_label})' if line.theme_label else ''}": line.reason,
        "Besoin connu depuis le": format_date(line.needed_since_on) if line.needed_since_on else "",
        "Disponibilités": line.availability,
        "Répondre avant le": format_date(line.standing.expires_on) if _is_awaited(line, today) else "",
        "Réponse": line.answer_words,
    }
    for label, words in told.items():
        if words:
            st.caption(md_escape(label))
            st.text(words)
    st.caption(md_escape(f"Orientée par {joined(line.sender, line.sender_structure)}"))


def _is_awaited(line: ReferralLine, today: date) -> bool:
    is_unanswered = line.standing.status in ReferralState.TO_ANSWER.statuses
    return is_unanswered and not line.standing.is_expired(today)


def _state(line: ReferralLine, today: date) -> str:
    words = md_escape(line.standing.words(today))
    return f":orange[{words}]" if line.standing.is_expired(today) else f":small[{words}]"


def outside_words(line: ReferralLine) -> str:
    """Why who sent it types the answer."""
    return (
        f"Ce service n’est pas membre du consortium{NO_BREAK}: notez ici ce qu’il a répondu."
        if line.sides.is_outside
        else ""
    )
