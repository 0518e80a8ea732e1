"""Two files of one person in a furnished consortium, and what the coordination does of them."""

from datetime import date

from sqlalchemy import select

from db.actions.beneficiaries import create_beneficiary
from db.actions.reconciliations import link, note_reconciliation
from db.engine import read_session, write_session
from db.models.beneficiaries import Beneficiary, BeneficiaryPublic, SupportPeriod
from db.models.reconciliations import Reconciliation
from db.queries.reconciliations import list_reconciliations
from domain.beneficiaries import EntryDraft
from domain.follow_up import EntryOrigin, ExitReason
from domain.identifiers import new_id
from domain.people import Public
from domain.reconciliations import ReconciliationStatus as Status
from tests.db.furniture import write_file
from tests.db.rights import identity
from tests.db.snapshot import everything_of
from tests.db.world import BIRTH, HERE, build_side
from tests.factories import make_person

JOURNALS = {"audit_entry", "reconciliation"}
CLOCKS = {"version", "updated_at", "updated_by", "refreshed_at"}


def new_side(session):
    """A furnished consortium; what is already noted there is decided."""
    side = build_side(session, HERE)
    for noted in session.scalars(select(Reconciliation)):
        noted.status = Status.APART
    session.flush()
    return side


def new_twin(session, side):
    """The same person, whom another structure follows, with a file as full."""
    neighbour = side.professionals["neighbour"]
    twin = make_person(session, neighbour, birth_name="Lefèvre", first_names="Éloïse", birth_date=BIRTH)
    for public in (Public.RSA, Public.QPV):
        key = {"consortium_id": twin.consortium_id, "id": new_id(), "beneficiary_id": twin.id}
        session.add(BeneficiaryPublic(**key, public=public))
    session.flush()
    write_file(side.viewers["neighbour"], twin.id)
    return twin


def note(side, one, other):
    """Note the two for the coordination."""
    coordinator = side.viewers["coordinator"]
    with write_session(coordinator) as session:
        note_reconciliation(session, coordinator, one.id, other.id, reason="Même nom")
    return next(pair for pair in listed(side) if people_of(pair) == {one.id, other.id})


def people_of(pair):
    """Whom it is about."""
    return {pair.first.beneficiary_id, pair.second.beneficiary_id}


def listed(side, status=Status.OPEN, who="coordinator"):
    """The pairs that somebody is shown."""
    viewer = side.viewers[who]
    with read_session(viewer) as session:
        return list_reconciliations(session, viewer, status=status)


def decide(side, action, pair, *, version=1, **values):
    """What the coordination decides."""
    viewer = side.viewers["coordinator"]
    with write_session(viewer) as session:
        action(session, viewer, pair.id, version=version, **values)


def join(side, pair, kept):
    """It is one person, and this file remains."""
    decide(side, link, pair, kept_id=kept.id)


def create_twin(side, who):
    """Somebody adds the person once more."""
    viewer, entry = side.viewers[who], EntryDraft(date(2026, 11, 2), EntryOrigin.SELF)
    with write_session(viewer) as session:
        return create_beneficiary(session, viewer, record_id=new_id(), identity=identity(), entry=entry)


def end_stay(session, person, entered_on=date(2026, 1, 2)):
    """She left on 20 January."""
    period = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()
    period.entered_on, period.exited_on = entered_on, date(2026, 1, 20)
    period.exit_reason = ExitReason.MOVED
    session.flush()


def lasting(connection, side):
    """What must be the same again: everything but journals, clocks and the pair itself."""
    return {
        table: [{name: row._mapping[name] for name in row._mapping if name not in CLOCKS} for row in rows]
        for table, rows in everything_of(connection, side).items()
        if table not in JOURNALS
    }


def reserve(session, person, structure_id):
    """She objects to sharing: this structure only reads her file."""
    person = session.get_one(Beneficiary, (person.consortium_id, person.id))
    person.reserved_structure_id, person.sharing_objected_on = structure_id, date(2026, 10, 1)
    session.flush()
