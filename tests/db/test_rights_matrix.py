"""Every read and every write, tried by everybody: the outcome is the one that the matrix declares."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from db import actions, queries
from db.engine import read_session, write_session
from domain.errors import ForbiddenError, NotFoundError
from tests.db import rights_of_alerts as alerts
from tests.db import rights_of_delays as delays
from tests.db import rights_of_diagnoses as diagnoses
from tests.db import rights_of_diagnosis_lists as lists
from tests.db import rights_of_jobs as jobs
from tests.db import rights_of_reviews as reviews
from tests.db.rights import EVERYBODY, READS, function_of, public_functions
from tests.db.rights_of_indicators import UNSCOPED_INDICATOR_QUERIES
from tests.db.rights_to_write import OPENED_FIRST, WRITES
from tests.db.snapshot import everything_of

SOMETHING, NOTHING, FORBIDDEN = "something", "nothing", "forbidden"
STATEMENT = "a statement or a condition, run only by reads that have a row"
HELPER = "called by actions that have a row, once the file is opened"
BEFORE_IDENTITY = "runs before anybody is known; tests/db/test_sign_in.py"
PURE = "touches no database"
EVERY_READ = READS | diagnoses.DIAGNOSIS_READS | lists.DIAGNOSIS_LIST_READS | jobs.JOB_READS
EVERY_WRITE = WRITES | OPENED_FIRST | diagnoses.DIAGNOSIS_WRITES | lists.DIAGNOSIS_LIST_WRITES
EVERY_WRITE |= jobs.JOB_WRITES | reviews.REVIEW_WRITES
EVERY_READ |= reviews.REVIEW_READS | alerts.ALERT_READS | delays.DELAY_READS
EVERY_WRITE |= alerts.ALERT_WRITES | delays.DELAY_WRITES
UNSCOPED_QUERIES = (
    diagnoses.UNSCOPED_DIAGNOSIS_QUERIES
    | UNSCOPED_INDICATOR_QUERIES
    | alerts.UNSCOPED_ALERT_QUERIES
    | delays.UNSCOPED_DELAY_QUERIES
    | {
        "administration_scopes.countable_caseload": STATEMENT,
        "administration_scopes.visible_accounts": STATEMENT,
        "administration_scopes.visible_templates": STATEMENT,
        "transfers.is_future_appointment_of": STATEMENT,
        "objections.refuses_share": STATEMENT,
        "transfers.movable_caseload": STATEMENT,
        "caseload_filters.caseload_conditions": STATEMENT,
        "caseload_filters.people_conditions": STATEMENT,
        "caseload_filters.status_condition": STATEMENT,
        "indicators.populations.diagnosed": STATEMENT,
        "indicators.populations.entrants": STATEMENT,
        "indicators.populations.job_checked": STATEMENT,
        "indicators.populations.settled_entrants": STATEMENT,
        "checks.run_checks": "administrator's command line, no viewer",
        "audit_chain.find_broken_line": "administrator's command line, no viewer",
        "file_headers.pause_line": PURE,
        "file_headers.period_line": PURE,
        "known_people.read_identifiers": "people already found in scope",
        "name_search.long_words": PURE,
        "name_search.people_named": STATEMENT,
        "name_search.prefix_range": STATEMENT,
        "outside_matches.outside_matches": "told to the coordination only; tests/db/test_outside_matches.py",
        "pair_scopes.visible_reconciliations": STATEMENT,
        "scopes.is_named_in_group": STATEMENT,
        "scopes.is_not_reserved": STATEMENT,
        "scopes.people_shared_with": STATEMENT,
        "scopes.visible_beneficiaries": STATEMENT,
        "scopes.visible_caseload": STATEMENT,
        "scopes.visible_consortia": STATEMENT,
        "scopes.visible_files": STATEMENT,
        "scopes.visible_notes": STATEMENT,
        "scopes.visible_professionals": STATEMENT,
        "scopes.visible_paths": STATEMENT,
        "scopes.visible_structures": STATEMENT,
        "scopes.visible_support_periods": STATEMENT,
        "sign_in.find_credential": BEFORE_IDENTITY,
        "sign_in.find_live_session": BEFORE_IDENTITY,
        "sign_in.hash_token": PURE,
        "sign_in.live_sessions": STATEMENT,
        "territories.list_departements": "the official code of départements, public",
        "templates.draft_of": PURE,
        "view_scopes.visible_saved_views": STATEMENT,
        "viewers.ask_again": "renew_viewer, which has a row, in a transaction of its own",
        "viewers.find_viewer": BEFORE_IDENTITY,
        "viewers.viewer_of": BEFORE_IDENTITY,
    }
)
UNSCOPED_ACTIONS = (
    diagnoses.UNSCOPED_DIAGNOSIS_ACTIONS
    | alerts.UNSCOPED_ALERT_ACTIONS
    | {
        "account_access.give_login": "somebody without an account; tests/db/test_administration_accounts.py",
        "account_access.load_account": "called by actions that have a row; NotFoundError out of scope",
        "account_access.reactivate_account": "a closed account; tests/db/test_administration_accounts.py",
        "account_access.require_administrator_left": HELPER,
        "administration.changed_values": PURE,
        "administration.lock_consortium": "called first by actions that have a row",
        "administration.sign_record": HELPER,
        "audit.write_audits": HELPER,
        "caseload_bulk.refresh_review_due_dates": HELPER,
        "derived_lines.refresh_every_line": "administrator's command line, no viewer",
        "derived_lines.refresh_derived_lines": HELPER,
        "path_lines.rhythm_of": STATEMENT,
        "reason_lists.require_offered": HELPER,
        "accounts.create_account": "administrator's command line, no viewer",
        "accounts.open_account": "administrator's command line, no viewer",
        "audit.sign": PURE,
        "audit.write_audit": HELPER,
        "caseload_entries.refresh_caseload_entries": HELPER,
        "caseload_entries.refresh_caseload_entry": HELPER,
        "job_plans.plan_every_job": "administrator's command line, no viewer",
        "job_plans.plan_job_checks": HELPER,
        "files.entry_problem": PURE,
        "files.raise_problems": PURE,
        "files.sign_change": HELPER,
        "groups.ensure_in_group": HELPER,
        "history.apply_changes": HELPER,
        "history.cleaned": PURE,
        "history.differences": PURE,
        "joined_files.join_files": HELPER,
        "joined_files.refuse_impossible_link": HELPER,
        "joined_files.separate_files": HELPER,
        "pauses.running_pause": HELPER,
        "reconciliations.note_outside_matches": HELPER,
        "reconciliations.note_reconciliation": HELPER,
        "sheet_rows.write_rows": HELPER,
        "templates.next_number": HELPER,
        "reads.is_read_recorded": "looks for the viewer's own line of the journal",
        "templates.published_template": "called by the start of a diagnosis; tests/db/test_templates.py",
        "imports.creating.identity_columns": PURE,
        "imports.creating.identity_of": PURE,
        "imports.creating.path_rows": PURE,
        "imports.judging.asked_of": PURE,
        "imports.judging.key_of": PURE,
        "imports.ledger.put_back": HELPER,
        "imports.rejected.take_rejected": "ask_again, then rejected_lines, which has a row",
        "imports.rights.beyond_rights": PURE,
        "imports.rights.check_structure": HELPER,
        "imports.runs.count_by": HELPER,
        "imports.runs.lines_of": HELPER,
        "imports.runs.open_preview": HELPER,
        "imports.runs.open_run": HELPER,
        "imports.runs.signed_as": PURE,
        "imports.sources.keep_sources": HELPER,
        "imports.sources.put_sources_back": HELPER,
        "imports.sources.read_last_said": HELPER,
        "imports.updating.load_records": HELPER,
        "sign_in.forgive_attempt": BEFORE_IDENTITY,
        "sign_in.open_session": BEFORE_IDENTITY,
        "sign_in.record_failed_sign_in": BEFORE_IDENTITY,
        "sign_in.take_attempt": BEFORE_IDENTITY,
        "sign_in.touch_session": BEFORE_IDENTITY,
    }
)


@pytest.fixture(scope="module")
def before(ground):
    """Everything of the side that is aimed at."""
    connection, world = ground
    return everything_of(connection, world.here)


@pytest.mark.parametrize(
    ("package", "rows", "unscoped"),
    [(queries, EVERY_READ, UNSCOPED_QUERIES), (actions, EVERY_WRITE, UNSCOPED_ACTIONS)],
)
def test_every_public_function_has_a_row_and_every_row_a_function(package, rows, unscoped):
    known = {function_of(name) for name in rows}
    assert not known & unscoped.keys()
    assert known | unscoped.keys() == public_functions(package)


@pytest.mark.parametrize("name", EVERY_READ)
def test_a_read_gives_exactly_what_the_matrix_says(ground, name):
    assert outcomes(ground, EVERY_READ[name], read_session) == declared(EVERY_READ[name])


@pytest.mark.parametrize("name", EVERY_WRITE)
def test_a_write_changes_something_for_those_only_whom_the_matrix_says(ground, before, name):
    row = EVERY_WRITE[name]
    assert outcomes(ground, row, write_session, before) == declared(row)


def declared(row):
    return {
        name: SOMETHING if name in row.sees else FORBIDDEN if name in row.forbidden else NOTHING
        for name in EVERYBODY
    }


def outcomes(ground, row, open_session, before=None):
    connection, world = ground
    found = {}
    for name, viewer in world.viewers.items():
        with undone(connection):
            found[name] = attempt(row, viewer, world.here, open_session)
            if before and everything_of(connection, world.here) != before:
                assert found[name] != FORBIDDEN, f"{name} was refused, yet something changed"
                found[name] = SOMETHING
    return found


def attempt(row, viewer, here, open_session):
    try:
        with open_session(viewer) as session:
            return SOMETHING if row.call(session, viewer, here) else NOTHING
    except NotFoundError:
        return NOTHING
    except ForbiddenError:
        return FORBIDDEN


@contextmanager
def undone(connection) -> Iterator[None]:
    with connection.begin_nested() as savepoint:
        yield
        savepoint.rollback()
