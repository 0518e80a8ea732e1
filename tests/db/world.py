"""Two furnished consortia and everybody who may try to read or write the file of one of them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from db.models.accounts import Credential, Professional, SignInSession
from db.models.beneficiaries import Beneficiary, GroupMember
from db.models.consortia import Consortium, Structure
from db.models.privacy import PersonRequest, UrgentAccess
from db.queries.sign_in import hash_token
from domain.access import Role, Viewer
from domain.privacy import RequestKind
from tests.db.furnished_commissions import Commission, add_commission
from tests.db.furnished_diagnoses import add_diagnoses
from tests.db.furnished_imports import add_imports
from tests.db.furnished_offer import Offer, add_offer
from tests.db.furniture import Records, furnish, write_file
from tests.factories import (
    NOW,
    make_consortium,
    make_person,
    make_professional,
    make_structure,
    share_with,
    viewer_for,
)

BIRTH = date(1990, 5, 17)
LOCAL_ROLES = tuple(role for role in Role if role is not Role.NATIONAL)
HERE, THERE = "3-24", "1-01"  # territories
# In the person's own structure: « nobody » is named in the group, but the account has lost its roles.
OWN_STRUCTURE = {
    "referent": (Role.CASEWORKER,),
    "colleague": (Role.CASEWORKER,),
    "manager": (Role.STRUCTURE_MANAGER,),
    "data_protection": (Role.DATA_PROTECTION,),
    "commission_secretary": (Role.COMMISSION_SECRETARY,),
    "steering": (Role.STEERING,),
    "administrator": (Role.ADMINISTRATOR,),
    "nobody": (),
}
# Each in a structure of her own: « partner » is named in the group.
OTHER_STRUCTURES = {
    "partner": (Role.CASEWORKER,),
    "neighbour": (Role.CASEWORKER,),
    "coordinator": (Role.COORDINATOR,),
}


@dataclass(frozen=True)
class Side:
    """A consortium, its accounts, and the person whose file is aimed at."""

    consortium: Consortium
    structure: Structure
    person: Beneficiary
    member: GroupMember
    professionals: dict[str, Professional]
    viewers: dict[str, Viewer]
    records: Records
    diagnosis_id: int
    offer: Offer
    commission: Commission


@dataclass(frozen=True)
class World:
    """The side that is aimed at, the other one, and everybody who tries."""

    here: Side
    elsewhere: Side
    viewers: dict[str, Viewer]


def build_world(session: Session) -> World:
    """Two sides alike; from outside, the national team and an account with every local role of the other."""
    here, elsewhere = build_side(session, HERE), build_side(session, THERE)
    office = make_consortium(session)
    national = viewer_for(session, make_professional(session, office, roles=(Role.NATIONAL,)))
    open_account(session, national)
    stranger = replace(elsewhere.viewers["referent"], roles=frozenset(LOCAL_ROLES))
    return World(here, elsewhere, here.viewers | {"national": national, "stranger": stranger})


def build_side(session: Session, territory_id: str | None = None) -> Side:
    """A consortium with a row in every table of its own."""
    consortium = make_consortium(session, territory_id=territory_id)
    structure = make_structure(session, consortium, "Structure référente")
    people = {
        name: make_professional(session, consortium, structure=structure, roles=roles)
        for name, roles in OWN_STRUCTURE.items()
    } | {
        name: make_professional(session, consortium, roles=roles) for name, roles in OTHER_STRUCTURES.items()
    }
    viewers = {name: viewer_for(session, someone) for name, someone in people.items()}
    open_accounts(session, viewers)
    referent = people["referent"]
    person = make_person(session, referent, birth_name="Lefèvre", first_names="Éloïse", birth_date=BIRTH)
    member = share_with(session, person, people["partner"])
    share_with(session, person, people["nobody"])
    furnish(session, person, referent)
    add_imports(session, person, people["coordinator"])
    diagnosis_id = add_diagnoses(session, person, referent, people["partner"])
    offer = add_offer(session, person, referent, people["partner"])
    add_request(session, person, people["coordinator"])
    commission = add_commission(session, person, referent, people["commission_secretary"], people["partner"])
    records = write_file(viewers["referent"], person.id)
    return Side(
        consortium, structure, person, member, people, viewers, records, diagnosis_id, offer, commission
    )


def add_request(session: Session, person: Beneficiary, reader: Professional) -> None:
    """She objected to the sharing of her file, which was read in urgency, and waits for an answer."""
    days = {"received_on": NOW.date(), "due_on": NOW.date() + timedelta(days=30)}
    request = PersonRequest(consortium_id=person.consortium_id, beneficiary_id=person.id, **days)
    request.kind, request.answer = RequestKind.OPPOSITION, ""
    session.add(request)
    add_past_access(session, person, reader)


def add_past_access(session: Session, person: Beneficiary, reader: Professional) -> None:
    """Her file was read in urgency the day before: nothing of it is left today."""
    started_at = NOW - timedelta(days=1)
    moments = {"started_at": started_at, "ends_at": started_at + timedelta(hours=3)}
    owner = {"consortium_id": person.consortium_id, "beneficiary_id": person.id}
    session.add(
        UrgentAccess(**owner, **moments, professional_id=reader.id, reason="Menace d’expulsion ce soir")
    )
    session.flush()


def open_accounts(session: Session, viewers: dict[str, Viewer]) -> None:
    """Everybody signs in with an account of her own."""
    for viewer in viewers.values():
        open_account(session, viewer)


def open_account(session: Session, viewer: Viewer) -> None:
    """Put her in front of a screen, for what asks again who holds the session."""
    owner = {"consortium_id": viewer.consortium_id, "professional_id": viewer.professional_id}
    login = f"{viewer.professional_id}@exemple.fr"
    session.add(Credential(**owner, login=login, password_hash="x", password_changed_at=NOW))
    session.add(
        SignInSession(
            **owner,
            id=viewer.session_id,
            token_hash=hash_token(str(viewer.session_id)),
            created_at=NOW,
            last_seen_at=NOW,
            expires_at=NOW + timedelta(hours=8),
        )
    )
    session.flush()
