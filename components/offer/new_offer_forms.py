"""The forms of a new offer: what it is, and what is decided when it reaches a stage."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.administration.drawer import LineForm
from components.file.forms.fields import Fields
from components.offer.new_offer_words import WHOLE_TERRITORY, move_words
from domain.access import Viewer
from domain.offer.new_offer_views import NewOfferChoices, NewOfferSheet
from domain.offer.new_offers import LABELS, STAGE_LABELS, NewOfferDraft, StageDraft, is_over
from domain.offer.new_services import Carrier
from domain.offer.services import category_of
from domain.offer.sheets import LONGEST_NAME
from domain.offer.words import NewOfferStage

NOBODY_NAMED = "N’écrivez le nom d’aucune personne accompagnée\u00a0: tout le consortium lit cette fiche."
STILL_THERE = "L’offre reste au catalogue\u00a0: la structure qui la porte peut l’y fermer."
OPENING = (
    "Une offre ouverte est au catalogue, où l’on peut y orienter. Choisissez-la si elle y est déjà\u00a0; "
    "sinon elle est créée avec son titre, sa description et son secteur, et vous compléterez sa fiche."
)


def new_offer_form(choices: NewOfferChoices, *, is_new: bool, is_evaluated: bool = False) -> LineForm:
    """All that is written of it."""

    def draw(fields: Fields, draft: NewOfferDraft) -> NewOfferDraft:
        st.caption(NOBODY_NAMED)
        return _draw(fields, draft, choices, is_evaluated=is_evaluated)

    if is_new:
        return LineForm("Nouvelle idée d’offre", LABELS, draw, "Idée enregistrée.", "Créer l’idée")
    return LineForm("Modifier la fiche", LABELS, draw, "Modification enregistrée.")


def empty_draft(viewer: Viewer, theme: str | None = None, area: str = "") -> NewOfferDraft:
    """What a new idea opens with: its author leads it, with her structure."""
    mine = frozenset({viewer.structure_id} if viewer.structure_id is not None else ())
    return NewOfferDraft(theme=theme, area=area, structures=mine, owner_id=viewer.professional_id)


def stage_form(
    sheet: NewOfferSheet,
    stage: NewOfferStage,
    services: Mapping[int, str],
    carriers: Mapping[Carrier, str],
    themes: Mapping[str, str],
) -> LineForm:
    """What was decided, when; its service when it opens, what it brought when it is evaluated."""

    def draw(fields: Fields, draft: StageDraft) -> StageDraft:
        if sheet.draft.next_step:
            st.caption("La prochaine action d’avant reste dans l’historique.")
        if stage == NewOfferStage.DROPPED and sheet.service_id is not None:
            st.caption(STILL_THERE)
        reached_on = fields.day("reached_on", draft.reached_on)
        words = fields.paragraph("words", draft.words, length=2000, height=100)
        opened: dict[str, Any] = {}
        if stage == NewOfferStage.OPEN and sheet.service_id is None:
            opened = _opening(fields, sheet.draft.theme, services, carriers, themes)
        evaluation = ""
        if stage == NewOfferStage.EVALUATED:
            evaluation = fields.paragraph("evaluation", sheet.draft.evaluation, length=5000)
        is_last = is_over(stage)
        next_step = "" if is_last else fields.text("next_step", "", length=300)
        next_step_on = None if is_last else fields.day("next_step_on", None)
        return StageDraft(stage, reached_on, words, next_step, next_step_on, evaluation, **opened)

    title = move_words(sheet.stage, stage)
    return LineForm(title, STAGE_LABELS, draw, f"Étape «\u00a0{stage.label}\u00a0» enregistrée.")


def _draw(
    fields: Fields, draft: NewOfferDraft, choices: NewOfferChoices, *, is_evaluated: bool
) -> NewOfferDraft:
    area, evaluation = draft.area or None, draft.evaluation
    return NewOfferDraft(
        fields.text("title", draft.title, length=LONGEST_NAME),
        fields.choice_or_none("theme", draft.theme, choices.themes),
        fields.choice_or_none("area", area, choices.areas, nobody=WHOLE_TERRITORY) or "",
        fields.paragraph("proof", draft.proof, length=2000, height=100),
        fields.text("target_public", draft.target_public, length=300),
        fields.paragraph("description", draft.description, length=5000),
        fields.several("structures", draft.structures, choices.structures),
        fields.choice_or_none("owner_id", draft.owner_id, choices.professionals),
        fields.text("next_step", draft.next_step, length=300),
        fields.day("next_step_on", draft.next_step_on),
        fields.paragraph("evaluation", evaluation, length=5000) if is_evaluated else evaluation,
    )


def _opening(
    fields: Fields,
    theme: str | None,
    services: Mapping[int, str],
    carriers: Mapping[Carrier, str],
    themes: Mapping[str, str],
) -> dict[str, Any]:
    st.caption(OPENING)
    words = {f"{one.offer_structure_id or 0}-{one.structure_id or 0}": name for one, name in carriers.items()}
    known = dict(zip(words, carriers, strict=True))
    near = {code: label for code, label in themes.items() if theme in (None, category_of(code))}
    service_id = fields.choice_or_none("service_id", None, services, nobody="Aucune")
    code = fields.choice_or_none("carrier", None, words, nobody="Aucune")
    chosen = fields.several("themes", frozenset(), near)
    return {"service_id": service_id, "carrier": known[code] if code else None, "themes": chosen}
