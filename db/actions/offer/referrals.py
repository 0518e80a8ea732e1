"""Referrals: sent with the person's agreement, answered by who receives them, followed until they end.

The share with a receiving structure bears the number of the referral that made it; it ends with the last
referral that needs it.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.files import OpenedFile, open_file_to_steer, sign_change
from db.actions.history import cleaned
from db.models.beneficiaries import GroupMember
from db.models.diagnoses import Diagnosis
from db.models.offer import OfferStructure, Service, ServicePrescriber
from db.models.referrals import Referral
from db.queries.objections import refuses_share
from db.queries.offer_scopes import visible_services
from db.queries.settings import get_thresholds
from domain.access import Viewer
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.follow_up import SharePurpose
from domain.offer.referrals import EXPIRY, ReferralDraft, service_problem

OBJECTS = (
    "La personne s’est opposée à ce que cette structure lise son dossier\u00a0: l’orientation lui montrerait "
    "son nom et ses coordonnées. Contactez la structure avec elle, sans passer par Jalons."
)
IS_OVER = "Le suivi est terminé\u00a0: enregistrez d’abord son retour."


def send_referral(
    session: Session, viewer: Viewer, beneficiary_id: int, *, record_id: int, draft: ReferralDraft
) -> None:
    """Refer somebody to a service; the same `record_id` sent twice sends once.

    Members of the follow-up group and the coordination. ForbiddenError when the service takes nobody, when
    the viewer's structure may not refer to it, when the person objected to its reading her file.
    """
    file = open_file_to_steer(session, viewer, beneficiary_id)
    if session.get(Referral, (viewer.consortium_id, record_id)) is not None:
        return
    if file.period.exited_on is not None:
        raise ForbiddenError(IS_OVER)
    service, structure_id = _open_service(session, viewer, draft.service_id)
    _check(session, viewer, file, draft)
    if structure_id is not None:
        _share(session, viewer, file, structure_id, record_id)
    values = {name: cleaned(getattr(draft, name)) for name in _TYPED}
    expiry = timedelta(days=get_thresholds(session, viewer)[EXPIRY])
    referral = Referral(
        consortium_id=viewer.consortium_id,
        id=record_id,
        support_period_id=file.period.id,
        service_id=service.id,
        structure_id=structure_id,
        professional_id=viewer.professional_id,
        sent_on=viewer.today,
        expires_on=viewer.today + expiry,
        **values,
    )
    session.add(referral)
    session.flush()
    sign_change(session, viewer, file, referral)


_TYPED = ("theme", "reason", "needed_since_on", "availability", "diagnosis_id")


def _open_service(session: Session, viewer: Viewer, service_id: int) -> tuple[Service, int | None]:
    """The service and the member of the consortium that carries it, if one does."""
    carried = (OfferStructure.consortium_id == Service.consortium_id) & (
        OfferStructure.id == Service.offer_structure_id
    )
    row = session.execute(
        visible_services(viewer)
        .join(OfferStructure, carried)
        .where(Service.id == service_id)
        .with_only_columns(Service, OfferStructure.structure_id, maintain_column_froms=True)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    service, structure_id = row
    _refuse_closed_service(session, viewer, service)
    return service, structure_id


def _refuse_closed_service(session: Session, viewer: Viewer, service: Service) -> None:
    prescribers = session.scalars(
        select(ServicePrescriber.structure_id).where(
            ServicePrescriber.consortium_id == viewer.consortium_id,
            ServicePrescriber.service_id == service.id,
        )
    ).all()
    problem = service_problem(
        service.state,
        service.suspended_until_on,
        prescribers,
        structure_id=viewer.structure_id,
        today=viewer.today,
    )
    if problem:
        raise ForbiddenError(problem)


def _check(session: Session, viewer: Viewer, file: OpenedFile, draft: ReferralDraft) -> None:
    problems = draft.problems(viewer.today)
    if problems:
        raise InvalidInputError(problems)
    if draft.diagnosis_id is not None:
        diagnosis = session.get(Diagnosis, (viewer.consortium_id, draft.diagnosis_id))
        if diagnosis is None or diagnosis.support_period_id != file.period.id:
            raise NotFoundError


def _share(session: Session, viewer: Viewer, file: OpenedFile, structure_id: int, record_id: int) -> None:
    """Name the structure in the follow-up group, unless it is there as a whole already."""
    person = file.person
    is_reserved = person.reserved_structure_id not in (None, structure_id)
    objects = refuses_share(viewer, person.id, professional_id=0, structure_id=structure_id)
    if is_reserved or session.scalar(select(objects)):
        raise ForbiddenError(OBJECTS)
    named = select(GroupMember.id).where(
        GroupMember.consortium_id == viewer.consortium_id,
        GroupMember.beneficiary_id == person.id,
        GroupMember.structure_id == structure_id,
        GroupMember.professional_id.is_(None),
        GroupMember.ended_on.is_(None),
        GroupMember.objected_on.is_(None),
    )
    if session.scalar(named) is None:
        values: dict[str, Any] = {"structure_id": structure_id, "purpose": SharePurpose.STEP}
        values |= {"beneficiary_id": person.id, "started_on": viewer.today}
        session.add(GroupMember(consortium_id=viewer.consortium_id, id=record_id, **values))
        session.flush()
