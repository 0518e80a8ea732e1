"""Rows of the rights matrix for urgent access, the journal and the requests of people."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.privacy import exports, requests, urgent
from db.models.privacy import PersonRequest
from db.queries.privacy import journal, packs, people
from db.queries.privacy import requests as asked
from domain.access import Viewer
from domain.clock import set_clock
from domain.identifiers import new_id
from domain.privacy import JournalFilters, RequestKind, RequestState
from tests.db.rights import EVERYBODY, LOCAL, Row
from tests.db.world import BIRTH, Side

OFFICER = frozenset({"data_protection"})
NOT_OFFICER = EVERYBODY - OFFICER - {"stranger"}  # who holds every role, in another consortium
URGENT = frozenset({"coordinator", "manager"})
NOT_URGENT = EVERYBODY - URGENT - {"stranger"}
REASON = "Expulsion demain matin, référente absente"


def _filters(viewer: Viewer, here: Side) -> JournalFilters:
    month = timedelta(days=30)
    return JournalFilters(
        viewer.today - month, viewer.today + month, here.viewers["referent"].professional_id
    )


def _journal(session: Session, viewer: Viewer, here: Side) -> bool:
    return not journal.list_journal(session, viewer, _filters(viewer, here), page=0).empty


def _breach(session: Session, viewer: Viewer, here: Side) -> bool:
    filters = _filters(viewer, here)
    return (
        not journal.list_breach(session, viewer, filters).empty or viewer is here.viewers["data_protection"]
    )


def _broken(session: Session, viewer: Viewer, here: Side) -> bool:
    journal.find_broken_journal(session, viewer)
    return _is_here(viewer, here)


def _is_here(viewer: Viewer, here: Side) -> bool:
    """The answer is about her own consortium: of another one, it says nothing of this side."""
    return viewer.consortium_id == here.consortium.id


def _accounts(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.viewers["referent"].professional_id in journal.list_journal_accounts(session, viewer)


def _find(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.person.id in dict(people.find_people(session, viewer, "éloïse LEFÈVRE", BIRTH))


def _requests(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.person.id in [line.beneficiary_id for line in asked.list_requests(session, viewer)]


def _record(session: Session, viewer: Viewer, here: Side) -> None:
    about: dict[str, Any] = {"kind": RequestKind.ACCESS, "received_on": viewer.today}
    requests.record_request(session, viewer, here.person.id, record_id=new_id(), **about)


def _answer(session: Session, viewer: Viewer, here: Side) -> None:
    known = select(PersonRequest.id).where(PersonRequest.consortium_id == here.consortium.id)
    request_id = session.scalars(known).first() or 0  # PostgreSQL hides it from a stranger
    words: dict[str, Any] = {"state": RequestState.ACCEPTED, "answer": "Fait"}
    requests.answer_request(session, viewer, request_id, **words)


def _hold(session: Session, viewer: Viewer, here: Side) -> None:
    requests.hold_file(session, viewer, here.person.id, is_held=True)


def _open(session: Session, viewer: Viewer, here: Side) -> None:
    urgent.open_in_urgency(session, viewer, here.person.id, record_id=new_id(), reason=REASON)


def _at_her_time(call: Any) -> Any:
    def run(_session: Session, viewer: Viewer, here: Side) -> Any:
        set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
        return call(viewer, here)

    return run


PACKED = OFFICER | {"referent"}
PRIVACY_READS = {
    "privacy.journal.list_journal": Row(_journal, OFFICER, NOT_OFFICER),
    "privacy.journal.list_breach": Row(_breach, OFFICER, NOT_OFFICER),
    "privacy.journal.find_broken_journal": Row(_broken, OFFICER, NOT_OFFICER),
    "privacy.journal.list_journal_accounts": Row(_accounts, OFFICER, NOT_OFFICER),
    "privacy.people.find_people": Row(_find, OFFICER),
    "privacy.requests.list_requests": Row(_requests, OFFICER),
    "privacy.packs.get_access_pack": Row(lambda s, v, h: packs.get_access_pack(s, v, h.person.id), PACKED),
}
PRIVACY_WRITES = {
    "privacy.requests.record_request": Row(_record, OFFICER, NOT_OFFICER),
    "privacy.requests.answer_request": Row(_answer, OFFICER, NOT_OFFICER),
    "privacy.requests.hold_file": Row(_hold, OFFICER, NOT_OFFICER),
    "privacy.urgent.open_in_urgency": Row(_open, URGENT, NOT_URGENT),
    "privacy.urgent.ask_urgently": Row(
        _at_her_time(lambda v, h: urgent.ask_urgently(v, h.person.id, REASON)), URGENT, EVERYBODY - URGENT
    ),
    "privacy.exports.take_journal": Row(
        _at_her_time(lambda v, h: len(exports.take_journal(v, _filters(v, h)))), OFFICER, EVERYBODY - OFFICER
    ),
    "privacy.exports.take_access_pack": Row(
        _at_her_time(lambda v, h: exports.take_access_pack(v, h.person.id)), PACKED
    ),
    "privacy.exports.sign_privacy_export": Row(
        lambda _, v, __: exports.sign_privacy_export(v, rows=1, detail="csv"), LOCAL
    ),
}
TESTED = "tests/db/test_privacy.py"
DEPARTURE = ("owned_tables", "count_owned", "export_owned", "delete_owned")
COMMAND = "administrator’s command line, no viewer"
UNSCOPED_PRIVACY_QUERIES = {
    "privacy.people.answerable_people": "a statement, run only by reads that have a row",
    "privacy.people.person_rows": "a person already found in scope",
    "privacy.requests.list_uninformed": TESTED,
    "privacy.requests.list_expiring": TESTED,
    "privacy.urgent.list_urgent_accesses": TESTED,
}
UNSCOPED_PRIVACY_ACTIONS = {
    "privacy.anonymisation.anonymise": "called by actions that have a row, and by the command line",
    "privacy.exports.take_breach": "reads as list_breach, which has a row",
    "privacy.requests.lift_limitation": TESTED,
    "privacy.retention.anonymise_some": COMMAND,
    "privacy.retention.expired_files": COMMAND,
    "privacy.retention.lines_to_purge": COMMAND,
    "privacy.retention.purge_journal": COMMAND,
    "privacy.retention.without_append_only": COMMAND,
    **{f"privacy.departure.{name}": COMMAND for name in DEPARTURE},
    "audit.seal_of": "touches no database",
}
