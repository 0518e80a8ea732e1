"""The board of new offers: a column a stage, the late next steps first."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from components.filter_fields import choose_one
from components.formats import count_of, format_date
from components.markdown import md_escape
from components.offer.new_offer_words import area_words, figures_words, late_words
from domain.offer.new_offer_views import NewOfferCard, NewOfferChoices, NewOfferFilters
from domain.offer.words import NewOfferStage
from navigation import NEW_OFFER

PARAMETER = "nouvelle"
PURPOSE = (
    "Quand un besoin ne trouve pas de réponse sur le territoire, les partenaires peuvent la créer ensemble. "
    "Notez ici l’idée, ce qui montre le besoin, qui y travaille et la prochaine action\u00a0; puis "
    "faites-la avancer\u00a0: conception, test, ouverture, évaluation. Une offre ouverte entre au catalogue."
)
_LONGEST_TITLE, _LONGEST_STEP = 70, 60
_THEME, _MINE, _LATE = (f"new_offers_{name}" for name in ("theme", "mine", "late"))


def new_offer_filters(themes: Mapping[str, str]) -> NewOfferFilters:
    """One line: which need, mine only, late ones only."""
    for key, usual in ((_THEME, None), (_MINE, False), (_LATE, False)):
        st.session_state.setdefault(key, usual)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=320):
            choose_one("Besoin", themes, key=_THEME, nothing="Tous")
        is_mine = st.toggle(
            "Les miennes",
            key=_MINE,
            persist_state="session",
            help="Celles que vous pilotez, et celles de votre structure.",
        )
        is_late = st.toggle("Prochaine action en retard", key=_LATE, persist_state="session")
    return NewOfferFilters(st.session_state[_THEME], is_mine, is_late)


def nothing_there(filters: NewOfferFilters) -> str:
    """What the page is for, or that the filters leave nothing."""
    is_filtered = filters != NewOfferFilters()
    return "Aucune nouvelle offre ne correspond à ces filtres." if is_filtered else PURPOSE


def board(cards: Sequence[NewOfferCard], choices: NewOfferChoices, today: date) -> None:
    """Five columns; those that were dropped stay below."""
    stages = [stage for stage in NewOfferStage if stage != NewOfferStage.DROPPED]
    for column, stage in zip(st.columns(len(stages), gap="small"), stages, strict=True):
        there = [card for card in cards if card.stage == stage]
        with column:
            st.markdown(f"**{stage.label}** ({len(there)})")
            for card in there:
                _show(card, choices, today)
    if dropped := [card for card in cards if card.stage == NewOfferStage.DROPPED]:
        with st.expander(f"Abandonnées ({len(dropped)})"):
            for card in dropped:
                _open_link(card, f"{md_escape(card.draft.title)}, le {format_date(card.reached_on)}")


def late_count(cards: Sequence[NewOfferCard], today: date) -> str:
    """« dont 3 avec une prochaine action en retard »."""
    late = sum(bool(late_words(card.stage, card.draft.next_step_on, today)) for card in cards)
    return f", dont **{late}** avec une prochaine action en retard" if late else ""


def exported_new_offers(cards: Sequence[NewOfferCard], choices: NewOfferChoices, today: date) -> pd.DataFrame:
    """All that is known of each, with real dates."""
    told = [_row(card, choices, today) for card in cards]
    frame = pd.DataFrame(told, columns=None if cards else ["Titre"])
    for name in ("Depuis le", "Prévue pour le"):
        if name in frame:
            frame[name] = pd.to_datetime(frame[name].astype(object))
    return frame


def _show(card: NewOfferCard, choices: NewOfferChoices, today: date) -> None:
    with st.container(border=True, gap="xsmall"):
        title = f"**{md_escape(_short(card.draft.title, _LONGEST_TITLE))}**"
        st.markdown("  \n".join([title, *_lines(card, choices, today)]))
        _open_link(card, "Ouvrir")


def _lines(card: NewOfferCard, choices: NewOfferChoices, today: date) -> list[str]:
    draft, late = card.draft, late_words(card.stage, card.draft.next_step_on, today)
    theme = choices.themes.get(draft.theme or "", "")
    about = " · ".join(filter(None, (theme, area_words(draft.area, choices.areas))))
    lines = [f":small[{md_escape(about)}]"]
    if late:
        lines.append(f":red-badge[{late.capitalize()}]")
    if draft.next_step:
        when = f" (pour le {format_date(draft.next_step_on)})" if draft.next_step_on else ""
        lines.append(f":small[**À faire**\u00a0: {md_escape(_short(draft.next_step, _LONGEST_STEP) + when)}]")
    who = card.owner or (f"{count_of(len(card.structures), 'structure')}" if card.structures else "")
    return [*lines, f":small[{md_escape(who or 'Personne ne pilote')}]"]


def _open_link(card: NewOfferCard, label: str) -> None:
    asked = {PARAMETER: str(card.id)}
    st.page_link(NEW_OFFER.path, label=label, icon=":material/arrow_forward:", query_params=asked)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"


def _row(card: NewOfferCard, choices: NewOfferChoices, today: date) -> dict[str, object]:
    draft = card.draft
    figures = figures_words(card.figures, choices.themes, choices.areas) if card.figures else ""
    return {
        "Titre": draft.title,
        "Étape": card.stage.label,
        "Depuis le": card.reached_on,
        "Besoin": choices.themes.get(draft.theme or "", ""),
        "Secteur": area_words(draft.area, choices.areas),
        "Public visé": draft.target_public,
        "Ce qui montre le besoin": " ".join(filter(None, (draft.proof, figures))),
        "Ce qui est imaginé": draft.description,
        "Structures associées": ", ".join(card.structures),
        "Qui pilote": card.owner,
        "Prochaine action": draft.next_step,
        "Prévue pour le": draft.next_step_on,
        "Retard": late_words(card.stage, draft.next_step_on, today),
        "Offre du catalogue": card.service_name,
        "Ce que l’offre a apporté": draft.evaluation,
    }
