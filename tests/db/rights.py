"""The rights matrix, for reads: each public function of db/queries and who gets something from it.

A call aims at the file, or the sheet, of one consortium (`here`) and answers what it got of that side. Who
is not in `sees` gets nothing: an empty answer or NotFoundError, alike. `forbidden` get a ForbiddenError.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

from sqlalchemy.orm import Session

from db.queries import (
    caseloads,
    directory,
    file_headers,
    files,
    import_sources,
    journal,
    logbooks,
    sheets,
    sign_in,
    territories,
    viewers,
)
from db.queries.timelines import list_timeline
from db.record_models import RECORD_MODELS
from domain.access import Viewer
from domain.beneficiaries import IdentityDraft
from domain.caseload import CaseloadFilters
from domain.exchange_drafts import NoteDraft
from domain.people import Civility
from tests.db import (
    rights_of_administration,
    rights_of_indicators,
    rights_to_day,
    rights_to_diagnose,
    rights_to_import,
    rights_to_list,
    rights_to_reconcile,
)
from tests.db.world import BIRTH, OTHER_STRUCTURES, OWN_STRUCTURE, Side

Call = Callable[[Session, Viewer, Side], Any]

LOCAL = frozenset(OWN_STRUCTURE) | frozenset(OTHER_STRUCTURES)
EVERYBODY = LOCAL | {"national", "stranger"}
GROUP = frozenset({"referent", "partner"})
FILE = GROUP | {"coordinator"}
LIST = FILE | {"manager"}
STRUCTURE = frozenset({"referent", "colleague", "manager"})
ADMINISTRATOR = frozenset({"administrator"})
COORDINATION = frozenset({"coordinator"})
TRANSFERRING = frozenset({"administrator", "coordinator", "manager"})
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """How to call a function, and with what outcome for each viewer."""

    call: Call
    sees: frozenset[str]
    forbidden: frozenset[str] = NONE


def public_functions(package: ModuleType) -> set[str]:
    """Every public function of the package and of those within: « caseloads.list_caseload »."""
    found = set()
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        for name, function in inspect.getmembers(module, lambda member: isinstance(member, FunctionType)):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                found.add(f"{info.name.removeprefix(package.__name__ + '.')}.{name}")
    return found


def function_of(row_name: str) -> str:
    """« records.add_record StepDraft » is a row of records.add_record."""
    return row_name.partition(" ")[0]


def identity() -> IdentityDraft:
    """The person as somebody who knows her types her."""
    return IdentityDraft(Civility.UNSPECIFIED, "Lefèvre", "", "Éloïse", BIRTH)


def _here(found: Iterable[Any], *ids: Any) -> list[Any]:
    """What of this side is in the answer."""
    return [one for one in found if one in ids]


def _listed(read: Callable[..., Any]) -> Call:
    return lambda s, v, here: _here(read(s, v, CaseloadFilters())["beneficiary_id"], here.person.id)


def _of_file(read: Callable[..., Any]) -> Row:
    return Row(lambda s, v, here: read(s, v, here.person.id), FILE)


def _records(draft_class: type) -> Call:
    return lambda s, v, here: files.list_records(s, v, here.person.id, draft_class)


READS: dict[str, Row] = {
    "caseloads.list_caseload": Row(_listed(caseloads.list_caseload), LIST),
    "caseloads.export_caseload": Row(_listed(caseloads.export_caseload), LIST),
    "caseloads.count_caseload": Row(
        lambda s, v, here: caseloads.count_caseload(
            s, v, CaseloadFilters(referent_id=here.professionals["referent"].id)
        ),
        LIST,
    ),
    "caseloads.find_same_person": Row(
        lambda s, v, here: _here(
            [found[0] for found in caseloads.find_same_person(s, v, identity())], here.person.id
        ),
        LIST,
    ),
    **{name: Row(call, frozenset({"referent"})) for name, call in rights_to_day.DAY_READS.items()},
    **{name: Row(call, LOCAL) for name, call in rights_of_administration.LOCAL_READS.items()},
    **{name: Row(call, ADMINISTRATOR) for name, call in rights_of_administration.ACCOUNT_READS.items()},
    **{name: Row(call, rights_to_diagnose.FRAME) for name, call in rights_to_diagnose.FRAME_READS.items()},
    **{name: Row(call, TRANSFERRING) for name, call in rights_of_administration.TRANSFER_READS.items()},
    **{name: Row(call, COORDINATION) for name, call in rights_to_import.RUN_READS.items()},
    **{name: Row(call, LIST) for name, call in rights_to_import.PEOPLE_READS.items()},
    **{name: Row(call, LOCAL) for name, call in rights_to_import.NAME_READS.items()},
    **{name: Row(*row) for name, row in rights_of_indicators.INDICATOR_READS.items()},
    "import_sources.list_value_sources": _of_file(import_sources.list_value_sources),
    "appointments.get_appointment": Row(rights_to_day.get_appointment, FILE),
    "changes.list_changes_since": Row(rights_to_day.changed_for_me, frozenset({"partner"})),
    **{name: Row(call, COORDINATION) for name, call in rights_to_reconcile.RECONCILIATION_READS.items()},
    "directory.list_structures": Row(
        lambda s, v, here: _here(directory.list_structures(s, v), here.structure.id), LOCAL
    ),
    "directory.list_professionals": Row(
        lambda s, v, here: _here(directory.list_professionals(s, v), here.professionals["partner"].id), LOCAL
    ),
    "directory.list_possible_referents": Row(
        lambda s, v, here: _here(
            directory.list_possible_referents(s, v), *(one.id for one in here.professionals.values())
        ),
        LOCAL,
    ),
    "directory.list_filter_options": Row(
        lambda s, v, here: _here(directory.list_filter_options(s, v).structures, here.structure.id), LOCAL
    ),
    "directory.list_communes": Row(lambda s, v, _: _here(directory.list_communes(s, v), "66136"), LOCAL),
    "directory.list_themes": Row(lambda s, v, _: directory.list_themes(s, v), EVERYBODY),
    "saved_views.list_saved_views": Row(rights_to_list.shared_views, STRUCTURE),
    "file_headers.get_header": _of_file(file_headers.get_header),
    "files.list_group": _of_file(files.list_group),
    "files.list_referents": _of_file(files.list_referents),
    "files.list_orientations": _of_file(files.list_orientations),
    "files.list_periods": _of_file(files.list_periods),
    "files.list_pauses": _of_file(files.list_pauses),
    **{
        f"files.list_records {draft_class.__name__}": Row(
            _records(draft_class), GROUP if draft_class is NoteDraft else FILE
        )
        for draft_class in RECORD_MODELS
    },
    "logbooks.get_logbook": _of_file(logbooks.get_logbook),
    "journal.list_file_accesses": _of_file(journal.list_file_accesses),
    "journal.list_changes": _of_file(journal.list_changes),
    "timelines.list_timeline": Row(lambda s, v, here: len(list_timeline(s, v, here.person.id)), FILE),
    "sheets.list_consortia": Row(
        lambda s, v, here: _here(sheets.list_consortia(s, v), here.consortium.id), LOCAL | {"national"}
    ),
    "sheets.get_sheet": Row(
        lambda s, v, here: sheets.get_sheet(s, v, here.consortium.id).axes, LOCAL | {"national"}
    ),
    "territories.list_territories": Row(
        lambda s, v, here: _here(
            [one.consortium_id for one in territories.list_territories(s, v)], here.consortium.id
        ),
        LOCAL | {"national"},
    ),
    "sign_in.get_own_credential": Row(
        lambda s, v, here: _here(
            [sign_in.get_own_credential(s, v).professional_id], here.professionals["referent"].id
        ),
        frozenset({"referent"}),
    ),
    "sign_in.count_own_sessions": Row(
        lambda s, v, here: v == here.viewers["referent"] and sign_in.count_own_sessions(s, v),
        frozenset({"referent"}),
    ),
    "viewers.renew_viewer": Row(
        lambda s, v, here: _here(
            [viewers.renew_viewer(s, v, v.now).professional_id], here.professionals["referent"].id
        ),
        frozenset({"referent"}),
    ),
}
