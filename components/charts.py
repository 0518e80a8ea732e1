"""What all charts share: French numbers, dates and days."""

import altair as alt
from altair.utils.schemapi import disable_debug_mode

_THEME = "jalons"
_NUMBER: alt.theme.NumberLocaleKwds = {
    "decimal": ",",
    "thousands": "\u202f",  # narrow no-break space
    "grouping": [3],
    "currency": ["", "\u00a0€"],
    "percent": "\u202f%",
}
_TIME: alt.theme.TimeLocaleKwds = {
    "dateTime": "%A %e %B %Y à %X",
    "date": "%d/%m/%Y",
    "time": "%H:%M:%S",
    "periods": ["AM", "PM"],
    "days": ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
    "shortDays": ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
    "months": [
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ],
    "shortMonths": [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ],
}  # fmt: skip


def use_french_charts() -> None:
    """Make every chart of this process speak French; harmless when repeated."""
    if alt.theme.active != _THEME:
        disable_debug_mode()  # it checks each piece of a chart again when it is made: 20 ms for the timeline
        alt.theme.register(_THEME, enable=True)(french_theme)


def french_theme() -> alt.theme.ThemeConfig:
    """The Altair theme: a locale, and nothing that Streamlit's own theme decides."""
    return {"config": {"locale": {"number": _NUMBER, "time": _TIME}}}
