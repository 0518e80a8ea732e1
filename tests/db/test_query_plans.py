"""Lists, searches and files answer through indexes.

On PostgreSQL a table of a few pages is rightly read whole: sequential scans are made costly, so that one is
left only where no index can serve. Everything is explained as the application's role, behind the wall.
"""

import re
from datetime import date
from functools import partial

import pytest
from sqlalchemy import text

from db.engine import SessionFactory, read_session
from db.models import Base
from db.queries.caseloads import count_caseload, list_caseload
from db.queries.diagnoses import list_file_diagnoses
from db.queries.directory import list_communes, list_filter_options, list_professionals, list_structures
from db.queries.evolutions import list_stays
from db.queries.file_headers import get_header
from db.queries.files import (
    list_group,
    list_orientations,
    list_pauses,
    list_periods,
    list_records,
    list_referents,
)
from db.queries.journal import list_changes, list_file_accesses
from db.queries.timelines import list_timeline
from db.record_models import RECORD_MODELS
from domain.caseload import AgeBracket, Area, AreaKind, CaseloadFilters, CaseloadSort
from domain.errors import NotFoundError
from domain.follow_up import Status, Track
from domain.people import Public
from tests.db.crowd import fill, meet
from tests.db.engines import connected
from tests.db.plans import plan, sent
from tests.services.databases import KINDS, copy_of_template

PEOPLE = 2000
READ_WHOLE = re.compile(r"(?:SCAN|Seq Scan on) (\w+?)(?:_\d+)?(?= |$)")  # an alias ends with a number
BIG_TABLES = set(Base.metadata.tables) - {"consortium"}  # 79 and one rows in the whole country
VIEWERS = ("coordinator", "caseworker", "manager")


def _records(kind, session, viewer, person_id):
    return list_records(session, viewer, person_id, kind)


FILTERS = {
    "nothing": CaseloadFilters(),
    "a public": CaseloadFilters(publics=(Public.RSA, Public.QPV)),
    "a track": CaseloadFilters(tracks=(Track.SOCIAL,)),
    "no referent": CaseloadFilters(is_without_referent=True),
    "active": CaseloadFilters(statuses=(Status.ACTIVE,)),
    "paused": CaseloadFilters(statuses=(Status.PAUSED,)),
    "exited": CaseloadFilters(statuses=(Status.EXITED,)),
    "every status": CaseloadFilters(statuses=tuple(Status)),
    "an age": CaseloadFilters(age_brackets=(AgeBracket.UNDER_26, AgeBracket.FROM_55)),
    "a commune": CaseloadFilters(area=Area(AreaKind.COMMUNE, "66136")),
    "an EPCI": CaseloadFilters(area=Area(AreaKind.EPCI, "200027183")),
    "an entry": CaseloadFilters(entered_from=date(2026, 1, 1), entered_to=date(2026, 2, 1)),
    "no contact": CaseloadFilters(no_contact_since=date(2026, 3, 1)),
    "a late review": CaseloadFilters(is_review_late=True),
    "a name": CaseloadFilters(search="tanver"),
    "two names": CaseloadFilters(search="tanver alix"),
    "two letters": CaseloadFilters(search="ta"),
    "a town": CaseloadFilters(search="perpi"),
    "a number": CaseloadFilters(search="00079"),
}
ORDERED_BY = {
    CaseloadSort.NAME: ("sort_name",),
    CaseloadSort.ENTERED: ("entered_on",),
    CaseloadSort.LAST_CONTACT: ("last_contact_on", "never_contacted_first"),
    CaseloadSort.REVIEW_DUE: ("review_due_on",),
}
PATH = (list_timeline, list_orientations, list_periods, list_pauses, list_file_diagnoses, list_stays)
HEAD = (get_header, list_group, list_referents, list_file_accesses)
FILE_READS = {read.__name__: read for read in (*PATH, *HEAD, list_changes)} | {
    f"records {kind.__name__}": partial(_records, kind) for kind in RECORD_MODELS
}
LISTS = {
    read.__name__: read for read in (list_filter_options, list_professionals, list_structures, list_communes)
}


@pytest.fixture(scope="module", params=KINDS)
def crowd(request, shared):
    """A database that all workers read, where the application goes meanwhile."""
    url = shared.once(f"crowd_{request.param}", lambda: make_crowd(shared, request.param))
    with connected(url) as engine:
        with engine.begin() as connection:
            crowd = meet(connection)
        yield crowd


