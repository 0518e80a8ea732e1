"""Kept views of the caseload: hers, those of her structure, and who changes them."""

import pytest
from sqlalchemy import select

from db.actions.saved_views import change_view, delete_view, save_view
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.models.consortia import Consortium, Structure
from db.models.views import SavedView
from db.queries.saved_views import list_saved_views
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.identifiers import new_id
from domain.saved_views import ViewDraft
from tests.factories import make_consortium, make_professional, viewer_for

DRAFT = ViewDraft("À relancer", {"sans_contact": ["60"]}, ["age", "status"], "last_contact")


@pytest.fixture
def owner(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def viewer(session, owner):
    return viewer_for(session, owner)


@pytest.fixture
def colleague(session, owner):
    structure = session.get_one(Structure, (owner.consortium_id, owner.structure_id))
    consortium = session.get_one(Consortium, owner.consortium_id)
    return viewer_for(session, make_professional(session, consortium, structure=structure))


def keep(viewer, draft=DRAFT, view_id=None):
    with write_session(viewer) as session:
        save_view(session, viewer, record_id=view_id or new_id(), draft=draft)
    return listed(viewer)[0]


def change(viewer, view, version=1, **values):
    with write_session(viewer) as session:
        draft = ViewDraft(**{**vars(view.draft), **values})
        change_view(session, viewer, view.id, version=version, draft=draft)


def listed(viewer):
    with read_session(viewer) as session:
        return list_saved_views(session, viewer)


def test_a_view_is_found_again_as_it_was_kept(viewer):
    view = keep(viewer)
    assert (view.draft, view.is_mine) == (DRAFT, True)


def test_a_second_click_keeps_one_view(viewer):
    view_id = new_id()
    keep(viewer, view_id=view_id)
    keep(viewer, view_id=view_id)
    assert len(listed(viewer)) == 1


def test_two_views_of_mine_never_have_the_same_name(viewer, colleague):
    keep(viewer)
    with pytest.raises(InvalidInputError):
        keep(viewer, ViewDraft("  à RELANCER "))
    keep(colleague)


def test_a_view_is_shared_with_the_structure_read_only(viewer, colleague):
    view = keep(viewer)
    assert not listed(colleague)
    change(viewer, view, is_shared=True)
    seen = listed(colleague)[0]
    assert (seen.draft.name, seen.is_mine, seen.owner_name) == ("À relancer", False, "Camille Exemple")
    with pytest.raises(ForbiddenError):
        change(colleague, seen, version=2, name="La mienne")
    with pytest.raises(ForbiddenError), write_session(colleague) as session:
        delete_view(session, colleague, seen.id)


def test_another_structure_never_sees_it(session, owner, viewer):
    view = keep(viewer, ViewDraft("Partagée", is_shared=True))
    consortium = session.get_one(Consortium, owner.consortium_id)
    neighbour = viewer_for(session, make_professional(session, consortium))
    assert not listed(neighbour)
    with pytest.raises(NotFoundError):
        change(neighbour, view, name="La mienne")


def test_a_view_changed_in_another_window_is_not_overwritten(viewer):
    view = keep(viewer)
    change(viewer, view, name="Relances")
    with pytest.raises(EditConflictError):
        change(viewer, view, name="À appeler")
    assert listed(viewer)[0].draft.name == "Relances"


def test_a_deleted_view_is_gone_and_the_journal_knows(session, viewer):
    view = keep(viewer)
    with write_session(viewer) as writing:
        delete_view(writing, viewer, view.id)
    assert not listed(viewer)
    events = session.scalars(select(AuditEntry).where(AuditEntry.object_kind == SavedView.__tablename__))
    assert [entry.detail for entry in events] == ["", "suppression"]


def test_one_statement_lists_them_all(viewer, count_statements):
    for number in range(3):
        keep(viewer, ViewDraft(f"Vue {number}"))
    with count_statements() as statements:
        listed(viewer)
    assert len(statements) == 1
