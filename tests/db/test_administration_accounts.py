"""Accounts made, changed, closed and opened again by the administration."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from db.actions import account_access as access
from db.actions.account_changes import add_account, change_account
from db.engine import sign_in_session, write_session
from db.models.accounts import Credential, Professional, SignInSession
from db.models.audit import AuditEntry
from db.models.beneficiaries import GroupMember
from db.queries.accounts import list_accounts
from db.queries.audit_chain import find_broken_line
from db.queries.viewers import renew_viewer
from domain.access import Role
from domain.accounts import AccountDraft
from domain.audit import AuditEvent
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.identifiers import new_id
from tests.db.world import HERE, build_side
from tests.factories import make_professional
from tests.services.accounts import PASSWORD, hashed_password
from web.sign_in import try_sign_in

CASEWORKER = frozenset({Role.CASEWORKER})


@pytest.fixture
def side(session):
    return build_side(session, HERE)


@pytest.fixture
def act(side):
    """Do this as the administrator."""

    def do(action, *arguments, **values):
        viewer = side.viewers["administrator"]
        with write_session(viewer) as session:
            return action(session, viewer, *arguments, **values)

    return do


def draft_of(side, **values):
    first = {"first_name": "Nadia", "last_name": "Roux", "email": "nadia@exemple.fr", "login": "nadia"}
    return AccountDraft(**{**first, "structure_id": side.structure.id, "roles": CASEWORKER, **values})


def stored(side, act, name="colleague"):
    lines = act(list_accounts)
    return next(line for line in lines if line.id == side.professionals[name].id)


def test_a_new_account_signs_in_with_its_first_password_and_must_change_it(session, side, act):
    """T010."""
    record_id = new_id()
    for _ in range(2):  # a double click
        act(add_account, record_id=record_id, draft=draft_of(side), password_hash=hashed_password())
    token, problem = try_sign_in("nadia", PASSWORD, "192.0.2.1")
    assert token, problem
    credential = session.get_one(Credential, "nadia")
    assert (credential.professional_id, credential.must_change_password) == (record_id, True)
    line = next(line for line in act(list_accounts) if line.id == record_id)
    assert (line.draft, line.state) == (draft_of(side), "Mot de passe à choisir")


def test_a_login_that_is_taken_is_refused(side, act):
    taken = f"{side.professionals['referent'].id}@exemple.fr"
    with pytest.raises(InvalidInputError) as refusal:
        act(add_account, record_id=new_id(), draft=draft_of(side, login=taken), password_hash="x")
    assert "login" in refusal.value.problems


def test_the_national_role_is_not_given_here(side, act):
    draft = draft_of(side, roles=frozenset({Role.NATIONAL}))
    with pytest.raises(InvalidInputError):
        act(add_account, record_id=new_id(), draft=draft, password_hash="x")


def test_a_structure_of_another_consortium_is_refused(session, side, act):
    elsewhere = build_side(session, "1-01")
    with pytest.raises(NotFoundError):
        act(
            add_account,
            record_id=new_id(),
            draft=draft_of(side, structure_id=elsewhere.structure.id),
            password_hash="x",
        )


def test_new_roles_are_effective_at_the_next_click(side, act):
    line = stored(side, act)
    draft = replace(line.draft, roles=frozenset({Role.STEERING}), function="Conseillère")
    act(change_account, line.id, version=line.version, draft=draft)
    with sign_in_session(is_readonly=True) as reading:
        viewer = renew_viewer(reading, side.viewers["colleague"], side.viewers["colleague"].now)
    assert viewer.roles == {Role.STEERING}
    assert stored(side, act).draft == draft


def test_two_changes_of_the_same_account_show_both_versions(side, act):
    line = stored(side, act)
    act(change_account, line.id, version=line.version, draft=replace(line.draft, first_name="Nadia"))
    draft = replace(line.draft, first_name="Nour", roles=frozenset({Role.STEERING}))
    with pytest.raises(EditConflictError) as conflict:
        act(change_account, line.id, version=line.version, draft=draft)
    assert [found.label for found in conflict.value.differences] == ["Prénom", "Rôles"]


def test_an_administrator_keeps_her_own_role_and_her_own_account(side, act):
    """T051."""
    me = stored(side, act, "administrator")
    with pytest.raises(ForbiddenError, match="votre propre rôle"):
        act(change_account, me.id, version=me.version, draft=replace(me.draft, roles=CASEWORKER))
    with pytest.raises(ForbiddenError, match="propre compte"):
        act(access.deactivate_account, me.id)
    with pytest.raises(ForbiddenError, match="Mon compte"):
        act(access.reset_password, me.id, password_hash="x")


def test_the_last_administrator_stays_even_when_two_remove_each_other(session, side, act):
    """T051."""
    other = make_professional(session, side.consortium, structure=side.structure, roles=(Role.ADMINISTRATOR,))
    act(access.deactivate_account, other.id)
    mine = replace(side.viewers["administrator"], professional_id=other.id)
    with pytest.raises(ForbiddenError, match="au moins un"), write_session(mine) as writing:
        access.deactivate_account(writing, mine, side.viewers["administrator"].professional_id)


def test_a_closed_account_is_signed_out_at_once_and_cannot_come_back(session, side, act):
    """T013."""
    act(add_account, record_id=(nadia := new_id()), draft=draft_of(side), password_hash=hashed_password())
    assert try_sign_in("nadia", PASSWORD, "192.0.2.1")[0]
    act(access.deactivate_account, nadia)
    opened = select(func.count()).select_from(SignInSession).where(SignInSession.professional_id == nadia)
    assert session.scalar(opened.where(SignInSession.revoked_at.is_(None))) == 0
    assert try_sign_in("nadia", PASSWORD, "192.0.2.1")[0] is None
    act(access.reactivate_account, nadia)
    assert "déjà servi" in try_sign_in("nadia", PASSWORD, "192.0.2.1")[1]


def test_an_open_page_of_a_closed_account_is_refused_at_its_next_click(side, act):
    """T013."""
    colleague = side.viewers["colleague"]
    act(access.deactivate_account, colleague.professional_id)
    with sign_in_session(is_readonly=True) as reading, pytest.raises(NotFoundError):
        renew_viewer(reading, colleague, colleague.now)


def test_somebody_marked_as_gone_is_refused_even_with_a_live_session(session, side):
    colleague = side.viewers["colleague"]
    session.get_one(Professional, (side.consortium.id, colleague.professional_id)).is_active = False
    session.flush()
    with sign_in_session(is_readonly=True) as reading, pytest.raises(NotFoundError):
        renew_viewer(reading, colleague, colleague.now)


def test_somebody_of_the_directory_is_given_an_account_once(session, side, act):
    """T010."""
    someone = make_professional(session, side.consortium, structure=side.structure)
    act(access.give_login, someone.id, login="samia", password_hash=hashed_password())
    assert try_sign_in("samia", PASSWORD, "192.0.2.1")[0]
    with pytest.raises(ForbiddenError):
        act(access.give_login, someone.id, login="samia2", password_hash="x")


def test_a_referent_does_not_take_her_people_to_another_structure(side, act):
    line = stored(side, act, "referent")
    elsewhere = side.professionals["neighbour"].structure_id
    with pytest.raises(InvalidInputError, match="transférez"):
        act(change_account, line.id, version=line.version, draft=replace(line.draft, structure_id=elsewhere))
    assert line.people == 1


def test_who_changes_structure_leaves_the_groups_that_named_her_there(session, side, act):
    line = stored(side, act, "partner")
    elsewhere = side.professionals["neighbour"].structure_id
    act(change_account, line.id, version=line.version, draft=replace(line.draft, structure_id=elsewhere))
    member = session.get_one(GroupMember, (side.consortium.id, side.member.id), populate_existing=True)
    assert member.ended_on == side.viewers["administrator"].today


def test_what_the_administration_does_is_in_the_journal(session, side, act):
    act(access.deactivate_account, side.professionals["colleague"].id)
    lines = session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "professional")).all()
    assert [(line.event, line.object_id) for line in lines] == [
        (AuditEvent.UPDATE, side.professionals["colleague"].id)
    ]
    assert find_broken_line(session, side.consortium.id) is None


def test_the_password_of_the_national_team_is_not_made_anew_by_an_administrator(session, side, act):
    national = make_professional(session, side.consortium, roles=(Role.NATIONAL,))
    with pytest.raises(NotFoundError):
        act(access.reset_password, national.id, password_hash="x")
