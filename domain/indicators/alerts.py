"""Indicators of alerts: how many people each one is about, today."""

from dataclasses import replace

from domain.alerts import AlertCode
from domain.indicators.model import Indicator, Unit

ALERTS = Indicator(
    code="alert",
    title="Alertes",
    definition=(
        "Nombre de personnes que cette alerte concerne aujourd’hui, quelle que soit la date de référence, "
        "avec les seuils du consortium. Les alertes reportées à plus tard n’y sont pas. Porte sur les "
        "personnes de la file active d’aujourd’hui (une personne dont le suivi est en pause n’a que l’alerte "
        "«\u00a0Fin de pause dépassée\u00a0») et, pour le maintien dans l’emploi, sur celles qui en sont "
        "sorties. Une personne compte une fois par alerte."
    ),
    unit=Unit.COUNT,
    column="Alerte",
    is_of_today=True,
    among=("personne concernée ou de la file active", "personnes concernées ou de la file active"),
)


def alert_of(code: AlertCode) -> Indicator:
    """The same definition for one alert."""
    return replace(ALERTS, title=code.label, variant=str(code.value))


EVERY_ALERT = tuple(alert_of(code) for code in AlertCode)
