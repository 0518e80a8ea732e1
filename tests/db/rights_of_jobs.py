"""Rows of the rights matrix for the contacts of the first months in a job."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions import job_check_lists
from db.actions.job_checks import record_job_check
from db.models.paths import JobCheck
from db.queries import job_checks
from domain.access import Viewer
from domain.clock import set_clock
from domain.job_checks import JobCheckDraft, JobCheckFilters, JobCheckState
from tests.db.rights import FILE, LIST, LOCAL, Row
from tests.db.world import Side

MADE = JobCheckFilters(JobCheckState.MADE)


def _listed(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.person.id in set(job_checks.list_job_checks(session, viewer, MADE)["beneficiary_id"])


def _counted(session: Session, viewer: Viewer, here: Side) -> int:
    filters = JobCheckFilters(referent_id=here.professionals["referent"].id)
    return job_checks.count_job_checks(session, viewer, filters)[JobCheckState.MADE]


def _of_file(session: Session, viewer: Viewer, here: Side) -> list[Any]:
    return job_checks.list_file_job_checks(session, viewer, here.person.id)


def _record(session: Session, viewer: Viewer, here: Side) -> None:
    known = select(JobCheck.id).where(JobCheck.consortium_id == here.consortium.id)
    check_id = session.scalars(known).first() or 0  # PostgreSQL hides it from a stranger
    record_job_check(session, viewer, check_id, version=1, draft=JobCheckDraft(viewer.today, False))


def _take(_session: Session, viewer: Viewer, here: Side) -> bool:
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    taken = job_check_lists.take_job_checks(viewer, MADE)
    return here.person.id in set(taken["beneficiary_id"])


JOB_READS = {
    "job_checks.list_job_checks": Row(_listed, LIST),
    "job_checks.count_job_checks": Row(_counted, LIST),
    "job_checks.list_file_job_checks": Row(_of_file, FILE),
}
JOB_WRITES = {
    "job_checks.record_job_check": Row(_record, FILE),
    "job_check_lists.take_job_checks": Row(_take, LIST),
    "job_check_lists.sign_job_checks": Row(
        lambda _, v, __: job_check_lists.sign_job_checks(v, rows=1, detail="csv"), LOCAL
    ),
}
