"""What the gestures aim at: people, structures, words to search, taken from the demonstration."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bench.offer_ground import list_open_to_all
from db.actions.sign_in import open_session
from db.engine import read_session, sign_in_session
from db.queries.caseloads import count_caseload, list_caseload
from db.queries.diagnosis_lists import list_waiting
from db.queries.sign_in import find_credential, hash_token
from db.queries.viewers import find_viewer
from domain import clock
from domain.access import Viewer
from domain.caseload import COUNTED_AT_MOST, PAGE_SIZE, CaseloadFilters, CaseloadSort
from domain.diagnosis.words import DiagnosisStatus
from domain.names import normalise_name

_LETTERS = 5


@dataclass(frozen=True)
class Ground:
    """Of one viewer, in the demonstration's order: the same at each bench of the same seed."""

    people: list[int]
    structures: list[str]
    names: list[str]
    communes: list[str]
    pages: int
    drafts: list[int]
    services: list[int]


def sign_in(login: str) -> Callable[[], Viewer | None]:
    """A real session of this account, and what tells whose it is at each run, as the server does."""
    with sign_in_session() as session:
        credential = find_credential(session, login)
        token = credential and open_session(session, credential, clock.now())
    if not token:
        raise LookupError(f"the demonstration has no account {login}")

    def current() -> Viewer | None:
        with sign_in_session(is_readonly=True) as session:
            return find_viewer(session, hash_token(token), clock.now())

    return current


def survey(viewer: Viewer) -> Ground:
    """Look around with the application's own queries: the last to enter, whose names are in no order."""
    filters = CaseloadFilters()
    with read_session(viewer) as session:
        pages = [
            list_caseload(session, viewer, filters, sort=CaseloadSort.ENTERED, page=page) for page in (1, 2)
        ]
        count = count_caseload(session, viewer, filters)
        waiting = list_waiting(session, viewer)
    lines = [line for page in pages for line in page.to_dict("records")]
    names = (normalise_name(line["last_name"])[:_LETTERS] for line in lines)
    return Ground(
        people=[line["beneficiary_id"] for line in lines],
        structures=_distinct(line["structure"] for line in lines),
        names=_distinct(names),
        communes=_distinct(line["commune"] for line in lines),
        pages=-(-min(count, COUNTED_AT_MOST) // PAGE_SIZE),
        drafts=[one.id for one in waiting if one.status is DiagnosisStatus.DRAFT],
        services=list_open_to_all(viewer),
    )


def _distinct(words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]
