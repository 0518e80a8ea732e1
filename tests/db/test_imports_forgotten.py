"""The lines of old files are forgotten; people whom a complete list no longer names are told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.actions.imports.preview import KEPT
from db.engine import read_session
from db.models.imports import ImportRow, ImportRun
from db.queries.import_sources import list_disappeared
from domain.errors import ForbiddenError
from domain.imports.model import RunStatus, Verdict
from tests.db.importing import (
    confirm,
    csv,
    decided,
    import_file,
    only_row,
    preview,
)

FIRST = csv("Nom;Prénom;Né le", "Roca;Inès;03/04/1990", "Puig;Zoé;05/06/1991")


@pytest.fixture
def aged(session):
    """Makes a run some days old."""

    def age(run_id, delay):
        (run,) = session.scalars(select(ImportRun).filter_by(id=run_id))
        run.created_at -= delay
        session.flush()
        return run

    return age


def test_lines_are_forgotten_after_a_week_and_a_preview_with_them(session, coordinator, aged):
    old, recent, done = (preview(coordinator, FIRST) for _ in range(3))
    confirm(coordinator, done)
    later = replace(coordinator, now=aged(recent, timedelta()).created_at + timedelta(minutes=1))
    for run_id in (old, done):
        aged(run_id, KEPT)
    last = preview(later, FIRST)
    lines = select(ImportRow.run_id).where(ImportRow.consortium_id == coordinator.consortium_id).distinct()
    assert set(session.scalars(lines)) == {recent, last}
    states = dict(session.execute(select(ImportRun.id, ImportRun.status)).all())
    assert (states[old], states[done]) == (RunStatus.DROPPED, RunStatus.DONE)
    with pytest.raises(ForbiddenError):
        confirm(later, old)


def disappeared(viewer, run_id):
    with read_session(viewer) as session:
        return [one.name for one in list_disappeared(session, viewer, run_id)]


def test_who_is_no_longer_in_a_complete_list_is_told_while_its_lines_are_kept(coordinator, aged):
    import_file(coordinator, FIRST)
    zoe = csv("Nom;Prénom;Né le", "Puig;Zoé;05/06/1991")
    assert disappeared(coordinator, preview(coordinator, zoe)) == []
    run_id = preview(coordinator, zoe, is_complete=True)
    assert disappeared(coordinator, run_id) == ["Roca Inès"]
    later = replace(coordinator, now=aged(run_id, KEPT).created_at + KEPT + timedelta(minutes=1))
    preview(later, zoe)
    assert disappeared(coordinator, run_id) == []


def test_a_decision_can_be_taken_back_until_the_confirmation(coordinator):
    run_id = preview(coordinator, FIRST)
    decided(coordinator, run_id, Verdict.NEW, None)
    confirm(coordinator, run_id)
    with pytest.raises(ForbiddenError):
        decided(coordinator, run_id, Verdict.NEW, None)
    assert only_row(coordinator, csv("Nom;Prénom;Né le", "Puig;Zoé;05/06/1991")).verdict == "unchanged"
