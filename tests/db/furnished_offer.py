"""The offer of a furnished consortium: a row in each of its tables, one of them a referral of the person."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from db.models import offer, offer_loads
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.consortia import Consortium
from db.models.referrals import NewOffer, NewOfferChange, NewOfferStructure, NewOfferTurn
from domain.identifiers import new_id
from domain.offer.loads import LoadKind, LoadStatus, LoadVerdict
from domain.offer.words import NewOfferStage
from tests.db.furniture import DAY, WORD
from tests.factories import NOW, make_referral, make_service

THEME, PUBLIC, ZONE = "mobilite--financer-ma-mobilite", "tous-publics", "66"
EXPIRES_ON = date(2026, 10, 31)


class Offer(NamedTuple):
    """Identifiers of what was added."""

    service_id: int
    referral_id: int
    load_id: int
    campaign_id: int
    new_offer_id: int


def add_offer(session: Session, person: Beneficiary, referent: Professional, partner: Professional) -> Offer:
    """The partner's structure carries a service, to which the référent referred the person in October."""
    consortium = session.get_one(Consortium, person.consortium_id)
    key = {"consortium_id": person.consortium_id}
    service = make_service(session, consortium, name="Garage solidaire")
    carrier = session.get_one(offer.OfferStructure, (person.consortium_id, service.offer_structure_id))
    carrier.structure_id = partner.structure_id
    of_service = key | {"service_id": service.id}
    session.add_all(
        [
            offer.ServiceTheme(**of_service, theme=THEME, category="mobilite"),
            offer.ServicePublic(**of_service, public=PUBLIC),
            offer.ServiceZone(**of_service, code=ZONE),
            offer.ServicePrescriber(**of_service, structure_id=referent.structure_id),
            offer.ServiceChange(**of_service, field="Téléphone", changed_at=NOW, professional_id=referent.id),
        ]
    )
    referral = make_referral(
        session, person, service, referent, structure_id=partner.structure_id, theme="mobilite",
        reason=WORD, sent_on=DAY, expires_on=EXPIRES_ON,
    )  # fmt: skip
    load_id, campaign_id = _add_load(session, key, referent), _add_campaign(session, key, referent)
    return Offer(service.id, referral.id, load_id, campaign_id, _add_new_offer(session, key, referent))


def _add_load(session: Session, key: dict[str, int], referent: Professional) -> int:
    load = offer_loads.OfferLoad(
        **key, id=new_id(), professional_id=referent.id, file_name="offre.json", digest="0" * 64,
        status=LoadStatus.PREVIEWED,
    )  # fmt: skip
    session.add(load)
    session.flush()
    line: dict[str, Any] = {"line_number": 1, "external_id": "x--1", "name": "Service", "cells": {}}
    line |= {"values": {}, "kind": LoadKind.SERVICE, "verdict": LoadVerdict.ERROR}
    session.add(offer_loads.OfferLoadRow(**key, **line, load_id=load.id))
    session.flush()
    return load.id


def _add_campaign(session: Session, key: dict[str, int], referent: Professional) -> int:
    dates = {"opened_on": DAY, "closes_on": date(2026, 12, 1)}
    campaign = offer_loads.CheckCampaign(**key, **dates, id=new_id(), professional_id=referent.id)
    session.add(campaign)
    session.flush()
    return campaign.id


def _add_new_offer(session: Session, key: dict[str, int], referent: Professional) -> int:
    designed = NewOffer(**key, id=new_id(), title="Un atelier de réparation", owner_id=referent.id)
    session.add(designed)
    session.flush()
    of_offer = key | {"new_offer_id": designed.id}
    turn = {"stage": NewOfferStage.IDEA, "reached_on": DAY}
    session.add(NewOfferStructure(**of_offer, structure_id=referent.structure_id))
    session.add(NewOfferTurn(**of_offer, **turn, id=new_id()))
    session.add(NewOfferChange(**of_offer, field="title", changed_at=NOW, professional_id=referent.id))
    session.flush()
    return designed.id
