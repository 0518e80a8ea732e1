"""A load of services in words: its counts, its lines, what changes."""

from collections.abc import Mapping

from components.formats import count_of, format_count, format_moment
from domain.access import Viewer
from domain.offer.exporting import official_words
from domain.offer.load_views import LoadRowView, LoadView
from domain.offer.loads import LoadStatus, LoadVerdict
from domain.offer.official import LABELS

# One word for one line, another for several.
VERDICTS = {
    LoadVerdict.ERROR: ("à corriger", "à corriger"),
    LoadVerdict.NEW: ("nouvelle", "nouvelles"),
    LoadVerdict.CHANGED: ("modifiée", "modifiées"),
    LoadVerdict.UNCHANGED: ("inchangée", "inchangées"),
}
_SHORT = 60  # signs of a value shown in a table


def load_words(load: LoadView, viewer: Viewer) -> str:
    """Who dropped it, when, and whether it is a whole."""
    when = format_moment(load.confirmed_at or load.created_at, viewer.time_zone, viewer.today)
    verb = "Chargé" if load.status == LoadStatus.DONE else "Déposé"
    whole = " · offre complète de ses sources" if load.is_complete else ""
    return f"{verb} par {load.loaded_by}, {when}{whole}"


def plan_words(load: LoadView) -> str:
    """What confirming will do."""
    new, changed = load.count(LoadVerdict.NEW), load.count(LoadVerdict.CHANGED)
    said = [
        words
        for count, words in (
            (new, count_of(new, "ajout")),
            (changed, count_of(changed, "mise à jour", "mises à jour")),
        )
        if count
    ]
    if count := load.count(LoadVerdict.UNCHANGED):
        said.append(count_of(count, "ligne inchangée", "lignes inchangées"))
    if count := load.count(LoadVerdict.ERROR):
        said.append(count_of(count, "ligne laissée de côté", "lignes laissées de côté"))
    if count := load.counts.get("missing", 0):
        said.append(f"{count_of(count, 'service disparu', 'services disparus')} de sa source")
    return ", ".join(said) + "."


def counts_words(load: LoadView) -> str:
    """The lines of each verdict, zeros aside."""
    said = [
        f"{format_count(count)} {words[count > 1]}"
        for verdict, words in VERDICTS.items()
        if (count := load.count(verdict))
    ]
    return ", ".join(said) or "rien"


def field_words(said: Mapping[str, str]) -> str:
    """« Nom : trop court. » for each field."""
    return "\n".join(f"{label_of(name)}\u00a0: {sentence}" for name, sentence in said.items())


def change_words(row: LoadRowView) -> str:
    """« Frais : Payant → Gratuit », field by field, long values cut."""
    return "\n".join(
        f"{label_of(name)}\u00a0: {_short(name, before)} → {_short(name, after)}"
        for name, before, after in row.changes
    )


def label_of(name: str) -> str:
    """The French label of an official field."""
    return LABELS.get(name, "Version 0" if name == "version" else name)


def _short(name: str, value: object) -> str:
    words = " ".join(official_words(name, value).split())
    return (words if len(words) <= _SHORT else f"{words[:_SHORT]}…") or "(vide)"
