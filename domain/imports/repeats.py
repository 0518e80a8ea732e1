"""The same person twice in one file."""

from collections import defaultdict
from collections.abc import Iterable

from domain.matching import MatchKey, have_in_common, is_near, is_same

_ENOUGH = 1_000  # a trait that more people share tells nobody apart
Kept = tuple[int, MatchKey, str]  # line, key, all her names


class LinesSoFar:
    """People of the lines already read, to find a line that repeats one of them."""

    def __init__(self) -> None:
        self._by_trait: dict[object, list[Kept]] = defaultdict(list)
        self._known: dict[int, int] = {}

    def repeated(self, line_number: int, key: MatchKey, beneficiary_id: int | None = None) -> int | None:
        """The earlier line about the same person, or None: this line is then remembered."""
        if beneficiary_id is not None and beneficiary_id in self._known:
            return self._known[beneficiary_id]
        traits = {*key.identifiers, *((names, key.birth_date) for names in key.names)}
        for earlier, other, _ in self._alike(traits):
            if is_same(key, other):
                return earlier
        for trait in traits | _near_traits(key):
            self._by_trait[trait].append((line_number, key, _words(key)))
        if beneficiary_id is not None:
            self._known[beneficiary_id] = line_number
        return None

    def near(self, line_number: int, key: MatchKey) -> tuple[int, str] | None:
        """An earlier line that may be about the same person, and why; a shared number alone is a couple's."""
        words = _words(key)
        found = (
            (earlier, reason)
            for earlier, other, others in self._alike(_near_traits(key))
            if earlier != line_number and have_in_common(words, others) and (reason := is_near(key, other))
        )
        return min(found, default=None)

    def _alike(self, traits: Iterable[object]) -> Iterable[Kept]:
        return (kept for trait in traits for kept in self._by_trait.get(trait, ())[:_ENOUGH])


def _near_traits(key: MatchKey) -> set[object]:
    return {*key.names, *([key.birth_date] if key.birth_date else [])}


def _words(key: MatchKey) -> str:
    return " ".join(sorted({word for pair in key.names for word in pair}))
