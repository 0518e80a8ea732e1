"""Situations: brought from the file, refused, corrected, made ready, withdrawn; the basket."""

from dataclasses import replace

import pytest

from db.actions.commissions import agenda, cases
from db.models.cases import CommissionCase
from db.models.consortia import Consortium
from db.queries.commissions.cases import count_basket, get_case, list_basket, list_to_prepare
from db.queries.commissions.person_cases import list_person_cases
from db.queries.commissions.prefills import read_prefill
from domain.access import Role
from domain.commissions.basket import BasketFilters
from domain.commissions.cases import CaseDraft
from domain.commissions.words import CaseState, SheetPart
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.identifiers import new_id
from tests.commission_factories import COMPLETE, make_body
from tests.db.meeting_days import act, read
from tests.db.preparing import make_preparation
from tests.factories import TODAY, make_professional, viewer_for

ALL = BasketFilters()


@pytest.fixture
def made(session):
    return make_preparation(session)


def draft_for(body, made, **values):
    usual = {"motive": "Logement", "question": "Que proposer ?", "hidden": (SheetPart.WORDS,)}
    return CaseDraft(body.id, presenter_id=made.referent.professional_id, **(usual | values))


def submit(made, body, **values):
    record_id = new_id()
    draft = draft_for(body, made, **values)
    act(made.referent, cases.submit_case, made.people[0].id, record_id=record_id, draft=draft)
    return record_id


def change(made, **values):
    stored = read(made.referent, get_case, made.cases[0].id)
    draft = replace(stored.draft, **values)
    act(made.referent, cases.change_case, stored.id, version=stored.version, draft=draft)


def test_a_situation_is_brought_once_and_waits_in_the_basket(session, made):
    body = make_body(session, made.body.consortium_id, "Autre commission")
    record_id = submit(made, body)
    act(made.referent, cases.submit_case, made.people[0].id, record_id=record_id, draft=draft_for(body, made))
    lines = read(made.referent, list_basket, BasketFilters(body_id=body.id))
    assert [line.id for line in lines] == [record_id]
    assert lines[0].obstacles() == ["la personne n’a pas été informée"]


def test_a_second_open_situation_for_the_same_commission_is_refused(made):
    with pytest.raises(ForbiddenError, match="attend déjà"):
        submit(made, made.body)


def test_nobody_brings_the_situation_of_who_objected_to_sharing(session, made):
    body = make_body(session, made.body.consortium_id, "Autre commission")
    person = made.people[0]
    person.sharing_objected_on, person.reserved_structure_id = TODAY, made.referent.structure_id
    session.flush()
    with pytest.raises(ForbiddenError, match="opposée"):
        submit(made, body)


def test_what_is_missing_is_told_by_the_field(session, made):
    body = make_body(session, made.body.consortium_id, "Autre commission")
    with pytest.raises(InvalidInputError) as refused:
        submit(made, body, question="", motive="")
    assert set(refused.value.problems) == {"question", "motive"}


def test_without_information_it_is_put_on_no_agenda(made):
    stored = read(made.referent, get_case, made.cases[0].id)
    draft = replace(stored.draft, informed_on=None)
    act(made.referent, cases.change_case, stored.id, version=stored.version, draft=draft)
    meeting_id = made.create()
    with pytest.raises(ForbiddenError, match="n’a pas été informée"):
        act(made.secretary, agenda.add_situation, meeting_id, stored.id)


def test_two_corrections_of_the_same_version_conflict(made):
    stored = read(made.referent, get_case, made.cases[0].id)
    about = {"version": stored.version}
    act(made.referent, cases.change_case, stored.id, **about, draft=replace(stored.draft, question="Une ?"))
    draft = replace(stored.draft, question="Deux ?")
    with pytest.raises(EditConflictError) as refused:
        act(made.secretary, cases.change_case, stored.id, **about, draft=draft)
    assert [one.stored for one in refused.value.differences] == ["Une ?"]


def test_a_withdrawn_situation_leaves_the_basket_with_its_reason(session, made):
    case = made.cases[0]
    act(made.referent, cases.withdraw, case.id, version=case.version, reason="Elle a trouvé")
    session.expire_all()
    stored = session.get_one(CommissionCase, (case.consortium_id, case.id))
    assert (stored.state, stored.withdrawn_reason) == (CaseState.WITHDRAWN, "Elle a trouvé")
    assert read(made.secretary, count_basket, ALL) == 2


def test_a_presenter_prepares_what_is_on_an_agenda(made):
    made.add(made.create(), made.cases[0])
    [one] = read(made.referent, list_to_prepare)
    assert not one.is_ready
    assert "relire la fiche avec elle" in one.missing
    assert read(made.secretary, list_to_prepare) == []


def test_what_is_left_to_complete_is_said_to_who_calls_it_ready(made):
    made.add(made.create(), made.cases[0])
    with pytest.raises(
        ForbiddenError, match="reste à compléter\xa0: relire la fiche avec elle, ce qui a été"
    ):
        act(made.referent, cases.mark_ready, made.cases[0].id)
    change(made, **COMPLETE)
    act(made.referent, cases.mark_ready, made.cases[0].id)
    assert read(made.referent, list_to_prepare)[0].is_ready


def test_what_is_emptied_afterwards_is_not_ready_any_more(made):
    made.add(made.create(), made.cases[0])
    change(made, **COMPLETE)
    act(made.referent, cases.mark_ready, made.cases[0].id)
    change(made, tried="")
    assert not read(made.referent, list_to_prepare)[0].is_ready


def test_another_structure_sees_none_of_it(session, made):
    consortium = session.get_one(Consortium, made.people[0].consortium_id)
    other = make_professional(session, consortium, roles=(Role.CASEWORKER,))
    other = viewer_for(session, other)
    assert read(other, list_basket, ALL) == []
    with pytest.raises(NotFoundError):
        read(other, get_case, made.cases[0].id)


def test_the_basket_is_one_statement_and_the_page_is_cut_in_sql(made, count_statements):
    with count_statements() as counted:
        assert len(read(made.secretary, list_basket, ALL)) == 3
    assert len(counted) <= 2
    assert read(made.secretary, list_basket, ALL, page=2) == []


def test_the_file_tells_her_situations_and_fills_the_form(made):
    person_id = made.people[0].id
    assert [one.state for one in read(made.referent, list_person_cases, person_id)] == [CaseState.WAITING]
    assert "Zoé0" in read(made.referent, read_prefill, person_id).person
