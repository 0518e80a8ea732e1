"""Figures in French words."""

from collections.abc import Mapping

from components.formats import NARROW_NO_BREAK, count_of, format_count
from domain.access import Role, Viewer
from domain.indicators.model import Figure, Indicator, Unit

NOT_COMPUTABLE = "Non calculable"
NO_DIAGNOSIS = (
    "Aucun diagnostic n’est en vigueur à cette date pour ces personnes\u00a0: les besoins par thème "
    "s’afficheront dès le premier diagnostic validé."
)
NOT_OPENED = (
    "Votre structure accompagne cette personne, mais son groupe de suivi ne vous nomme pas\u00a0: pour lire "
    "son dossier, demandez à y être ajouté·e."
)
_WITHOUT_STRUCTURE = "Sans référent·e"


def people_words(viewer: Viewer) -> str:
    """Over whom this viewer's figures are."""
    if viewer.has(Role.COORDINATOR):
        return "Parmi les personnes accompagnées dans le consortium."
    if viewer.has(Role.STRUCTURE_MANAGER):
        who = "que vous ou votre structure suivez" if viewer.has(Role.CASEWORKER) else "de votre structure"
        return (
            f"Parmi les personnes {who}\u00a0; ce que disent les diagnostics, parmi celles dont vous pouvez "
            "ouvrir le dossier."
        )
    return "Parmi les personnes que vous suivez."


def figure_words(indicator: Indicator, figure: Figure) -> str:
    """« 62 % », « 12,8 »; a dash when it cannot be computed."""
    if figure.value is None:
        return "—"
    if indicator.unit is Unit.SHARE:
        return share_words(figure.value)
    return f"{figure.value:.1f}".replace(".", ",")


def share_words(share: float) -> str:
    """« 62 % »; what is not quite none, or not quite all, is not rounded to it."""
    percent = f"{min(max(round(share * 100), 1), 99) if 0 < share < 1 else round(share * 100)}"
    sign = "<" if 0 < share < 0.01 else ">" if 0.99 < share < 1 else ""
    return f"{sign}{NARROW_NO_BREAK if sign else ''}{percent}{NARROW_NO_BREAK}%"


def detail_words(indicator: Indicator, figure: Figure) -> str:
    """What the figure is made of: « 369 sur 711 personnes entrées… »."""
    among = count_of(figure.denominator, *indicator.among)
    waiting = count_of(figure.waiting, *indicator.waiting) if indicator.waiting and figure.waiting else ""
    if figure.value is None:
        return " ; ".join(filter(None, (f"{NOT_COMPUTABLE}\u00a0: {among}", waiting)))
    if indicator.unit is Unit.SHARE:
        return f"{format_count(figure.numerator)} sur {among}"
    return " ; ".join(filter(None, (f"{indicator.column} en moyenne, pour {among}", waiting)))


def structure_names(structures: Mapping[int, str]) -> dict[int | None, str]:
    """Names of the groups of a breakdown: people without a référent have no structure."""
    names: dict[int | None, str] = {None: _WITHOUT_STRUCTURE}
    return names | dict(structures)


def listed_words(viewer: Viewer, indicator: Indicator, count: int) -> str:
    """How many are listed, and why somebody counted may not be."""
    listed = f"**{count_of(count, 'personne')}**"
    if indicator.tells_answers and viewer.has(Role.STRUCTURE_MANAGER) and not viewer.has(Role.COORDINATOR):
        return f"{listed} dont vous pouvez ouvrir le dossier"
    return listed
