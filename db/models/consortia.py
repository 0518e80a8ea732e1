"""The consortium, its members and its published sheet."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import (
    Base,
    ConsortiumOwned,
    Traced,
    Versioned,
    belongs_to,
    belongs_to_consortium,
    enum_type,
)
from domain.identifiers import new_id
from domain.organisations import ActionProgress, Circle, College, SheetItemKind, StructureKind
from domain.people import Public


class Consortium(Traced, Versioned, Base):
    """One consortium per territory; the one without a territory hosts the national accounts."""

    __tablename__ = "consortium"
    __table_args__ = (CheckConstraint("review_rhythm_days between 7 and 400", name="review_rhythm"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    territory_id: Mapped[str | None] = mapped_column(String(5), ForeignKey("territory.id"), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    time_zone: Mapped[str] = mapped_column(String(40), default="Europe/Paris")
    scheme_name: Mapped[str] = mapped_column(String(60), default="SPIE")
    review_rhythm_days: Mapped[int] = mapped_column(default=90)
    retention_months: Mapped[int] = mapped_column(default=24, server_default="24")
    journal_months: Mapped[int] = mapped_column(default=12, server_default="12")
    requires_second_factor: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_demo: Mapped[bool] = mapped_column(default=False)
    perimeter: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(Text, default="")
    target_public_intro: Mapped[str] = mapped_column(Text, default="")


class SheetItem(ConsortiumOwned, Versioned, Base):
    """A paragraph of the sheet: contribution, cross-cutting work or schedule, in its order."""

    __tablename__ = "sheet_item"
    __table_args__ = (belongs_to_consortium(), Index(None, "consortium_id", "kind", "rank"))

    kind: Mapped[SheetItemKind] = mapped_column(enum_type(SheetItemKind, "kind"))
    rank: Mapped[int]
    text: Mapped[str] = mapped_column(Text)


class MemberOrganisation(ConsortiumOwned, Versioned, Base):
    """A member of the consortium, in its college and circle."""

    __tablename__ = "member_organisation"
    __table_args__ = (belongs_to_consortium(),)

    rank: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(200))
    college: Mapped[College] = mapped_column(enum_type(College, "college"))
    circle: Mapped[Circle] = mapped_column(enum_type(Circle, "circle"), default=Circle.INNER)


class ProjectTeamPost(ConsortiumOwned, Versioned, Base):
    """A post of the project team: a function and how many people hold it, never a name."""

    __tablename__ = "project_team_post"
    __table_args__ = (belongs_to_consortium(), CheckConstraint("headcount > 0", name="headcount"))

    rank: Mapped[int]
    function: Mapped[str] = mapped_column(String(200))
    headcount: Mapped[int] = mapped_column(default=1)


class Axis(ConsortiumOwned, Versioned, Base):
    """An axis of the project."""

    __tablename__ = "axis"
    __table_args__ = (belongs_to_consortium(), Index(None, "consortium_id", "number", unique=True))

    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200), default="")


class AxisAction(ConsortiumOwned, Versioned, Base):
    """An action of an axis, as published, and where it stands."""

    __tablename__ = "axis_action"
    __table_args__ = (
        belongs_to_consortium(),
        belongs_to("axis_id", "axis"),
        Index(None, "consortium_id", "axis_id", "rank"),
    )

    axis_id: Mapped[int]
    rank: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    progress: Mapped[ActionProgress | None] = mapped_column(enum_type(ActionProgress, "progress"))


class TargetPublic(ConsortiumOwned, Versioned, Base):
    """A target public of the sheet, in its own words, tied to a public of the caseload when one matches."""

    __tablename__ = "target_public"
    __table_args__ = (belongs_to_consortium(),)

    rank: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    public: Mapped[Public | None] = mapped_column(enum_type(Public, "public"))


class TargetPublicAxis(ConsortiumOwned, Base):
    """Which axes serve a target public."""

    __tablename__ = "target_public_axis"
    __table_args__ = (
        belongs_to_consortium(),
        belongs_to("target_public_id", "target_public"),
        belongs_to("axis_id", "axis"),
        Index(None, "consortium_id", "target_public_id", "axis_id", unique=True),
    )

    target_public_id: Mapped[int]
    axis_id: Mapped[int]


class Structure(ConsortiumOwned, Versioned, Base):
    """A structure that accompanies people: the employer of professionals, the owner of files."""

    __tablename__ = "structure"
    __table_args__ = (belongs_to_consortium(), belongs_to("member_organisation_id", "member_organisation"))

    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[StructureKind] = mapped_column(enum_type(StructureKind, "kind"))
    member_organisation_id: Mapped[int | None]
    address: Mapped[str] = mapped_column(String(300), default="")
    postal_code: Mapped[str | None] = mapped_column(String(5))
    commune_code: Mapped[str | None] = mapped_column(String(5), ForeignKey("commune.code"))
    phone: Mapped[str] = mapped_column(String(30), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
