"""Backups: which ones are kept, and what each says of itself."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

# Our choice: yesterday's mistake, last month's, last year's. Nothing personal outlives a year in backups.
DAILY, WEEKLY, MONTHLY = 7, 4, 12


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: `counts` rows by table, `chains` the head of each consortium's journal."""

    made_at: datetime
    dialect: str
    revision: str
    counts: Mapping[str, int]
    chains: Mapping[str, str]

    def to_json(self) -> str:
        """As written beside the data."""
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}, indent=1)

    @classmethod
    def from_json(cls, content: str) -> "Manifest":
        """Read what `to_json` wrote."""
        values = json.loads(content)
        return cls(**{**values, "made_at": datetime.fromisoformat(values["made_at"])})


def kept_backups(made: Iterable[datetime]) -> set[datetime]:
    """Those to keep: the newest of each of the last 7 days, 4 weeks and 12 months that have one."""
    newest_first = sorted(made, reverse=True)
    by_day = _newest_of(newest_first, "%Y-%m-%d", DAILY)
    by_week = _newest_of(newest_first, "%G-%V", WEEKLY)
    return by_day | by_week | _newest_of(newest_first, "%Y-%m", MONTHLY)


def _newest_of(newest_first: Iterable[datetime], period: str, number: int) -> set[datetime]:
    kept: dict[str, datetime] = {}
    for moment in newest_first:
        kept.setdefault(moment.strftime(period), moment)
    return set(list(kept.values())[:number])
