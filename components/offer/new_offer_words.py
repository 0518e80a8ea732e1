"""A new offer in words: where it is, its next step, the figures of its need."""

from collections.abc import Mapping
from datetime import date

from components.formats import count_of, format_count, format_date, format_duration
from domain.offer.new_offers import Figures, is_late
from domain.offer.words import NewOfferStage

WHOLE_TERRITORY = "Tout le territoire"
_COLOURS = {
    NewOfferStage.IDEA: "gray",
    NewOfferStage.DESIGN: "violet",
    NewOfferStage.TEST: "orange",
    NewOfferStage.OPEN: "green",
    NewOfferStage.EVALUATED: "blue",
    NewOfferStage.DROPPED: "gray",
}


def stage_badge(stage: NewOfferStage) -> str:
    """Its stage, as a badge."""
    return f":{_COLOURS[stage]}-badge[{stage.label}]"


def move_words(before: NewOfferStage, after: NewOfferStage) -> str:
    """What the button that goes from one stage to another says."""
    if after == NewOfferStage.DROPPED:
        return "Abandonner"
    order = list(NewOfferStage)
    is_back = order.index(after) < order.index(before)
    return f"{'Revenir' if is_back else 'Passer'} à l’étape «\u00a0{after.label}\u00a0»"


def area_words(area: str, areas: Mapping[str, str]) -> str:
    """Name of the commune or of the EPCI; an empty code is the whole territory."""
    return areas.get(area, area) if area else WHOLE_TERRITORY


def late_words(stage: NewOfferStage, day: date | None, today: date) -> str:
    """« en retard de 5 jours »; nothing when it is not."""
    if day is None or not is_late(stage, day, today):
        return ""
    return f"en retard de {format_duration((today - day).days)}"


def figures_words(figures: Figures, themes: Mapping[str, str], areas: Mapping[str, str]) -> str:
    """« 65 personnes ayant un besoin…, dont 42 sans… », over whom, as of which day, read when."""
    who = f"{count_of(figures.needing, 'personne')} ayant un besoin"
    theme, area = themes.get(figures.theme, figures.theme), area_words(figures.area, areas)
    days = f"chiffres au {format_date(figures.as_of)}, lus le {format_date(figures.read_on)}"
    about = f"«\u00a0{theme}\u00a0» ({area})"
    without = f"{format_count(figures.unanswered)} sans aucune orientation en réponse"
    return f"{who} {about}, dont {without} — {', '.join(filter(None, (figures.of_whom, days)))}."
