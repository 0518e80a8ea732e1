"""The one gate of the time that referrals wait for their answer: by theme, or by area for one theme."""

from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, case, func, literal, select
from sqlalchemy.orm import Session

from db.models.indicators import PathLine
from db.models.referrals import Referral
from db.queries.indicators.breakdowns import grouped, key_of
from db.queries.indicators.days import DaysBetween
from db.queries.indicators.kept import kept, thresholds_in_force
from db.queries.indicators.populations import counted_stays, stands_at
from db.queries.indicators.unmet import of_same_stay, sent_in_period
from domain.access import Viewer
from domain.indicators.access import (
    filters_asked,
    is_entitled,
    least_people,
    whole_quarter,
    whom_she_knows,
)
from domain.indicators.answers import REFUSED_MEDIANS, ToldMedians, protected_medians, raw_medians
from domain.indicators.delays import DelayRow, Delays
from domain.indicators.model import Breakdown, Perimeter, Scope
from domain.indicators.offer import REFUSED
from domain.indicators.told_delays import PeopleCount, may_tell_others
from domain.secrecy import Medium


class Asked(NamedTuple):
    """By theme; or of one theme (its code) by area."""

    theme: str = ""
    by: Breakdown = Breakdown.EPCI


BY_THEME = Asked()


def tell_answers(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    asked: Asked = BY_THEME,
    *,
    medium: Medium = Medium.SCREEN,
) -> ToldMedians:
    """The median of all, and of each group; in one statement, with those of people when secrecy needs them.

    Without the list: the last whole quarter, without filter nor area, all together or not at all to who lists
    some of these people too.
    """
    question = ("answers", perimeter, asked, medium)
    return kept(session, viewer, question, lambda: _tell(session, viewer, perimeter, asked, medium))


def _tell(
    session: Session, viewer: Viewer, perimeter: Perimeter, asked: Asked, medium: Medium
) -> ToldMedians:
    is_hers = is_entitled(viewer, perimeter.scope, REFUSED)
    if is_hers and medium is Medium.SCREEN:
        return raw_medians(_read(session, viewer, perimeter, asked))
    least = least_people(perimeter.scope, medium, thresholds_in_force(session, viewer))
    if is_hers:
        return _protected(session, viewer, perimeter, asked, least)
    if filters_asked(perimeter) or asked.theme:
        return REFUSED_MEDIANS
    quarter = whole_quarter(perimeter, viewer.today)
    if (known_to := whom_she_knows(viewer, perimeter.scope)) and not _may_tell(
        _count(session, known_to, replace(quarter, scope=Scope.LISTED), asked),
        _count(session, viewer, quarter, asked),
        least,
    ):
        return REFUSED_MEDIANS
    return _protected(session, viewer, quarter, asked, least)


def _may_tell(hers: dict[Any, PeopleCount], everybody: dict[Any, PeopleCount], least: int) -> bool:
    """In each theme, the people whom she does not know are enough, or none."""
    return all(may_tell_others(hers.get(key, PeopleCount()), one, least) for key, one in everybody.items())


def _protected(
    session: Session, viewer: Viewer, perimeter: Perimeter, asked: Asked, least: int
) -> ToldMedians:
    people = _count(session, viewer, perimeter, asked)
    everybody = people.pop(_EVERYBODY, PeopleCount())
    return protected_medians(_read(session, viewer, perimeter, asked), people, everybody, least)


_EVERYBODY = "everybody"  # the code of no theme and of no area


def _read(session: Session, viewer: Viewer, perimeter: Perimeter, asked: Asked) -> Delays:
    source, row, key = _sent(viewer, perimeter, asked)
    alike = (key, row.days, row.is_answered)
    found = session.execute(select(*alike, func.count()).select_from(source).group_by(*alike))
    told = [
        DelayRow(max(days, 0), bool(is_answered), perimeter.starts_on, _key(asked, group), count)
        for group, days, is_answered, count in found
    ]
    return Delays(told)


def _count(session: Session, viewer: Viewer, perimeter: Perimeter, asked: Asked) -> dict[Any, PeopleCount]:
    """People of each group, and everybody; one statement."""
    source, row, key = _sent(viewer, perimeter, asked)
    someone = row.beneficiary_id
    counts = (
        func.count(someone.distinct()),
        func.count(case((row.is_answered == 1, someone)).distinct()),
        func.count(case((row.is_answered == 0, someone)).distinct()),
    )
    by_group = select(key.label("key"), literal(0), *counts).select_from(source).group_by(key)
    everybody = select(func.min(key), literal(1), *counts).select_from(source)
    found = session.execute(by_group.union_all(everybody))
    return {
        _EVERYBODY if is_whole else _key(asked, group): PeopleCount(*told) for group, is_whole, *told in found
    }


def _key(asked: Asked, group: Any) -> Any:
    return key_of(asked.by, group) if asked.theme else group


def _sent(viewer: Viewer, perimeter: Perimeter, asked: Asked) -> tuple[Any, Any, Any]:
    """What to select from, a row a referral, and the key of its group."""
    sent = _referrals(viewer, perimeter, asked).subquery("sent")
    if not asked.theme:
        return sent, sent.c, sent.c.theme
    source, key = grouped(sent, asked.by, perimeter)
    return source, sent.c, key


def _referrals(viewer: Viewer, perimeter: Perimeter, asked: Asked) -> Select[Any]:
    """Of the stay that stands for each person at the end of the period, with how long each has waited."""
    line, day = PathLine, perimeter.reference_on
    is_answered = and_(Referral.answered_on.is_not(None), Referral.answered_on <= day)
    until = case(
        (is_answered, Referral.answered_on), (line.exited_on <= day, line.exited_on), else_=literal(day)
    )
    of_theme = [Referral.theme == asked.theme] if asked.theme else []
    return (
        counted_stays(viewer, perimeter)
        .join(Referral, of_same_stay(Referral))
        .where(*sent_in_period(viewer, perimeter), stands_at(line, perimeter.last_on), *of_theme)
        .with_only_columns(
            line.beneficiary_id,
            line.commune_code,
            Referral.theme,
            DaysBetween(Referral.sent_on, until).label("days"),
            case((is_answered, 1), else_=0).label("is_answered"),
            maintain_column_froms=True,
        )
    )
