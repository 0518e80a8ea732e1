"""An import in words: its counts, what it will do, what is wrong with a line."""

from collections.abc import Mapping, Sequence

from components.formats import NO_BREAK, count_of, format_count, format_date, format_moment
from components.markdown import md_escape
from domain.access import Viewer
from domain.clock import local_time
from domain.imports.model import ImportField, Outcome, RunStatus, Verdict
from domain.imports.plan import Plan
from domain.imports.views import RowView, RunView, ValueSource

# One word for one line, another for several.
_VERDICTS = {
    Verdict.NEW: ("nouvelle", "nouvelles"),
    Verdict.UPDATE: ("à compléter", "à compléter"),
    Verdict.UNCHANGED: ("inchangée", "inchangées"),
    Verdict.TO_DECIDE: ("doublon possible", "doublons possibles"),
    Verdict.REPEATED: ("en double", "en double"),
    Verdict.ERROR: ("à corriger", "à corriger"),
}
_OUTCOMES = {
    Outcome.CREATED: ("ajoutée", "ajoutées"),
    Outcome.UPDATED: ("complétée", "complétées"),
    Outcome.UNCHANGED: ("inchangée", "inchangées"),
    Outcome.LEFT: ("non importée", "non importées"),
}
_DIFFER = "où une valeur diffère (celle de Jalons est gardée, sauf si vous choisissez l’autre)"
_COMPARED = (
    ImportField.BIRTH_NAME,
    ImportField.USUAL_NAME,
    ImportField.FIRST_NAMES,
    ImportField.BIRTH_DATE,
)


def tile_words(kind: Verdict | Outcome, count: int) -> str:
    """« Nouvelles », « Doublon possible »: under the number of such lines."""
    words = (_VERDICTS | _OUTCOMES)[kind]
    return words[count > 1].capitalize()


def counts_words(run: RunView) -> str:
    """« 60 nouvelles, 3 à corriger »; what came in once it is done."""
    is_over = run.status in (RunStatus.DONE, RunStatus.UNDONE)
    kinds: Mapping[Verdict | Outcome, tuple[str, str]] = _OUTCOMES if is_over else _VERDICTS  # type: ignore[assignment]
    parts = [_counted(run.counts.get(kind, 0), words) for kind, words in kinds.items()]
    return ", ".join(part for part in parts if part)


def plan_words(plan: Plan) -> str:
    """« 60 nouvelles personnes, 12 complétées, 3 laissées de côté »: exactly what will be done."""
    created, updated, same, left = (plan.outcomes[kind] for kind in Outcome)
    parts = [count_of(created, "nouvelle personne", "nouvelles personnes")]
    parts += [count_of(updated, "complétée")] if updated else []
    parts += [count_of(same - plan.kept, "inchangée")] if same > plan.kept else []
    parts += [count_of(left, "laissée de côté", "laissées de côté")] if left else []
    parts += [f"{format_count(plan.kept)}{NO_BREAK}{_DIFFER}"] if plan.kept else []
    return ", ".join(parts) + "."


def run_words(run: RunView, viewer: Viewer) -> str:
    """« Source : CAF · par A. Martin, lun. 3 mars à 14 h · nouvelles personnes : MLJ »."""
    when = format_moment(run.created_at, viewer.time_zone, viewer.today)
    parts = [f"Source{NO_BREAK}: {run.origin.label}", f"par {run.imported_by}, {when}"]
    parts += [f"nouvelles personnes{NO_BREAK}: {run.structure}"] if run.structure else []
    parts += ["liste complète"] if run.is_complete else []
    return md_escape(" · ".join(parts))


def cell_words(messages: Mapping[int, str], headings: Sequence[str]) -> str:
    """« Date de naissance : 31/02/1990 n’existe pas. »: each message under the name of its column."""
    told = [
        f"{headings[index]}{NO_BREAK}: {message}" if index < len(headings) else message
        for index, message in sorted(messages.items())
    ]
    return " ".join(told)


def who_words(row: RowView) -> str:
    """Who the line is about; its first cells when no name can be read."""
    return row.who or " ".join(filter(None, map(str.strip, row.cells)))[:60]


def change_words(row: RowView) -> str:
    """« Téléphone, Courriel »: what the line brings."""
    return ", ".join(change.label for change in row.changes)


def comparison(row: RowView, columns: Sequence[ImportField | None]) -> list[tuple[str, str, str]]:
    """Field, the file's value, ours: name and birth date, then what differs."""
    told = {change.field: change for change in [*row.changes, *row.conflicts]}
    same = [
        (field.label, value, "identique")
        for field in _COMPARED
        if field in columns and field not in told and (value := row.cells[columns.index(field)].strip())
    ]
    return same + [(each.label, each.imported, each.stored or "(vide)") for each in told.values()]


def source_words(sources: Sequence[ValueSource], viewer: Viewer) -> list[str]:
    """« Téléphone, Courriel : import France Travail du 02/11/2026 », one sentence per import."""
    labels: dict[str, list[str]] = {}
    for source in sources:
        day = format_date(local_time(viewer.time_zone, source.imported_at).date())
        labels.setdefault(f"import {source.origin.label} du {day}", []).append(source.label)
    return [f"{', '.join(fields)}{NO_BREAK}: {origin}" for origin, fields in labels.items()]


def _counted(count: int, words: tuple[str, str]) -> str:
    return f"{format_count(count)}{NO_BREAK}{words[count > 1]}" if count else ""
