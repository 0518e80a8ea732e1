"""What the administration manages without reading anybody: accounts, and caseloads as counts."""

from sqlalchemy import Select, false, select, true

from db.models.accounts import Professional, ProfessionalRole
from db.models.caseload import CaseloadEntry
from db.models.diagnoses import DiagnosisTemplate
from db.queries.scopes import visible_professionals
from domain.access import TEMPLATE_ROLES, Role, Viewer


def visible_accounts(viewer: Viewer) -> Select[Professional]:
    """The professionals whose account the viewer manages: not the national team, who reads everywhere."""
    is_administrator = true() if viewer.has(Role.ADMINISTRATOR) else false()
    national = select(ProfessionalRole.professional_id).where(
        ProfessionalRole.consortium_id == viewer.consortium_id, ProfessionalRole.role == Role.NATIONAL
    )
    return visible_professionals(viewer).where(is_administrator, Professional.id.not_in(national))


def countable_caseload(viewer: Viewer) -> Select[CaseloadEntry]:
    """Lines that may be counted and handed over, never shown: an administrator reads nobody."""
    statement = select(CaseloadEntry).where(CaseloadEntry.consortium_id == viewer.consortium_id)
    if viewer.has(Role.ADMINISTRATOR, Role.COORDINATOR):
        return statement
    if not viewer.has(Role.STRUCTURE_MANAGER):
        return statement.where(false())
    colleagues = visible_professionals(viewer).where(Professional.structure_id == viewer.structure_id)
    return statement.where(CaseloadEntry.referent_id.in_(colleagues.with_only_columns(Professional.id)))


def visible_templates(viewer: Viewer) -> Select[DiagnosisTemplate]:
    """Versions of the frame, for those who manage it; an interviewer reads hers with the diagnosis."""
    is_manager = true() if viewer.has(*TEMPLATE_ROLES) else false()
    return select(DiagnosisTemplate).where(
        DiagnosisTemplate.consortium_id == viewer.consortium_id, is_manager
    )
