"""A named view of the caseload: filters, order and columns, in the words of the page's address.

Words that a later version no longer knows are ignored when the view is opened.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.dates import problems_of

NAME_LENGTH = 80
Words = Mapping[str, list[str]]  # name of a filter in the address → what is asked
_REFERENT, _READER = "referent", "moi"


@dataclass(frozen=True)
class ViewDraft:
    """What is kept; `columns` empty and `sort` None are those of everybody."""

    name: str
    filters: dict[str, list[str]] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    sort: str | None = None
    is_shared: bool = False

    def problems(self) -> dict[str, str]:
        """A view is found again by its name."""
        name = self.name.strip()
        too_long = f"{NAME_LENGTH} signes au plus." if len(name) > NAME_LENGTH else None
        return problems_of(name=too_long if name else "Donnez un nom à la vue.")


@dataclass(frozen=True)
class ViewLine:
    """A kept view, hers or a colleague's."""

    id: int
    version: int
    draft: ViewDraft
    owner_name: str
    is_mine: bool


def words_to_keep(asked: Words, me: int) -> dict[str, list[str]]:
    """« Moi » means the reader, whoever opens the view."""
    return _with_referent(asked, str(me), _READER)


def words_to_ask(kept: Words, me: int) -> dict[str, list[str]]:
    """The same words, for this reader."""
    return _with_referent(kept, _READER, str(me))


def _with_referent(words: Words, former: str, new: str) -> dict[str, list[str]]:
    is_former = words.get(_REFERENT) == [former]
    return {**words, _REFERENT: [new]} if is_former else dict(words)