def make_crowd(shared, kind):
    database = copy_of_template(shared, kind, f"crowd_{kind}")
    with connected(database.url) as engine, engine.begin() as connection:
        fill(connection, PEOPLE)
    return database.url


@pytest.fixture
def engine_of_crowd(crowd):
    """As the owner of its tables."""
    assert crowd
    return SessionFactory.kw["bind"]


def plans_of(crowd, name, read, *arguments):
    """The plan of each statement that this read sends."""
    viewer = crowd.viewers[name]
    with read_session(viewer) as session:
        with sent() as statements:
            read(session, viewer, *arguments)
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("set local enable_seqscan = off"))
        return [plan(session, *statement) for statement in statements]


def scans(lines):
    """Tables read whole, even to sieve; neither what a sub-query made, nor the name index, is one."""
    found = [READ_WHOLE.match(line.strip(" ->")) for line in lines]
    of_tables = [line for line in lines if " raised " not in line]  # people with an alert: a sub-query, once
    made_up = [line for line in of_tables if "AUTOMATIC" in line or "BLOOM FILTER" in line]
    return [match[0] for match in found if match and match[1] in BIG_TABLES] + made_up


def assert_indexed(plans):
    assert plans
    assert [scan for lines in plans for scan in scans(lines)] == []


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("name", FILTERS)
def test_a_filtered_page_and_its_count_read_no_table_whole(crowd, name, viewer):
    assert_indexed(plans_of(crowd, viewer, list_caseload, FILTERS[name]))
    assert_indexed(plans_of(crowd, viewer, count_caseload, FILTERS[name]))


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("sort", CaseloadSort)
@pytest.mark.parametrize("page", [1, 3])
def test_a_sorted_page_reads_no_table_whole(crowd, sort, page, viewer):
    assert_indexed(plans_of(crowd, viewer, partial(list_caseload, sort=sort, page=page), CaseloadFilters()))


@pytest.mark.parametrize("sort", CaseloadSort)
def test_the_coordination_s_first_page_is_read_in_the_order_of_an_index(crowd, sort):
    (lines,) = plans_of(crowd, "coordinator", partial(list_caseload, sort=sort), CaseloadFilters())
    assert any(index in line for line in lines for index in ORDERED_BY[sort])


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("filtered", ["structure_id", "referent_id"])
def test_a_caseload_of_one_structure_or_referent_reads_no_table_whole(crowd, filtered, viewer):
    ids = {
        "structure_id": crowd.viewers[viewer].structure_id,
        "referent_id": crowd.viewers[viewer].professional_id,
    }
    assert_indexed(plans_of(crowd, viewer, list_caseload, CaseloadFilters(**{filtered: ids[filtered]})))


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("name", FILE_READS)
def test_opening_a_file_reads_no_table_whole(crowd, name, viewer):
    try:
        assert_indexed(plans_of(crowd, viewer, FILE_READS[name], crowd.person_id))
    except NotFoundError:
        assert viewer == "manager"  # she lists the person, without being in the group


@pytest.mark.parametrize("name", LISTS)
def test_lists_to_choose_from_read_no_table_whole(crowd, name):
    assert_indexed(plans_of(crowd, "coordinator", LISTS[name]))


def test_a_search_by_name_starts_from_the_trigram_index(crowd, engine_of_crowd):
    plans = plans_of(crowd, "coordinator", count_caseload, FILTERS["a name"])
    if engine_of_crowd.dialect.name == "sqlite":
        assert "SCAN beneficiary_name VIRTUAL TABLE INDEX 0:M0" in plans[0]
        return
    assert any("Function Scan on search_beneficiaries" in line for line in plans[0])
    assert any("trigram_beneficiary_search_name" in line for line in function_plan(engine_of_crowd, crowd))


def function_plan(engine, crowd):
    """How the search function runs: as the owner, planned before its argument is known."""
    with engine.connect() as connection:
        body = connection.scalar(text("select prosrc from pg_proc where proname = 'search_beneficiaries'"))
        here = crowd.viewers["coordinator"].consortium_id
        connection.exec_driver_sql(f"set local jalons.consortium_id = {here}")
        connection.exec_driver_sql("set local plan_cache_mode = force_generic_plan")
        connection.exec_driver_sql(f"prepare search(text) as {body.replace('pattern', '$1')}")
        return connection.exec_driver_sql("explain execute search('%%tanver%%')").scalars().all()
