"""New offers designed together: created, listed, corrected; who may."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.actions.offer.new_offers import create_new_offer
from db.engine import write_session
from db.queries.indicators import kept
from domain.access import Role
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.identifiers import new_id
from domain.offer.words import NewOfferStage as Stage
from tests.db.new_offering import IDEA, change, create, listed, move, sheet, to_test
from tests.factories import (
    TODAY,
    make_consortium,
    make_professional,
    make_structure,
    viewer_for,
)


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture
def viewer(session, consortium):
    return viewer_for(session, make_professional(session, consortium))


def test_an_idea_sent_twice_is_created_once(viewer):
    record_id = new_id()
    for _ in range(2):
        with write_session(viewer) as writing:
            draft = replace(
                IDEA, owner_id=viewer.professional_id, structures=frozenset({viewer.structure_id})
            )
            create_new_offer(writing, viewer, record_id=record_id, draft=draft)
    told = sheet(viewer, record_id)
    assert (told.stage, told.reached_on, told.owner) == (Stage.IDEA, TODAY, "Camille Exemple")
    assert (told.draft, told.figures, len(told.turns)) == (draft, None, 1)
    assert list(told.structure_names) == [viewer.structure_id]


def test_two_people_on_two_fields_both_save_and_on_one_field_both_values_are_told(viewer, coordinator):
    shown = sheet(viewer, create(viewer))
    change(coordinator, shown, proof="Vu au comité.", owner_id=viewer.professional_id)
    change(viewer, shown, title="Moniteur de montagne")
    with pytest.raises(EditConflictError) as refused:
        change(viewer, shown, proof="Vu ici.", theme=None)
    assert refused.value.differences == [("Ce qui montre le besoin", "Vu au comité.", "Vu ici.")]
    change(viewer, replace(shown, version=refused.value.current_version), proof="Vu ici.", theme=None)
    told = sheet(viewer, shown.id)
    assert (told.draft.title, told.draft.proof, told.draft.theme) == ("Moniteur de montagne", "Vu ici.", None)
    changes = {one.field: (one.before, one.after) for one in told.changes}
    assert changes["theme"] == ("Mobilité", "")
    assert "Camille Exemple" in changes["owner_id"][1]


def test_structures_changed_by_two_people_are_disputed_too(session, consortium, viewer):
    first, second = (make_structure(session, consortium, f"Structure {rank}") for rank in "AB")
    shown = sheet(viewer, create(viewer))
    change(viewer, shown, structures=frozenset({first.id}))
    with pytest.raises(EditConflictError) as refused:
        change(viewer, shown, structures=frozenset({second.id}))
    assert refused.value.differences == [("Structures associées", "Structure A", "Structure B")]


def test_a_late_next_step_does_not_stop_another_correction(viewer):
    offer_id = create(viewer, next_step="Réunir", next_step_on=TODAY)
    later = replace(viewer, now=viewer.now + timedelta(days=9))
    change(later, sheet(viewer, offer_id), title="Autre titre")
    with pytest.raises(InvalidInputError):
        change(later, sheet(viewer, offer_id), next_step_on=TODAY + timedelta(days=2))
    assert listed(later, is_late=True) == [offer_id]
    assert listed(viewer, is_late=True) == []


def test_mine_are_those_i_lead_and_those_of_my_structure(viewer, coordinator):
    led = create(coordinator, owner_id=viewer.professional_id)
    shared = create(coordinator, structures=frozenset({viewer.structure_id}), theme="famille")
    create(coordinator)
    assert set(listed(viewer, is_mine=True)) == {led, shared}
    assert listed(viewer, theme="famille") == [shared]


def test_the_oldest_next_step_comes_first(viewer):
    none = create(viewer, title="Aaa")
    far, near = (create(viewer, next_step="x", next_step_on=TODAY + timedelta(days=days)) for days in (9, 2))
    assert listed(viewer) == [near, far, none]


def test_another_consortium_neither_reads_nor_is_named(session, viewer):
    there = make_consortium(session)
    stranger = viewer_for(session, make_professional(session, there, roles=(Role.COORDINATOR,)))
    offer_id = create(viewer)
    assert listed(stranger) == []
    for wrong in ({"owner_id": stranger.professional_id}, {"structures": frozenset({stranger.structure_id})}):
        with pytest.raises(NotFoundError):
            create(viewer, **wrong)
    with pytest.raises(NotFoundError):
        move(stranger, offer_id, Stage.DESIGN)


def test_the_pilotage_reads_and_does_not_write(session, consortium, viewer):
    steering = viewer_for(session, make_professional(session, consortium, roles=(Role.STEERING,)))
    offer_id = create(viewer)
    assert listed(steering) == [offer_id]
    with pytest.raises(ForbiddenError):
        move(steering, offer_id, Stage.DESIGN)


def test_statements_do_not_grow_with_the_offers(viewer, count_statements):
    counts = []
    for _ in range(2):
        for _ in range(3):
            to_test(viewer, structures=frozenset({viewer.structure_id}))
        with count_statements() as statements:
            offers = listed(viewer)
            sheet(viewer, offers[0])
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 8
