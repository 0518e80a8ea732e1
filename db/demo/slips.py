"""What nobody saw to on a fictional path that goes on today: nothing for most, a few alerts for some."""

from random import Random

from domain.alerts import AlertCode as Code

_SLIPPED_SHARE = 0.26
_CHANCES = {  # of who slipped: what nobody saw to
    Code.REVIEW_OVERDUE: 0.55,
    Code.NO_CONTACT: 0.36,
    Code.CONTRACT_ENDING: 0.26,
    Code.DIAGNOSIS_MISSING: 0.34,
    Code.NO_NEXT_STEP: 0.55,
    Code.SOCIAL_TRACK_REVIEW: 0.7,
    Code.MISSED_APPOINTMENTS: 0.12,
    Code.CONTRACT_LATE: 0.4,
    Code.NO_REFERENT: 0.1,
    Code.STEP_NOT_STARTED: 0.12,
}


def draw_slips(rng: Random) -> frozenset[Code]:
    """What is left to lapse on a path that goes on today; nothing for most."""
    is_slipping = rng.random() < _SLIPPED_SHARE
    drawn = frozenset(code for code, chance in _CHANCES.items() if rng.random() < chance)
    return (drawn or frozenset({rng.choice(list(_CHANCES))})) if is_slipping else frozenset()
