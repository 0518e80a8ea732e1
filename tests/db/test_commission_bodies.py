"""Bodies and their members: usual lists, regulatory family off, a secretary while a meeting is to come."""

from dataclasses import replace

import pytest

from db.actions.commissions import bodies
from db.queries.commissions.bodies import read_body
from domain.access import Role
from domain.commissions.bodies import USUAL_COLLEGES, USUAL_MOTIVES, usual_endings
from domain.commissions.body_drafts import BodyDraft, MemberDraft
from domain.commissions.words import CommissionFamily
from domain.errors import ForbiddenError, InvalidInputError
from domain.identifiers import new_id
from tests.db.meeting_days import act, read
from tests.db.preparing import make_preparation

DRAFT = BodyDraft("Commission du littoral")


@pytest.fixture
def made(session):
    return make_preparation(session)


@pytest.fixture
def coordinator(made):
    return replace(made.secretary, roles=frozenset({Role.COORDINATOR}))


def test_lists_left_empty_are_the_usual_ones(coordinator):
    record_id = new_id()
    for _ in range(2):
        act(coordinator, bodies.create_body, record_id=record_id, draft=DRAFT)
    body = read(coordinator, read_body, record_id)
    assert (body.motives, body.colleges) == (USUAL_MOTIVES, USUAL_COLLEGES)
    assert body.endings == usual_endings(CommissionFamily.SOLUTIONS)


def test_a_regulatory_body_waits_until_the_consortium_switches_them_on(coordinator):
    draft = replace(DRAFT, family=CommissionFamily.REGULATORY)
    with pytest.raises(InvalidInputError):
        act(coordinator, bodies.create_body, record_id=new_id(), draft=draft)


def test_the_last_secretary_stays_while_a_meeting_is_to_come(made):
    made.create()
    with pytest.raises(ForbiddenError, match="secrétariat"):
        act(made.secretary, bodies.end_member, made.members[0].id)


def test_a_body_does_not_close_before_its_meeting(made):
    made.create()
    with pytest.raises(ForbiddenError, match="à venir"):
        act(made.secretary, bodies.close_body, made.body.id)


def test_a_function_may_sit_without_a_name(made):
    act(
        made.secretary,
        bodies.add_member,
        made.body.id,
        record_id=new_id(),
        draft=MemberDraft(function="Un maire"),
    )
    assert "Un maire" in {one.name for one in read(made.secretary, read_body, made.body.id).members}
