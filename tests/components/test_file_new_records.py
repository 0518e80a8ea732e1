"""What each form of a file opens with."""

from dataclasses import replace
from datetime import date, timedelta

from components.file.forms import exchanges, follow_up, path
from domain.follow_up import ActionOrigin, ActionStatus, ContractKind, ObjectiveStatus, Track
from domain.path_drafts import ContractDraft, ObjectiveDraft
from domain.people import Channel
from tests.factories import TODAY
from tests.services.file_values import known_with, saved

CONTRACT = ContractDraft(ContractKind.CER, date(2026, 1, 1), date(2026, 6, 30), TODAY, TODAY, 15, 10)


def test_a_contact_is_today_by_the_way_she_prefers():
    assert exchanges.new_contact(known_with()).channel is Channel.CALL
    draft = exchanges.new_contact(known_with(preferred_channel=Channel.SMS))
    assert (draft.channel, draft.happened_on) == (Channel.SMS, TODAY)


def test_an_appointment_is_with_me_at_a_local_hour():
    draft = exchanges.new_appointment(known_with())
    assert (draft.professional_id, draft.place) == (7, "Structure d’essai")
    assert draft.starts_at.isoformat() == "2026-11-21T09:00:00+01:00"


def test_the_next_review_comes_after_the_persons_rhythm():
    assert exchanges.new_review(known_with()).next_review_on == TODAY + timedelta(days=90)
    assert exchanges.new_review(known_with(review_rhythm_days=30)).next_review_on == TODAY + timedelta(
        days=30
    )


def test_a_contract_follows_the_last_one_for_as_long():
    draft = path.new_contract(known_with(contracts=[saved(CONTRACT)]))
    assert (draft.kind, draft.renewed_contract_id) == (ContractKind.CER, 11)
    assert (draft.starts_on, draft.ends_on) == (date(2026, 7, 1), date(2026, 12, 28))
    assert (draft.weekly_hours_agreed, draft.person_signed_on) == (15, None)


def test_a_first_contract_starts_today_and_its_end_must_be_said():
    draft = path.new_contract(known_with())
    assert (draft.starts_on, draft.ends_on, draft.renewed_contract_id) == (TODAY, None, None)


def test_an_action_belongs_to_the_latest_objective_still_open():
    reached = ObjectiveDraft(None, "Permis", TODAY, ObjectiveStatus.REACHED)
    running = replace(reached, title="Logement", status=ObjectiveStatus.OPEN)
    objectives = [saved(reached, record_id=1), saved(running, record_id=2)]
    draft = path.new_action(known_with(objectives=objectives))
    assert (draft.objective_id, draft.status, draft.origin) == (2, ActionStatus.TO_DO, ActionOrigin.INTERVIEW)


def test_an_orientation_proposes_the_present_track_and_my_structure():
    values = follow_up.new_orientation(known_with())
    assert (values["track"], values["structure_id"]) == (Track.SOCIAL, 3)


def test_nobody_is_proposed_where_a_wrong_name_would_open_a_file():
    assert follow_up.new_member(known_with())["professional_id"] is None
    assert follow_up.new_exit(known_with())["reason"] is None
    assert follow_up.new_referent(known_with())["professional_id"] is None
    assert follow_up.new_referent(known_with(referent_id=8))["professional_id"] == 7
