"""New offers that partners of the main territory design together (new_offers_66.toml)."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from db.demo.batch import Batch
from db.demo.coordinates import Places
from db.demo.network import Network, Worker
from db.models.offer import Service
from db.models.referrals import NewOffer, NewOfferStructure, NewOfferTurn
from db.queries.new_offer_choices import tell_need
from domain.access import Viewer
from domain.offer.new_offers import stored_evidence
from domain.offer.words import NewOfferStage

_FILE = Path(__file__).with_name("new_offers_66.toml")


class _Stage(NamedTuple):
    """A stage reached, and what was decided."""

    reached_on: date
    stage: NewOfferStage
    words: str


def add_new_offers(batch: Batch, coordinator: Viewer, network: Network, places: Places, today: date) -> None:
    """Write them once people are there: their evidence is what the coordination may be told of the need."""
    for told in tomllib.loads(_FILE.read_text())["offers"]:
        area = f"epci-{places.by_code[told['near']].area}" if told["near"] else ""
        _add(batch, coordinator, network, told, area, today)
    batch.flush()


def _add(
    batch: Batch,
    coordinator: Viewer,
    network: Network,
    told: Mapping[str, Any],
    area: str,
    today: date,
) -> None:
    stages = [_Stage(today - timedelta(days=days), NewOfferStage(stage), words)
              for days, stage, words in told["stages"]]  # fmt: skip
    sites = {site.name: site for site in network.sites}
    members = [sites[name] for name in told["members"]]
    leader = network.team[members[0].id][0]
    figures = tell_need(batch.session, coordinator, told["theme"], area)
    new_offer_id = batch.add(
        NewOffer,
        stages[0].reached_on,
        leader.id,
        **_columns(told, today),
        area=area,
        evidence=stored_evidence(told["proof"], figures),
        stage=stages[-1].stage,
        owner_id=leader.id,
        service_id=_service(batch, told),
    )
    for member in members:
        batch.add_plain(NewOfferStructure, new_offer_id=new_offer_id, structure_id=member.id)
    for one in stages:
        _add_turn(batch, new_offer_id, leader, one)


def _columns(told: Mapping[str, Any], today: date) -> dict[str, Any]:
    days = told.get("next_in")
    return {
        "title": told["title"],
        "theme": told["theme"],
        "target_public": told["public"],
        "description": told["text"],
        "next_step": told.get("next", ""),
        "next_step_on": None if days is None else today + timedelta(days=days),
        "evaluation": told.get("evaluation", ""),
    }


def _add_turn(batch: Batch, new_offer_id: int, leader: Worker, one: _Stage) -> None:
    batch.add(NewOfferTurn, one.reached_on, leader.id, new_offer_id=new_offer_id, **one._asdict())


def _service(batch: Batch, told: Mapping[str, Any]) -> int | None:
    """The first service of this name."""
    mine = Service.consortium_id == batch.consortium_id
    named = select(Service.id).where(mine, Service.name == told.get("service", ""))
    return batch.session.scalars(named.order_by(Service.id)).first()
