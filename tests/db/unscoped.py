"""Public functions that need no row in the rights matrix, and why."""

from tests.db import rights_of_alerts as alerts
from tests.db import rights_of_delays as delays
from tests.db import rights_of_diagnoses as diagnoses
from tests.db.rights_of_commissions import UNSCOPED_COMMISSION_ACTIONS, UNSCOPED_COMMISSION_QUERIES
from tests.db.rights_of_exits_and_areas import UNSCOPED_AREA_QUERIES
from tests.db.rights_of_indicators import UNSCOPED_INDICATOR_QUERIES
from tests.db.rights_of_needs import UNSCOPED_NEEDS_QUERIES
from tests.db.rights_of_new_offers import UNSCOPED_NEW_OFFER_ACTIONS, UNSCOPED_NEW_OFFER_QUERIES
from tests.db.rights_of_offer_loads import UNSCOPED_OFFER_LOAD_ACTIONS, UNSCOPED_OFFER_LOAD_QUERIES
from tests.db.rights_of_privacy import UNSCOPED_PRIVACY_ACTIONS, UNSCOPED_PRIVACY_QUERIES
from tests.db.rights_of_referrals import UNSCOPED_REFERRAL_ACTIONS, UNSCOPED_REFERRAL_QUERIES
from tests.db.rights_of_services import UNSCOPED_SERVICE_ACTIONS, UNSCOPED_SERVICE_QUERIES
from tests.db.rights_of_steering import UNSCOPED_STEERING_QUERIES

STATEMENT = "a statement or a condition, run only by reads that have a row"
HELPER = "called by actions that have a row, once the file is opened"
BEFORE_IDENTITY = "runs before anybody is known; tests/db/test_sign_in.py"
PURE = "touches no database"

UNSCOPED_QUERIES = (
    diagnoses.UNSCOPED_DIAGNOSIS_QUERIES
    | UNSCOPED_INDICATOR_QUERIES
    | alerts.UNSCOPED_ALERT_QUERIES
    | delays.UNSCOPED_DELAY_QUERIES
    | UNSCOPED_AREA_QUERIES
    | UNSCOPED_NEEDS_QUERIES
    | UNSCOPED_STEERING_QUERIES
    | UNSCOPED_REFERRAL_QUERIES
    | UNSCOPED_SERVICE_QUERIES
    | UNSCOPED_OFFER_LOAD_QUERIES
    | UNSCOPED_NEW_OFFER_QUERIES
    | UNSCOPED_COMMISSION_QUERIES
    | UNSCOPED_PRIVACY_QUERIES
    | {
        "indicators.delays.tell_medians": "reads as tell_pairs, which has a row, and tells less",
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
        "indicators.populations.in_need": STATEMENT,
        "indicators.populations.entrants": STATEMENT,
        "indicators.at_once.expect": "reads nothing: what list_figures, which has a row, is asked next",
        "indicators.at_once.read_at_once": "the same figures as list_figures, which has a row",
        "indicators.told.asked_of": PURE,
        "indicators.sums.figure_of": PURE,
        "indicators.sums.sums_of": STATEMENT,
        "indicators.job_people.every_contact": STATEMENT,
        "indicators.job_people.job_checked": STATEMENT,
        "indicators.populations.first_diagnosis": STATEMENT,
        "job_dues.is_over": STATEMENT,
        "job_dues.is_to_make": STATEMENT,
        "job_dues.over_on": STATEMENT,
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
        "scopes.visible_delays": STATEMENT,
        "scopes.visible_facts": STATEMENT,
        "scopes.visible_jobs": STATEMENT,
        "scopes.visible_files": STATEMENT,
        "note_scopes.reads_words": STATEMENT,
        "note_scopes.visible_notes": STATEMENT,
        "diagnosis_scopes.reads_them": STATEMENT,
        "privacy.urgent_scopes.opened_in_urgency": STATEMENT,
        "privacy.urgent_scopes.urgent_until": STATEMENT,
        "scopes.visible_professionals": STATEMENT,
        "scopes.visible_paths": STATEMENT,
        "scopes.visible_structures": STATEMENT,
        "scopes.visible_support_periods": STATEMENT,
        "signatures.when_signed_by_both": STATEMENT,
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
    UNSCOPED_REFERRAL_ACTIONS
    | UNSCOPED_SERVICE_ACTIONS
    | UNSCOPED_NEW_OFFER_ACTIONS
    | UNSCOPED_COMMISSION_ACTIONS
    | UNSCOPED_PRIVACY_ACTIONS
    | diagnoses.UNSCOPED_DIAGNOSIS_ACTIONS
    | alerts.UNSCOPED_ALERT_ACTIONS
    | UNSCOPED_OFFER_LOAD_ACTIONS
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
        "derived_lines.recomputed_lines": "administrator's command line, no viewer",
        "path_lines.rhythm_of_track": STATEMENT,
        "path_lines.path_lines": STATEMENT,
        "derived_lines.refresh_every_line": "administrator's command line, no viewer",
        "derived_lines.refresh_derived_lines": HELPER,
        "derived_lines.refresh_alert_facts": HELPER,
        "derived_lines.refresh_review_lapses": HELPER,
        "dated_lines.attendance_lines": STATEMENT,
        "dated_lines.delay_lines": STATEMENT,
        "dated_lines.job_lines": STATEMENT,
        "dated_lines.review_lapses": STATEMENT,
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
        "inactive_accounts.close_inactive_account": BEFORE_IDENTITY,
        "inactive_accounts.list_inactive_accounts": BEFORE_IDENTITY,
        "second_factor.confirm_second_factor": "her own account only: tests/db/test_second_factor.py",
        "second_factor.count_recovery_codes": PURE,
        "second_factor.prepare_second_factor": "her own account only: tests/db/test_second_factor.py",
        "second_factor.use_second_factor": BEFORE_IDENTITY,
        "sign_in.end_session": BEFORE_IDENTITY,
        "sign_in.forget_failures": HELPER,
        "sign_in.forgive_attempt": BEFORE_IDENTITY,
        "sign_in.open_session": BEFORE_IDENTITY,
        "sign_in.record_failed_sign_in": BEFORE_IDENTITY,
        "sign_in.take_attempt": BEFORE_IDENTITY,
        "sign_in.touch_session": BEFORE_IDENTITY,
    }
)
