"""When the next « point de situation » is due."""

from datetime import date, timedelta


def review_due_on(
    *, entered_on: date, last_review_on: date | None, agreed_on: date | None, rhythm_days: int
) -> date:
    """The date agreed at the last review, else a rhythm after it, else a rhythm after the entry.

    `agreed_on` is the next date written at the last review; `rhythm_days` is the person's, else the
    consortium's (calendar days).
    """
    return agreed_on or (last_review_on or entered_on) + timedelta(days=rhythm_days)
