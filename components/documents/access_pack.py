"""« Dossier d’accès » as JSON, complete, and as a PDF that a person reads."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from components.documents.layout import SUBHEADING, TITLE, Letterhead, bullets, pdf_bytes, section, text
from domain.clock import local_time
from domain.commissions.basket import CASE_LABELS
from domain.commissions.decision_words import SEQUEL_LABELS
from domain.commissions.decisions import Hearing, NotificationMeans
from domain.file_words import FIELD_LABELS, OBJECT_LABELS
from domain.labels import LabelledEnum

Rows = Mapping[str, list[dict[str, Any]]]
_NOTICE = "Document confidentiel — à remettre à la personne seule"
_JOURNAL = "audit_entry"
_COMPUTED = frozenset(
    {
        "path_line",
        "alert_fact",
        "caseload_entry",
        "attendance_line",
        "review_lapse",
        "delay_line",
        "job_line",
    }
)
_TITLES = {
    "beneficiary": "Identité et coordonnées",
    "group_member": "Qui partage le dossier",
    "agenda_point": "Passage en commission",
    "commitment": "Engagement pris en commission",
}
_OF_POINT = {"conclusion_words": "Conclusion", "comment": "Commentaire"}
_FIELDS = CASE_LABELS | SEQUEL_LABELS | _OF_POINT | FIELD_LABELS
_CODES: dict[str, type[LabelledEnum]] = {"hearing": Hearing, "notified_means": NotificationMeans}


def access_pack_json(pack: Any) -> bytes:
    """Everything, table by table, with the names of the professionals and structures they refer to."""
    told = {
        "personne": pack.who,
        "fait_le": pack.made_at,
        "responsable": pack.consortium_name,
        "donnees": pack.rows,
        "professionnels": pack.professionals,
        "structures": pack.structures,
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=_plain).encode()


def access_pack_pdf(pack: Any, *, time_zone: str, scheme_name: str) -> bytes:
    """The same in French sentences; what is computed from it is in the JSON only."""
    today = local_time(time_zone, pack.made_at).date()
    letterhead = Letterhead(pack.consortium_name, scheme_name, today, _NOTICE)
    story = [text("Vos données dans Jalons", TITLE), text(pack.who, SUBHEADING)]
    for name, rows in pack.rows.items():
        if name not in _COMPUTED and name != _JOURNAL and (lines := [_line(row, pack) for row in rows]):
            title = _TITLES.get(name) or OBJECT_LABELS.get(name) or name.replace("_", " ").capitalize()
            story += section(title, bullets([line for line in lines if line]))
    consulted = [_consulted(row, pack, time_zone) for row in pack.rows.get(_JOURNAL, [])]
    story += section("Qui a consulté ou modifié votre dossier", bullets(consulted))
    return pdf_bytes(story, letterhead, title="Vos données")


def _line(row: Mapping[str, Any], pack: Any) -> str:
    return " ; ".join(_values(row.items(), pack))


def _values(cells: Iterable[tuple[str, Any]], pack: Any) -> Iterable[str]:
    for name, value in cells:
        if name.endswith("professional_id") or name == "author_id":
            yield pack.professionals.get(value, "")
        elif name.endswith("structure_id"):
            yield pack.structures.get(value, "")
        elif not name.endswith(("_id", "_at", "_by")) and name != "id":
            told = _CODES[name](value) if name in _CODES else value
            yield f"{_FIELDS.get(name, name.replace('_', ' '))} : {_words(told)}"


def _consulted(row: Mapping[str, Any], pack: Any, time_zone: str) -> str:
    moment = local_time(time_zone, row["occurred_at"])
    who = pack.professionals.get(row.get("professional_id"), "")
    return f"{moment:%d/%m/%Y %H:%M} — {_words(row['event'])} ({_words(row['outcome'])}) — {who}"


def _words(value: Any) -> str:
    if isinstance(value, LabelledEnum):
        return value.label
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
