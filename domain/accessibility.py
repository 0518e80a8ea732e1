"""What of Jalons is not accessible yet: one list, for the declaration that people read and for the tests."""

from dataclasses import dataclass
from datetime import date

DECLARED_ON = date(2026, 11, 23)
NEW_AUDIT = "au plus tard trois ans après, ou à chaque version qui change beaucoup d’écrans"


@dataclass(frozen=True)
class Exemption:
    """What stays wrong, why, since when we know; `rule` and `where`: what axe is told to let pass."""

    words: str
    seen_on: date
    rule: str = ""
    where: str = ""


_SEEN = date(2026, 11, 22)
# What Streamlit 1.67 draws so and lets nobody change: read again at each upgrade, take out what is mended.
EXEMPTIONS = (
    Exemption(
        "Menu\u00a0: ses rubriques ne sont pas annoncées comme une liste bien formée (WCAG 1.3.1).",
        _SEEN, "list", "[data-testid=stSidebarNavItems]",
    ),
    Exemption(
        "Menu\u00a0: ses pages non plus (WCAG 1.3.1).",
        _SEEN, "listitem", "[data-testid=stSidebarNavItems]",
    ),
    Exemption(
        "Dates\u00a0: le jour et le mois à taper font 18\u00a0pixels de large\u00a0; le calendrier à côté "
        "est plus large (WCAG 2.5.8).",
        _SEEN, "target-size", "[role=spinbutton]",
    ),
    Exemption(
        "Thème sombre\u00a0: le choix en cours d’un groupe de boutons a un contraste de 4,2 pour 1 "
        "(WCAG 1.4.3).",
        _SEEN, "color-contrast", "[data-testid=stButtonGroup] button",
    ),
    Exemption(
        "Grandes listes\u00a0: le menu d’une colonne ne s’ouvre pas au clavier\u00a0; les filtres sont aussi "
        "au-dessus de la liste, et la liste s’exporte (WCAG 2.1.1).",
        _SEEN,
    ),
    Exemption(
        "Quelques mots d’aide restent en anglais dans les barres d’outils et les dates vides (WCAG 3.1.2).",
        _SEEN,
    ),
    Exemption(
        "Les touches «\u00a0r\u00a0» et «\u00a0c\u00a0» seules sont des raccourcis qui ne se désactivent pas "
        "(WCAG 2.1.4).",
        _SEEN,
    ),
)  # fmt: skip
