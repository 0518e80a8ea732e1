"""Whoever somebody refuses never reads her file again because of a list, a transfer or a file."""

from datetime import date

import pytest
from sqlalchemy import select

from db.actions.bulk import change_referent
from db.actions.groups import assign_referent
from db.actions.transfers import transfer_caseload
from db.engine import write_session
from db.models.beneficiaries import GroupMember
from domain.errors import ForbiddenError
from domain.identifiers import new_id
from tests.db.importing import confirm, csv, preview, replaced, rows
from tests.factories import make_person, make_professional, share_with

BORN, OBJECTED_ON = date(1990, 4, 3), date(2026, 2, 1)
LINE = csv("Nom;Prénom;Né le;Référent", "Roca;Inès;03/04/1990;Paul Refuse")


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def person(session, referent):
    return make_person(session, referent, birth_name="Roca", first_names="Inès", birth_date=BORN)


@pytest.fixture
def refused(session, consortium):
    """A professional whom the person does not want."""
    professional = make_professional(session, consortium)
    professional.first_name, professional.last_name = "Paul", "Refuse"
    session.flush()
    return professional


@pytest.fixture(params=["professional", "structure"], autouse=True)
def _objection(request, session, person, refused):
    """To her, or to the whole of her structure."""
    whom = {"professional_id": None} if request.param == "structure" else {}
    return share_with(session, person, refused, objected_on=OBJECTED_ON, **whom)


def reads(session, person, refused):
    """Whether a live share names the professional."""
    named = {"beneficiary_id": person.id, "professional_id": refused.id, "objected_on": None}
    return session.scalars(select(GroupMember).filter_by(**named)).first() is not None


def test_she_is_not_handed_over_in_a_bulk_change(session, coordinator, person, refused):
    with pytest.raises(ForbiddenError), write_session(coordinator) as writing:
        change_referent(writing, coordinator, [person.id], professional_id=refused.id)
    assert not reads(session, person, refused)


def test_nor_by_a_transfer(session, coordinator, referent, person, refused):
    with write_session(coordinator) as writing:
        whom = {"leaver_id": referent.id, "successor_id": refused.id}
        assert transfer_caseload(writing, coordinator, **whom) == 0
    assert not reads(session, person, refused)


def test_nor_by_an_import_even_where_the_file_is_chosen(session, coordinator, person, refused):
    run_id = preview(coordinator, LINE)
    assert [conflict.field for conflict in rows(coordinator, run_id)[2].conflicts] == ["referent"]
    assert confirm(coordinator, replaced(coordinator, run_id, 2, "referent")) == {"unchanged": 1}
    assert not reads(session, person, refused)


def test_shared_again_since_she_may_become_the_referent(session, coordinator, person, refused):
    share_with(session, person, refused)
    with write_session(coordinator) as writing:
        who = {"record_id": new_id(), "professional_id": refused.id}
        assign_referent(writing, coordinator, person.id, **who)
    assert reads(session, person, refused)
