"""Who enters beside the référent: of the other field, around the same people, so as to try « à deux »."""

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from db.actions.diagnoses.life import take_part
from db.actions.groups import ensure_in_group
from db.demo.file_reads import viewer_of
from db.models.accounts import Professional
from db.models.beneficiaries import GroupMember, SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.diagnoses import Diagnosis, DiagnosisInterviewer
from domain.access import Role, Viewer
from domain.diagnosis.words import DiagnosisStatus


def find_colleague(session: Session, referent: Viewer) -> Professional | None:
    """In the group of the most people of hers, among the professionals of the other field."""
    statement = (
        select(Professional)
        .join(GroupMember, GroupMember.professional_id == Professional.id)
        .join(CaseloadEntry, CaseloadEntry.beneficiary_id == GroupMember.beneficiary_id)
        .where(
            Professional.consortium_id == referent.consortium_id,
            Professional.field != referent.field,
            GroupMember.ended_on.is_(None),
            GroupMember.objected_on.is_(None),
            CaseloadEntry.exited_on.is_(None),
            CaseloadEntry.referent_id == referent.professional_id,
        )
        .group_by(Professional.consortium_id, Professional.id)
        .order_by(func.count(GroupMember.beneficiary_id.distinct()).desc(), Professional.id)
        .limit(1)
    )
    return session.scalars(statement).first()


def share_draft(session: Session, referent: Viewer, colleague: Professional) -> None:
    """She joins the diagnosis that the référent is making alone, when there is one to share."""
    draft = session.execute(_made_alone(referent)).first()
    if draft is not None:
        ensure_in_group(session, referent, draft.beneficiary_id, colleague.id)
        take_part(session, viewer_of(colleague, Role.CASEWORKER), draft.id)


def _made_alone(referent: Viewer) -> Select[int, int]:
    takes_part = DiagnosisInterviewer.diagnosis_id == Diagnosis.id
    is_hers = DiagnosisInterviewer.professional_id == referent.professional_id
    has_objected = (
        GroupMember.beneficiary_id == CaseloadEntry.beneficiary_id,
        GroupMember.objected_on.is_not(None),
    )
    return (
        select(Diagnosis.id, CaseloadEntry.beneficiary_id)
        .join(SupportPeriod, SupportPeriod.id == Diagnosis.support_period_id)
        .join(CaseloadEntry, CaseloadEntry.support_period_id == SupportPeriod.id)
        .where(
            Diagnosis.consortium_id == referent.consortium_id,
            Diagnosis.status == DiagnosisStatus.DRAFT,
            CaseloadEntry.reserved_structure_id.is_(None),
            exists().where(takes_part, is_hers),
            ~exists().where(takes_part, ~is_hers),
            ~exists().where(*has_objected),
        )
        .order_by(Diagnosis.id)
        .limit(1)
    )
