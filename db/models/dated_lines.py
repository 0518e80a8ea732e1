"""What figures over a period or at a past date read: rewritten with each change (ADR 13)."""

from datetime import date

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, belongs_to, enum_type
from domain.follow_up import AppointmentStatus

# What attendance reads: 90,000 appointments of a quarter counted in 20 ms.
_ATTENDED = (
    "takes_place_on",
    "status",
    "next_on",
    "entered_on",
    "next_entered_on",
    "reserved_structure_id",
)

# What delays read, in the order of their starts: 50,000 starts of a year counted in 30 ms.
_DELAYED = (
    "pair",
    "started_on",
    "ended_on",
    "exited_on",
    "entered_on",
    "reserved_structure_id",
    "structure_id",
)

# What figures of the first months in a job read of it.
_IN_JOB = (
    "due_on",
    "months",
    "made_on",
    "is_in_job",
    "over_on",
    "next_on",
    "reserved_structure_id",
    "structure_id",
)


class AttendanceLine(Base):
    """An appointment that was due, beside each stay that may stand for its person from that day on.

    `next_on`: of her next appointment that ended the same way; the last one of a period stands for her there,
    so that people are counted without being told apart. Structures and dates of the stay, as on its line.
    """

    __tablename__ = "attendance_line"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        Index("ix_attendance_line_counted", "consortium_id", "structure_id", *_ATTENDED),
        {"sqlite_with_rowid": False},
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    beneficiary_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    support_period_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    appointment_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    structure_id: Mapped[int | None]
    reserved_structure_id: Mapped[int | None]
    entered_on: Mapped[date]
    next_entered_on: Mapped[date | None]
    takes_place_on: Mapped[date]
    status: Mapped[AppointmentStatus] = mapped_column(enum_type(AppointmentStatus, "status"))
    next_on: Mapped[date | None]


class ReviewLapse(Base):
    """Days on which a stay was past the rhythm of its reviews: from `from_on` to the review of `until_on`.

    Written once that review is held: until then the last review and the rhythm tell it.
    """

    __tablename__ = "review_lapse"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        Index("ix_review_lapse_at", "consortium_id", "until_on", "from_on", "support_period_id"),
        {"sqlite_with_rowid": False},
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    beneficiary_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    support_period_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    until_on: Mapped[date]


class DelayLine(Base):
    """A start of one of WRITTEN_PAIRS (its code), and the first end that follows it in the same stay.

    Structures and dates of the stay, as on its line; no start after its exit.
    """

    __tablename__ = "delay_line"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        Index("ix_delay_line_counted", "consortium_id", *_DELAYED),
        {"sqlite_with_rowid": False},
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    beneficiary_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    support_period_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pair: Mapped[str] = mapped_column(String(60), primary_key=True)
    started_on: Mapped[date] = mapped_column(primary_key=True)
    ended_on: Mapped[date | None]
    entered_on: Mapped[date]
    exited_on: Mapped[date | None]
    structure_id: Mapped[int | None]
    reserved_structure_id: Mapped[int | None]


class JobLine(Base):
    """A contact of the first months in a job; structures as on the line of its stay.

    `over_on`: from that day on, the job is known to have ended before the date of the contact. `next_on`:
    date of the person's next contact after as many months, so that the last one of a period stands for her.
    """

    __tablename__ = "job_line"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        Index("ix_job_line_counted", "consortium_id", *_IN_JOB),
        {"sqlite_with_rowid": False},
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    beneficiary_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    support_period_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    job_check_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    months: Mapped[int]
    due_on: Mapped[date]
    made_on: Mapped[date | None]
    is_in_job: Mapped[bool | None]
    over_on: Mapped[date | None]
    next_on: Mapped[date | None]
    structure_id: Mapped[int | None]
    reserved_structure_id: Mapped[int | None]
