"""Turning points of a path and members of a group, as lines."""

from components.file.lines import Line, joined, span
from components.formats import format_date
from domain.files import GroupLine, OrientationLine, PauseLine, PeriodLine, ReferentLine


def period_line(period: PeriodLine) -> Line:
    """A stay in the caseload."""
    ending = f"sortie : {period.exit_label}" if period.exit_reason else "en cours"
    return Line(span(period.entered_on, period.exited_on), period.entry_origin.label, ending)


def orientation_line(orientation: OrientationLine) -> Line:
    """A decision of track."""
    notified = f"notifiée le {format_date(orientation.notified_on)}" if orientation.notified_on else ""
    vulnerable = "vulnérabilité notée" if orientation.is_vulnerable else ""
    detail = joined(orientation.structure_name, notified, vulnerable, orientation.comment)
    return Line(format_date(orientation.decided_on), f"Parcours {orientation.track.label.lower()}", detail)


def pause_line(pause: PauseLine) -> Line:
    """A pause, past or running."""
    expected = "" if pause.ended_on else f"reprise prévue le {format_date(pause.expected_end_on)}"
    return Line(span(pause.started_on, pause.ended_on), pause.reason_label, expected)


def referent_line(referent: ReferentLine) -> Line:
    """The référent, or a former one."""
    when = span(referent.started_on, referent.ended_on)
    return Line(when, referent.professional_name, referent.structure_name)


def member_line(member: GroupLine) -> Line:
    """Who shares the file, or used to; a structure without a name is the whole of it."""
    objected = f"opposition le {format_date(member.objected_on)}" if member.objected_on else ""
    detail = joined(
        member.structure_name if member.professional_name else "toute la structure",
        member.field_label.lower(),
        member.purpose.label.lower(),
        span(member.started_on, member.ended_on),
        objected,
    )
    return Line("", member.professional_name or member.structure_name, detail)


def is_present(member: GroupLine) -> bool:
    """True while the share lasts."""
    return member.ended_on is None and member.objected_on is None
