"""Small worlds for tests: each function adds one thing and returns it, with only what matters given."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import CHAIN_START
from db.actions.caseload_entries import refresh_caseload_entry
from db.models.accounts import Professional, ProfessionalRole
from db.models.audit import AuditHead
from db.models.beneficiaries import Beneficiary, GroupMember, ReferentAssignment, SupportPeriod
from db.models.consortia import Consortium, Structure
from db.models.offer import OfferStructure, Service
from db.models.referrals import Referral
from domain.access import Field, Role, Viewer
from domain.clock import date_in
from domain.follow_up import EntryOrigin
from domain.identifiers import new_id
from domain.names import normalise_name
from domain.organisations import StructureKind

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = NOW.date()


def make_consortium(session: Session, *, territory_id: str | None = None, **values: Any) -> Consortium:
    """A consortium with the start of its audit chain."""
    consortium = Consortium(id=new_id(), territory_id=territory_id, name="Consortium d’essai", **values)
    session.add(consortium)
    session.flush()
    session.add(AuditHead(consortium_id=consortium.id, sequence=0, mac=CHAIN_START))
    session.flush()
    return consortium


def make_structure(session: Session, consortium: Consortium, name: str = "Structure d’essai") -> Structure:
    """A structure of the consortium."""
    return _add(session, Structure(consortium_id=consortium.id, name=name, kind=StructureKind.ASSOCIATION))


def make_professional(
    session: Session,
    consortium: Consortium,
    *,
    structure: Structure | None = None,
    roles: tuple[Role, ...] = (Role.CASEWORKER,),
    field: Field | None = Field.SOCIAL,
) -> Professional:
    """A professional with her roles, in her own structure unless one is given."""
    structure = structure or make_structure(session, consortium)
    professional = _add(
        session,
        Professional(
            consortium_id=consortium.id,
            structure_id=structure.id,
            first_name="Camille",
            last_name="Exemple",
            field=field,
        ),
    )
    for role in roles:
        _add(
            session,
            ProfessionalRole(consortium_id=consortium.id, professional_id=professional.id, role=role),
        )
    professional.role_names = roles  # type: ignore[attr-defined]
    return professional


def viewer_for(session: Session, professional: Professional, *roles: Role) -> Viewer:
    """The viewer this professional is once signed in (with these roles, else her own), at NOW."""
    consortium = session.get_one(Consortium, professional.consortium_id)
    return Viewer(
        professional_id=professional.id,
        consortium_id=professional.consortium_id,
        structure_id=professional.structure_id,
        roles=frozenset(roles or professional.role_names),  # type: ignore[attr-defined]
        field=professional.field,
        session_id=new_id(),
        display_name=professional.display_name,
        structure_name="Structure d’essai",
        consortium_name=consortium.name,
        time_zone=consortium.time_zone,
        now=NOW,
    )


def make_person(
    session: Session,
    professional: Professional,
    *,
    birth_name: str = "Martin",
    usual_name: str = "",
    first_names: str = "Alix",
    entered_on: date = date(2026, 1, 5),
    **values: Any,
) -> Beneficiary:
    """Somebody whom this professional follows as référent since her entry."""
    person = Beneficiary(
        consortium_id=professional.consortium_id,
        birth_name=birth_name,
        usual_name=usual_name,
        first_names=first_names,
        search_name=normalise_name(f"{birth_name} {usual_name} {first_names}"),
        sort_name=normalise_name(f"{usual_name or birth_name} {first_names}"),
        owner_structure_id=professional.structure_id,
        **values,
    )
    _add(session, person)
    _follow(session, person, professional, entered_on)
    refresh_caseload_entry(session, person.consortium_id, person.id)
    return person


def _follow(session: Session, person: Beneficiary, professional: Professional, entered_on: date) -> None:
    period = SupportPeriod(beneficiary_id=person.id, entered_on=entered_on, entry_origin=EntryOrigin.PARTNER)
    period.consortium_id = person.consortium_id
    _add(session, period)
    share_with(session, person, professional, started_on=entered_on)
    referent = ReferentAssignment(support_period_id=period.id, professional_id=professional.id)
    referent.consortium_id, referent.started_on = person.consortium_id, entered_on
    _add(session, referent)


def meeting_times(starts_at: datetime, time_zone: str = "Europe/Paris") -> dict[str, Any]:
    """When an appointment is, and its day where the consortium is."""
    return {"starts_at": starts_at, "takes_place_on": date_in(time_zone, starts_at)}


def share_with(
    session: Session, person: Beneficiary, professional: Professional, **values: Any
) -> GroupMember:
    """Name this professional in the person's follow-up group."""
    return _add(
        session,
        GroupMember(
            **{
                "consortium_id": person.consortium_id,
                "beneficiary_id": person.id,
                "structure_id": professional.structure_id,
                "professional_id": professional.id,
                "started_on": date(2026, 1, 5),
            }
            | values
        ),
    )


def make_service(
    session: Session,
    consortium: Consortium,
    *,
    name: str = "Service d’essai",
    structure: Structure | None = None,
    **values: Any,
) -> Service:
    """A service, carried by this member of the consortium or by nobody of it."""
    key = {"consortium_id": consortium.id, "source": "essai", "updated_on": TODAY}
    carrier = OfferStructure(**key, external_id=f"s{new_id()}", name="Structure de l’offre")
    carrier.structure_id = structure.id if structure else None
    _add(session, carrier)
    text = normalise_name(name)
    service = Service(**key, external_id=f"o{new_id()}", name=name, search_text=text, **values)
    service.offer_structure_id = carrier.id
    return _add(session, service)


def make_referral(
    session: Session,
    person: Beneficiary,
    service: Service,
    professional: Professional,
    **values: Any,
) -> Referral:
    """This person referred today to this service by this professional, in her last stay."""
    stays = select(SupportPeriod.id).where(SupportPeriod.beneficiary_id == person.id)
    usual = {"reason": "Besoin d’essai", "sent_on": TODAY, "expires_on": TODAY + timedelta(days=30)}
    referral = Referral(consortium_id=person.consortium_id, service_id=service.id, **(usual | values))
    referral.support_period_id = session.scalars(stays.order_by(SupportPeriod.entered_on.desc())).first()
    referral.professional_id = professional.id
    _add(session, referral)
    refresh_caseload_entry(session, person.consortium_id, person.id)
    return referral


def _add(session: Session, record: Any) -> Any:
    session.add(record)
    session.flush()
    return record
