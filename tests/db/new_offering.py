"""New offers written as their page does, and people whose needs are their evidence."""

from datetime import date

from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.offer.new_offer_stages import move_new_offer
from db.actions.offer.new_offers import change_new_offer, create_new_offer
from db.engine import read_session, write_session
from db.models.beneficiaries import SupportPeriod
from db.queries.new_offers import get_new_offer, list_new_offers
from domain.identifiers import new_id
from domain.offer.new_offer_views import NewOfferFilters
from domain.offer.new_offers import NewOfferDraft, StageDraft, with_fields
from domain.offer.words import NewOfferStage as Stage
from tests.db.diagnosed_people import Said, add_said, add_template
from tests.factories import (
    TODAY,
    make_person,
    make_professional,
    make_referral,
    make_service,
)

IDEA = NewOfferDraft(title="Moniteur itinérant", theme="mobilite", area="epci-200049211", proof="Aucune ici.")
WINTER, SPRING = date(2026, 2, 10), date(2026, 3, 10)
THEMES = frozenset({"mobilite--preparer-un-permis"})


def create(viewer, **fields):
    record_id = new_id()
    with write_session(viewer) as session:
        create_new_offer(session, viewer, record_id=record_id, draft=with_fields(IDEA, fields))
    return record_id


def sheet(viewer, offer_id):
    with read_session(viewer) as session:
        return get_new_offer(session, viewer, offer_id)


def listed(viewer, **filters):
    with read_session(viewer) as session:
        return [one.id for one in list_new_offers(session, viewer, NewOfferFilters(**filters))]


def change(viewer, shown, **fields):
    draft = with_fields(shown.draft, fields)
    with write_session(viewer) as session:
        change_new_offer(session, viewer, shown.id, version=shown.version, shown=shown.draft, draft=draft)


def move(viewer, offer_id, stage, **values):
    draft = StageDraft(**{"stage": stage, "reached_on": TODAY} | values)
    with write_session(viewer) as session:
        move_new_offer(session, viewer, offer_id, draft=draft)


def to_test(viewer, **fields):
    offer_id = create(viewer, **fields)
    move(viewer, offer_id, Stage.DESIGN)
    move(viewer, offer_id, Stage.TEST)
    return offer_id


def add_needs(session, consortium, count, answered):
    """So many people who have had a need since February, the first ones referred in March."""
    referent, service = make_professional(session, consortium), make_service(session, consortium)
    template_id, said = add_template(session, consortium), Said(WINTER, None, 3, 0, 0, False, {"mobilite"})
    for rank in range(count):
        person = make_person(session, referent, birth_name=f"Martin{rank:02}")
        period = session.query(SupportPeriod).filter_by(beneficiary_id=person.id).one()
        add_said(session, period, template_id, said)
        refresh_caseload_entry(session, person.consortium_id, person.id)
        if rank < answered:
            make_referral(session, person, service, referent, theme="mobilite", sent_on=SPRING)
