"""An import costs the same number of statements whoever is known, and reads through indexes."""

from datetime import date

import pytest
from sqlalchemy import text

from db.engine import read_session
from db.models.accounts import Professional
from db.queries.imports import list_run_rows, list_runs, rejected_lines
from db.queries.known_people import known_people
from db.queries.matches import Asked, find_matches
from db.queries.outside_matches import outside_matches
from domain import clock
from domain.matching import match_key
from domain.people import IdentifierOrigin
from tests.db.crowd import fill, meet
from tests.db.importing import confirm, csv, preview
from tests.db.plans import plan, sent
from tests.db.test_query_plans import assert_indexed, crowd  # noqa: F401  (a database that all workers read)
from tests.factories import make_person

LETTERS = "abcdefghij"


PEOPLE = [(LETTERS[n // 10] * 3 + LETTERS[n % 10] * 3, date(1991 + n % 10, 6, 5)) for n in range(100)]
HUNDRED = csv(
    "Nom;Prénom;Né le;Publics;Portable",
    *(f"{name};Zoé;{born:%d/%m/%Y};RSA;0612345678" for name, born in PEOPLE),
)


@pytest.mark.parametrize("people", [10, 500])
def test_a_preview_and_an_import_send_as_many_statements_however_many_are_known(
    connection, session, count_statements, people
):
    fill(connection, people)
    viewer = meet(connection).viewers["coordinator"]
    referent = session.get_one(Professional, (viewer.consortium_id, viewer.professional_id))
    for name, born in PEOPLE[:8]:
        make_person(session, referent, birth_name=name, first_names="Zoé", birth_date=born)
    with count_statements() as previewed:
        run_id = preview(viewer, HUNDRED)
    with count_statements() as confirmed:
        assert confirm(viewer, run_id) == {"created": 92, "updated": 8}
    assert (len(previewed), len(confirmed)) == (24, 65)


ASKED = {
    n: Asked(match_key(name, "", "Alix", born, identifiers=[(IdentifierOrigin.CAF, f"{n * 7919:07d}")]), None)
    for n, (name, born) in enumerate([("Babaver", date(1970, 1, 1)), ("Tanvermalin", None)] * 50, start=2)
}
READS = {
    "find_matches": lambda s, v, _: find_matches(s, v, ASKED),
    "find_matches since": lambda s, v, _: find_matches(s, v, ASKED, since=clock.now()),
    "find_matches by our number": lambda s, v, one: find_matches(s, v, {2: Asked(ASKED[2].key, one)}),
    "known_people": lambda s, v, one: known_people(s, v, [one, *range(200)]),
    "outside_matches": lambda s, v, _: outside_matches(s, v, {n: one.key for n, one in ASKED.items()}),
    "list_runs": lambda s, v, _: list_runs(s, v),
    "list_run_rows": lambda s, v, _: list_run_rows(s, v, 7),
    "rejected_lines": lambda s, v, _: rejected_lines(s, v, 7),
}


@pytest.mark.parametrize("viewer", ["coordinator", "manager"])
@pytest.mark.parametrize("name", READS)
def test_an_import_reads_no_table_whole(crowd, name, viewer):  # noqa: F811
    asking = crowd.viewers[viewer]
    with read_session(asking) as session:
        with sent() as statements:
            READS[name](session, asking, crowd.person_id)
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("set local enable_seqscan = off"))
        assert_indexed([plan(session, *statement) for statement in statements])
