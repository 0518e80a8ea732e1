"""Dashboards and shared lists: read from nothing, then asked again with nothing new in the data."""

from bench.actions import Action, Gesture, save
from bench.ground import Ground
from bench.window import Run, Window
from db.queries.indicators import kept

_PAGES = {
    "dashboard_team": "vue-equipe",
    "dashboard_paths": "parcours-et-delais",
    "dashboard_delays": "delais",
    "dashboard_diagnoses": "diagnostics-et-besoins",
    "dashboard_exits": "sorties-et-maintien",
    "dashboard_publics": "publics-et-territoires",
    "dashboard_copil": "page-copil",
}
_OTHER_DAY = "situation=2026-06-30"


def opened(address: str, query: str = "") -> Gesture:
    """This page, whatever is kept in memory."""
    return lambda window, _ground, _turn: window.open(address, query)


def cold(address: str, query: str = "") -> Gesture:
    """The same after somebody changed something in the consortium: nothing is kept any more."""

    def gesture(window: Window, _ground: Ground, _turn: int) -> Run:
        kept.forget()
        return window.open(address, query)

    return gesture


def open_put_off(window: Window, _ground: Ground, _turn: int) -> Run:
    """« Reporter » of the last person of the page, with a reason typed."""
    window.open(_ALERTS)
    alerts = window.options("alert_Reporter")  # a button when there is one alert, else a menu
    asked = {"string_trigger_value": alerts[0]} if alerts else {"trigger_value": True}
    window.use("alert_Reporter", **asked)
    return window.use("_reason", string_value="Rendez-vous pris la semaine prochaine.")


_ALERTS = "a-reprendre"
_COLD = {name: Action(name, cold(address)) for name, address in _PAGES.items()}
_KEPT = {
    name: Action(f"{name}_kept", opened(address), before=opened(address, _OTHER_DAY))
    for name, address in _PAGES.items()
}
_LIST = Action("alerts_list", cold(_ALERTS))
TOGETHER = [
    *_COLD.values(),
    *_KEPT.values(),
    Action("presentation", cold("vue-equipe", "presentation=oui")),
    _LIST,
    Action("alerts_list_kept", opened(_ALERTS)),
    Action("reviews_list", opened("points-de-situation")),
    Action("jobs_list", opened("maintien")),
    Action("write_alert_put_off", save, before=open_put_off),
]
ALONE = [_COLD["dashboard_diagnoses"], _COLD["dashboard_team"], _LIST]
FIGURES_ONLY = [_COLD["dashboard_team"], _KEPT["dashboard_team"], _COLD["dashboard_copil"]]
