"""The contacts of the first months in a job, as the file shows them beside its steps."""

from collections.abc import Sequence
from datetime import date

from components.file.lines import Line, joined
from components.formats import format_date, format_elapsed
from domain.job_checks import JobCheckLine, months_words


def job_check_lines(checks: Sequence[JobCheckLine], today: date) -> list[Line]:
    """One line each, in the order of the calendar."""
    return [_line(check, today) for check in checks]


def _line(check: JobCheckLine, today: date) -> Line:
    about = f"emploi commencé le {format_date(check.started_on)}"
    what = f"Contact à {months_words(check.months)}"
    if check.made_on is None:
        detail = joined(
            f"attendu le {format_date(check.due_on)}, {format_elapsed(check.due_on, today)}", about
        )
        return Line("", f"{what}\u00a0: à faire", detail)
    state = "toujours en emploi" if check.is_in_job else "plus en emploi"
    by = f"par {check.professional_name}" if check.professional_name else ""
    return Line(format_date(check.made_on), f"{what}\u00a0: {state}", joined(by, about), check.words)
