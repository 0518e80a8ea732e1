"""Loads one demonstration consortium: itself, its sheet, its network, its accounts, its people."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.actions.audit import CHAIN_START
from db.demo.accounts import (
    NATIONAL_POST,
    DemoAccount,
    Opening,
    add_post,
    open_accounts,
    plan_accounts,
    plan_colleague,
)
from db.demo.alerts import add_alert_cases, note_vulnerabilities
from db.demo.batch import Batch
from db.demo.calendar import Diary
from db.demo.caseload import add_people
from db.demo.commissions import add_commissions, write_minutes
from db.demo.coordinates import Places, read_places
from db.demo.establishments import DEUX_SEVRES, PYRENEES_ORIENTALES, Establishment
from db.demo.exchanges import CONSORTIUM_RHYTHM_DAYS
from db.demo.file_reads import add_file_reads, viewer_of
from db.demo.frames import load_frames
from db.demo.look_alikes import add_look_alikes
from db.demo.model import Desk
from db.demo.network import Network, Staffing, build_network, plan_staffing
from db.demo.new_offers import add_new_offers
from db.demo.offer import load_offer
from db.demo.paths import DAYS_SHOWN, FOLLOWED_SHARE
from db.demo.sheet_66 import SHEET_66
from db.demo.sheet_79 import SHEET_79
from db.demo.sheets import SheetData, aim_at_delays, load_sheet, load_steering_page
from db.models.accounts import Professional
from db.models.audit import AuditHead
from db.models.consortia import Consortium
from domain.access import Role, Viewer
from domain.identifiers import new_id


class DemoTerritory(NamedTuple):
    """What makes a demonstration consortium; a small one has a given staff and two accounts only."""

    territory_id: str
    name: str
    departement_code: str
    establishments: Sequence[Establishment]
    sheet: SheetData
    staffing: Staffing | None = None

    @property
    def is_small(self) -> bool:
        """True for the one whose staff is given."""
        return self.staffing is not None


class Load(NamedTuple):
    """What a load was asked with."""

    session: Session
    seed: int
    today: date
    hash_password: Callable[[str], str]
    report: Callable[[str], None]


SMALL_PEOPLE = 60
_DRAWN_APART = ("diagnoses", "jobs", "care", "offer")
MAIN = DemoTerritory("3-24", "Consortium SPIE des Pyrénées-Orientales", "66", PYRENEES_ORIENTALES, SHEET_66)
SMALL = DemoTerritory("3-29", "Consortium SPIE des Deux-Sèvres", "79", DEUX_SEVRES, SHEET_79, Staffing(15, 7))


def load_territory(load: Load, territory: DemoTerritory, people: int) -> list[DemoAccount]:
    """Insert the consortium and everything in it; return its accounts."""
    rng = Random(f"{load.seed} {territory.territory_id}")
    batch = _open_consortium(load, territory.territory_id, territory.name)
    _load_project(load, batch, territory.sheet)
    places, staffing = read_places(load.session, territory.departement_code), territory.staffing
    staffing = staffing or plan_staffing(people, FOLLOWED_SHARE)
    network = build_network(batch, rng, places, territory.establishments, staffing)
    frames = load_frames(batch, load.today, has_local_theme=not territory.is_small)
    openings = plan_accounts(batch, network, f".{territory.departement_code}", is_small=territory.is_small)
    rngs = [Random(f"{load.seed} {territory.territory_id} {what}") for what in _DRAWN_APART]
    offer = {} if territory.is_small else load_offer(batch, rngs[-1], places, network, load.today)
    batch.flush()
    accounts = open_accounts(batch, openings, load.hash_password)
    load.report(f"{territory.name} : {people} personnes à charger…")
    desk = Desk(batch, rng, places, network, Diary(load.today), load.today, frames, offer, *rngs)
    add_people(desk, people, load.report)
    note_vulnerabilities(load.session, batch.consortium_id, load.seed)
    batch.refresh_statistics()
    referent, coordinator = _at_work(load, batch, openings)
    add_alert_cases(batch, referent, load.today)
    add_file_reads(load.session, referent, coordinator, load.today)
    if not territory.is_small:
        _coordinate(load, batch, coordinator, openings, network, places)
        colleague = plan_colleague(load.session, referent, f".{territory.departement_code}")
        accounts[1:1] = open_accounts(batch, colleague, load.hash_password)
    return accounts


def _coordinate(
    load: Load,
    batch: Batch,
    coordinator: Viewer,
    openings: Sequence[Opening],
    network: Network,
    places: Places,
) -> None:
    """Of the main territory alone: files to compare, offers to design, commissions and who runs them."""
    add_look_alikes(load.session, coordinator, load.today)
    add_new_offers(batch, coordinator, network, places, load.today)
    secretary = next(one for one in openings if one.role is Role.COMMISSION_SECRETARY)
    rng = Random(f"{load.seed} commissions")
    add_commissions(batch, secretary.professional_id, network, places, load.today, rng)
    write_minutes(batch, coordinator)


def _load_project(load: Load, batch: Batch, sheet: SheetData) -> None:
    load_sheet(load.session, batch.consortium_id, sheet)
    load_steering_page(load.session, batch.consortium_id, load.today)
    aim_at_delays(load.session, batch.consortium_id)


def _at_work(load: Load, batch: Batch, openings: Sequence[Opening]) -> list[Viewer]:
    """The référent and the coordination, as they sign what they do."""
    return [
        viewer_of(load.session.get_one(Professional, (batch.consortium_id, opening.professional_id)), role)
        for role in (Role.CASEWORKER, Role.COORDINATOR)
        for opening in openings
        if opening.role == role
    ]


def load_national_team(load: Load) -> list[DemoAccount]:
    """The consortium without territory, and its only account."""
    batch = _open_consortium(load, None, "Animation nationale")
    opening = add_post(batch, NATIONAL_POST, None)
    batch.flush()
    return open_accounts(batch, [opening], load.hash_password)


def _open_consortium(load: Load, territory_id: str | None, name: str) -> Batch:
    """Create a consortium with its audit chain, and name it to row-level security."""
    consortium = Consortium(
        id=new_id(),
        territory_id=territory_id,
        name=name,
        is_demo=True,
        review_rhythm_days=CONSORTIUM_RHYTHM_DAYS,
    )
    if load.session.get_bind().dialect.name == "postgresql":
        name_consortium = text("select set_config('jalons.consortium_id', :id, true)")
        load.session.execute(name_consortium, {"id": str(consortium.id)})
    load.session.add(consortium)
    load.session.flush()
    load.session.add(AuditHead(consortium_id=consortium.id, sequence=0, mac=CHAIN_START))
    load.session.flush()
    return Batch(load.session, consortium.id, load.today - timedelta(days=DAYS_SHOWN))
