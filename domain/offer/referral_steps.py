"""A step that a referral made: what happens is noted through the referral, a day noted wrong is corrected.

Corrected in the file, it moves in the referral too: the path tells one story.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.follow_up import StepOutcome
from domain.path_drafts import StepDraft

# Days of a step → the same days of its referral.
SAME_DAYS = {"planned_on": "starts_on", "started_on": "started_on", "ended_on": "closed_on"}
_NOTED = "Cette étape vient d’une orientation\u00a0: cela se note dans l’orientation, puis se corrige ici."
_BEFORE_SENT = "Cette date précède l’envoi de l’orientation."
_LASTED = (StepOutcome.COMPLETED, StepOutcome.INTERRUPTED)


def step_problems(stored: Mapping[str, Any], draft: StepDraft, sent_on: date) -> dict[str, str]:
    """Field → why it is not changed here; `stored`: the step as it is."""
    typed = {name: getattr(draft, name) for name in SAME_DAYS}
    found = {name: _NOTED for name, day in typed.items() if (day is None) != (stored[name] is None)}
    before, after = stored["outcome"], draft.outcome
    if before != after and not (before in _LASTED and after in _LASTED):
        found["outcome"] = _NOTED
    early = {name for name, day in typed.items() if day and day != stored[name] and day < sent_on}
    return dict.fromkeys(early, _BEFORE_SENT) | found
