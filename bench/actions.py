"""What is measured: one gesture of a user on the real pages, and what precedes it untimed."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.ground import Ground
from bench.window import Run, Window
from domain.diagnosis.words import ThemeState

Gesture = Callable[[Window, Ground, int], Run]
_DAY, _CASELOAD, _FILE = "ma-journee", "file-active", "dossier"


@dataclass(frozen=True)
class Action:
    """`before` brings the window where `timed` starts; both receive the number of the run."""

    name: str
    timed: Gesture
    before: Gesture | None = None


def open_caseload(window: Window, _ground: Ground, _turn: int) -> Run:
    """The first page, whole: menu, filters, list."""
    return window.open(_CASELOAD)


def filter_structure(window: Window, ground: Ground, turn: int) -> Run:
    """Another structure each time."""
    return window.use("caseload_structure", string_value=ground.structures[turn % len(ground.structures)])


def sort_by_name(window: Window, _ground: Ground, _turn: int) -> Run:
    """The usual order."""
    return window.use("caseload_tri", string_value=window.options("caseload_tri")[0])


def sort_by_review(window: Window, _ground: Ground, _turn: int) -> Run:
    """Reviews that are due first."""
    return window.use("caseload_tri", string_value=_containing(window.options("caseload_tri"), "situation"))


def next_page(window: Window, ground: Ground, turn: int) -> Run:
    """The following page, round again at the end."""
    return window.use("caseload_page_", int_value=turn % ground.pages + 1)


def has_ground(action: Action, ground: Ground) -> bool:
    """False for the next page of a list of one page, and for a diagnosis when none is begun."""
    if action.timed in (open_diagnosis, answer_theme):
        return bool(ground.drafts)
    return action.timed is not next_page or ground.pages > 1


def search_name(window: Window, ground: Ground, turn: int) -> Run:
    """The first letters of somebody's last name."""
    return window.use("caseload_search", string_value=ground.names[turn % len(ground.names)])


def search_commune(window: Window, ground: Ground, turn: int) -> Run:
    """A commune, big or small."""
    return window.use("caseload_search", string_value=ground.communes[turn % len(ground.communes)])


def open_file(window: Window, ground: Ground, turn: int) -> Run:
    """Another person's file, at its overview."""
    return window.open(_FILE, f"personne={ground.people[turn % len(ground.people)]}")


def section(label: str) -> Gesture:
    """Another part of the open file."""
    return lambda window, _ground, _turn: window.use("rubrique", string_array_value=[label])


def open_form(name: str) -> Gesture:
    """A person's file with this form open."""

    def gesture(window: Window, ground: Ground, turn: int) -> Run:
        open_file(window, ground, turn)
        return window.use(f"file_quick_{name}", trigger_value=True)

    return gesture


def open_review(window: Window, ground: Ground, turn: int) -> Run:
    """The form of a « point de situation », with what moved typed in."""
    open_form("ReviewDraft")(window, ground, turn)
    return window.use("_summary", string_value="Le permis est obtenu.")


def open_diagnosis(window: Window, ground: Ground, turn: int) -> Run:
    """A draft of the viewer, at its themes."""
    themes = f"diagnostic={ground.drafts[turn % len(ground.drafts)]}&partie=Les thèmes&theme=mobilite"
    return window.open("diagnostic", themes)


def open_answered(window: Window, ground: Ground, turn: int) -> Run:
    """The same, its open theme answered already: what is timed changes an answer."""
    open_diagnosis(window, ground, turn)
    return answer_theme(window, ground, turn + 1)


def answer_theme(window: Window, _ground: Ground, turn: int) -> Run:
    """Another state of the open theme, among the sixteen on screen: kept, and drawn again."""
    states = (ThemeState.STRENGTH, ThemeState.NEED, ThemeState.CONSTRAINT)
    return window.use("mobilite_mine_state", string_array_value=[states[turn % 3].label])


def save(window: Window, _ground: Ground, _turn: int) -> Run:
    """Save the form as it was proposed: the write alone, not the page that is drawn again."""
    return save_and_redraw(window, _ground, _turn).first_part


def save_and_redraw(window: Window, _ground: Ground, _turn: int) -> Run:
    """Save, and show the file again."""
    run = window.use("-Enregistrer", trigger_value=True)
    if not run.capture.is_write:
        raise ValueError("the form was refused")
    return run


READS = [
    Action("ma_journee", lambda window, _ground, _turn: window.open(_DAY)),
    Action("file_active_first_page", open_caseload),
    Action("file_active_filter_structure", filter_structure),
    Action("file_active_sort_review", sort_by_review, before=sort_by_name),
    Action("file_active_next_page", next_page),
    Action("search", search_name),
    Action("search_commune", search_commune),
    Action("dossier", open_file),
    Action("dossier_section_exchanges", section("Échanges"), before=open_file),
    Action("dossier_section_path", section("Parcours"), before=open_file),
    Action("diagnostics_list", lambda window, _ground, _turn: window.open("diagnostics")),
    Action("territoires", lambda window, _ground, _turn: window.open("territoires")),
    Action("fiche_consortium", lambda window, _ground, _turn: window.open("consortium")),
]
WRITES = [
    Action("diagnostic_open", open_diagnosis),
    Action("diagnostic_answer", answer_theme, before=open_answered),
    Action("write_contact", save, before=open_form("ContactDraft")),
    Action("write_contact_and_redraw", save_and_redraw, before=open_form("ContactDraft")),
    Action("write_appointment", save, before=open_form("AppointmentDraft")),
    Action("write_review", save, before=open_review),
]


def _containing(labels: list[str], word: str) -> str:
    return next(label for label in labels if word in label)
