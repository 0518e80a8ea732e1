"""The offer: catalogue, solutions for a person, what is missing, referrals and checks."""

from bench.actions import Action, Gesture
from bench.dashboards import cold, opened
from bench.ground import Ground
from bench.window import Run, Window

_CATALOGUE, _SERVICE, _REFER = "catalogue", "offre", "orienter"
_WORDS = ("numérique", "garde", "transport", "cv")
_THEMES = ("mobilite", "logement-hebergement", "numerique", "sante")


def search_words(window: Window, _ground: Ground, turn: int) -> Run:
    """Other words each time."""
    return window.use("_mots", string_value=_WORDS[turn % len(_WORDS)])


def choose(name: str) -> Gesture:
    """Another choice each time, among those of this filter."""

    def gesture(window: Window, _ground: Ground, turn: int) -> Run:
        options = window.options(name)
        return window.use(name, string_value=options[turn % len(options)])

    return gesture


def suggest(window: Window, ground: Ground, turn: int) -> Run:
    """Services proposed to another person for a need."""
    person, theme = ground.people[turn % len(ground.people)], _THEMES[turn % len(_THEMES)]
    return window.open(_REFER, f"personne={person}&besoin={theme}")


def open_service(window: Window, ground: Ground, turn: int) -> Run:
    """A service in full."""
    return window.open(_SERVICE, f"service={ground.services[turn % len(ground.services)]}")


def open_referral(window: Window, ground: Ground, turn: int) -> Run:
    """The form that refers a person to a service, filled in."""
    person, service = ground.people[turn % len(ground.people)], ground.services[turn % len(ground.services)]
    window.open(_REFER, f"personne={person}&service={service}&besoin={_THEMES[0]}")
    themes = window.options("_theme")
    window.use("_theme", string_value=themes[-1])
    window.use("_reason", string_value="Le permis est suspendu, la formation commence en janvier.")
    return window.use("_is_agreed", bool_value=True)


def click(label: str) -> Gesture:
    """The write behind this button, without the page that is drawn again."""

    def gesture(window: Window, _ground: Ground, _turn: int) -> Run:
        run = window.use(label, trigger_value=True).first_part
        if not run.capture.is_write:
            raise ValueError(f"{label}: refused")
        return run

    return gesture


_OPEN = opened(_CATALOGUE)
CATALOGUE = [
    Action("catalogue_first_page", _OPEN),
    Action("catalogue_search", search_words, before=_OPEN),
    Action("catalogue_theme", choose("_theme"), before=_OPEN),
]
_NEEDS = [
    Action("dashboard_needs", cold("besoins-et-offre")),
    Action("dashboard_needs_kept", opened("besoins-et-offre"), before=opened("besoins-et-offre")),
]
_CHECK = Action("write_service_check", click("service_confirm"), before=open_service)
_REFERRAL = Action("write_referral", click("-Envoyer l’orientation"), before=open_referral)
TOGETHER = [*CATALOGUE, *_NEEDS, _CHECK]
ALONE = [
    *CATALOGUE,
    Action("suggestions", suggest),
    Action("referrals_inbox", opened("orientations")),
    _NEEDS[0],
    _REFERRAL,
]
FIGURES_ONLY = [_NEEDS[0]]
