"""A load of services in words: its counts, its lines, what changes."""

from collections.abc import Mapping

from components.formats import count_of, format_count, format_moment
from domain.access import Viewer
from domain.offer.load_views import LoadView
from domain.offer.load_words import label_of
from domain.offer.loads import LoadStatus, LoadVerdict

# One word for one line, another for several.
VERDICTS = {
    LoadVerdict.ERROR: ("à corriger", "à corriger"),
    LoadVerdict.NEW: ("nouvelle", "nouvelles"),
    LoadVerdict.CHANGED: ("modifiée", "modifiées"),
    LoadVerdict.UNCHANGED: ("inchangée", "inchangées"),
}


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
