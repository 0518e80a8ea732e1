"""Which quick entry or campaign is open; nobody else writes these keys of the session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from domain.campaign_slots import CampaignDraft
from domain.exchange_drafts import ReviewDraft
from domain.identifiers import new_id
from domain.review_campaigns import CampaignPlan

_ENTRY, _CAMPAIGN = "reviews_entry", "reviews_campaign"


@dataclass
class OpenReview:
    """A quick entry; `record_id` is made once, when it opens: sending it twice saves it once."""

    beneficiary_id: int
    following: list[int]
    record_id: int = field(default_factory=new_id)
    initial: ReviewDraft | None = None
    is_saved: bool = False


@dataclass
class OpenCampaign:
    """A campaign being prepared, and the plan on the screen."""

    people: list[int]
    key: int = field(default_factory=new_id)
    initial: CampaignDraft | None = None
    draft: CampaignDraft | None = None
    plan: CampaignPlan | None = None
    record_ids: Mapping[int, int] = field(default_factory=dict)
    notice: str = ""

    def show(self, draft: CampaignDraft, plan: CampaignPlan, notice: str = "") -> None:
        """Keep what is shown, and why it changed; each appointment gets its number once."""
        self.draft, self.plan, self.notice = draft, plan, notice
        self.record_ids = {meeting.person.beneficiary_id: new_id() for meeting in plan.meetings}


def open_review(people: Sequence[int]) -> None:
    """Open the first one's quick entry; the others follow."""
    close_all()
    st.session_state[_ENTRY] = OpenReview(people[0], list(people[1:]))


def opened_review() -> OpenReview | None:
    """The quick entry that is open."""
    return st.session_state.get(_ENTRY)


def open_campaign(people: Sequence[int]) -> None:
    """Prepare a campaign for these people."""
    close_all()
    st.session_state[_CAMPAIGN] = OpenCampaign(list(people))


def opened_campaign() -> OpenCampaign | None:
    """The campaign being prepared."""
    return st.session_state.get(_CAMPAIGN)


def close_all() -> None:
    """Close what is open, saved or given up."""
    st.session_state.pop(_ENTRY, None)
    st.session_state.pop(_CAMPAIGN, None)
