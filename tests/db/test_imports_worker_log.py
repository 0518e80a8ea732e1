"""What the worker leaves in the log of the server."""

import json
import os

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from db.engine import write_session
from db.models.imports import ImportRow
from db.worker import Task, WorkerFailedError, run_apart
from domain.access import Role
from tests.db.importing import csv, preview
from tests.factories import make_consortium, make_professional, viewer_for


def test_a_crash_tells_its_place_and_nothing_of_the_file(own_engine, capfd):
    with Session(own_engine, expire_on_commit=False) as session, session.begin():
        consortium = make_consortium(session, territory_id="3-24")
        viewer = viewer_for(session, make_professional(session, consortium, roles=(Role.COORDINATOR,)))
    run_id = preview(viewer, csv("Nom;Prénom;Né le", "Puig;Zoé;03/04/1990"))
    with write_session(viewer) as session:
        session.execute(update(ImportRow).values(values={"birth_date": "Puig Zoé"}))
    with pytest.raises(WorkerFailedError):
        list(run_apart(viewer, Task.CONFIRM, run_id=run_id))
    said = capfd.readouterr().err
    line = json.loads(said)
    assert (line["event"], line["error"]) == ("worker_error", "ValueError")
    assert "domain/imports/values.py" in line["where"][-1]
    assert "Zo" not in said
    assert os.environ["JALONS_SECRET"] not in said
