"""Rows of the rights matrix for situations brought to a body, and for the basket."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from db.actions.commissions import basket_exports, case_reads
from db.actions.commissions import cases as writing
from db.queries.commissions import cases, person_cases, prefills
from domain.access import Viewer
from domain.clock import set_clock
from domain.commissions.basket import BasketFilters
from domain.commissions.cases import CaseDraft
from domain.identifiers import new_id
from tests.commission_factories import COMPLETE, make_body
from tests.db.rights import Row
from tests.db.world import Side

RUN = frozenset({"coordinator", "commission_secretary"})
SEATED = RUN | {"partner", "referent"}
_ALL = BasketFilters()


def _draft(viewer: Viewer, body_id: int) -> CaseDraft:
    return CaseDraft(body_id, "Logement", "Que proposer ?", presenter_id=viewer.professional_id)


def _submit(session: Session, viewer: Viewer, here: Side) -> None:
    body = make_body(session, viewer.consortium_id, "Une autre commission")
    draft = _draft(viewer, body.id)
    writing.submit_case(session, viewer, here.person.id, record_id=new_id(), draft=draft)


def _change(session: Session, viewer: Viewer, here: Side) -> None:
    draft = _draft(viewer, here.commission.body_id)
    writing.change_case(session, viewer, here.commission.case_id, version=1, draft=draft)


def _ready(session: Session, viewer: Viewer, here: Side) -> None:
    draft = replace(_draft(viewer, here.commission.body_id), **COMPLETE)
    writing.change_case(session, viewer, here.commission.case_id, version=1, draft=draft)
    writing.mark_ready(session, viewer, here.commission.case_id)


def _withdraw(session: Session, viewer: Viewer, here: Side) -> None:
    writing.withdraw(session, viewer, here.commission.case_id, version=1, reason="Plus besoin")


def _waits(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.commission.case_id in {one.id for one in cases.list_basket(session, viewer, _ALL)}


def _basket_taken(_session: Session, viewer: Viewer, here: Side) -> bool:
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    return here.commission.case_id in {one.id for one in basket_exports.take_basket(viewer, _ALL)}


def _read(_session: Session, viewer: Viewer, here: Side) -> None:
    case_reads.record_case_read(viewer, here.commission.case_id, here.person.id)


def _of_case(act: Any) -> Row:
    return Row(lambda s, v, here: act(s, v, here.commission.case_id), SEATED)


def _of_person(read: Any, sees: frozenset[str]) -> Row:
    return Row(lambda s, v, here: read(s, v, here.person.id), sees)


CASE_READS = {
    "commissions.cases.get_case": _of_case(cases.get_case),
    "commissions.cases.list_basket": Row(_waits, SEATED),
    "commissions.person_cases.list_person_cases": _of_person(person_cases.list_person_cases, SEATED),
    "commissions.prefills.read_prefill": _of_person(prefills.read_prefill, SEATED - {"commission_secretary"}),
}
CASE_WRITES = {
    "commissions.cases.submit_case": Row(_submit, SEATED - {"commission_secretary"}),
    "commissions.cases.change_case": Row(_change, SEATED),
    "commissions.cases.mark_ready": Row(_ready, SEATED),
    "commissions.cases.withdraw": Row(_withdraw, SEATED),
    "commissions.case_reads.record_case_read": Row(_read, SEATED),
    "commissions.basket_exports.take_basket": Row(_basket_taken, SEATED),
}
UNSCOPED_CASE_QUERIES = {
    "commissions.cases.count_basket": "counts what list_basket lists",
    "commissions.cases.list_basket_choices": "of what list_basket lists",
    "commissions.cases.draft_of": "changes the shape of a row that was read",
    "commissions.cases.list_to_prepare": "of the viewer and her structure only, among visible cases",
    "commission_scopes.knows_bodies": "of the viewer alone",
    "commissions.bodies.with_members": "of a body that the viewer was found to see",
    "commissions.agenda.presented": "a statement, run only by reads that have a row",
    "commissions.agenda.last_passage": "a statement, run only by reads that have a row",
    "timeline_rows.in_file": "a statement, run only by reads that have a row",
    "timeline_rows.row_of": "a statement, run only by reads that have a row",
}
UNSCOPED_CASE_ACTIONS = {"commissions.basket_exports.sign_basket": "signs that lines left"}
