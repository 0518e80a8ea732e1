"""The figures of a need that go with a new offer."""

from datetime import date

import pytest

from db.actions.offer.new_offers import read_figures_again
from db.engine import read_session, write_session
from db.models.referrals import NewOffer
from db.queries.indicators import kept
from db.queries.new_offer_choices import tell_need
from domain.errors import DomainError
from domain.offer.new_offers import figures_of
from domain.offer.words import NewOfferStage
from tests.db.demo_loading import load
from tests.db.new_offering import add_needs, create, sheet
from tests.factories import (
    TODAY,
    make_professional,
    viewer_for,
)


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture
def viewer(session, consortium):
    return viewer_for(session, make_professional(session, consortium))


def test_figures_are_those_of_a_document_of_the_whole_consortium(session, consortium, viewer, coordinator):
    add_needs(session, consortium, 26, 12)
    offer_id = create(viewer, area="")
    assert sheet(viewer, offer_id).figures is None  # a professional knows too many of these people
    with write_session(coordinator) as writing:
        read_figures_again(writing, coordinator, offer_id)
    told = sheet(viewer, offer_id).figures
    assert (told.unanswered, told.needing, told.as_of) == (14, 26, date(2026, 9, 30))
    assert (told.read_on, told.theme, told.area) == (TODAY, "mobilite", "")
    assert sheet(viewer, create(coordinator)).figures == told  # nobody there: the whole territory


def test_few_people_are_never_evidence(session, consortium, coordinator):
    add_needs(session, consortium, 10, 0)
    assert sheet(coordinator, create(coordinator)).figures is None


@pytest.mark.parametrize(("theme", "area"), [(None, ""), ("inconnu", ""), ("mobilite", "lune-1")])
def test_an_unknown_need_tells_nothing(coordinator, theme, area):
    with read_session(coordinator) as session:
        assert tell_need(session, coordinator, theme, area) is None


def test_nothing_to_tell_is_said(coordinator):
    offer_id = create(coordinator)
    with (
        pytest.raises(DomainError, match="Aucun chiffre ne peut être dit"),
        write_session(coordinator) as one,
    ):
        read_figures_again(one, coordinator, offer_id)


def test_the_demonstration_has_offers_at_every_stage_with_figures(connection, session, tmp_path):
    load(connection, tmp_path, people=300)
    offers = session.query(NewOffer).all()
    assert {one.stage for one in offers} == set(NewOfferStage)
    assert any(figures_of(one.evidence) for one in offers)
