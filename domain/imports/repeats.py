"""The same person twice in one file."""

from collections import defaultdict

from domain.matching import MatchKey, is_same


class LinesSoFar:
    """People of the lines already read, to find a line that repeats one of them."""

    def __init__(self) -> None:
        self._by_trait: dict[object, list[tuple[int, MatchKey]]] = defaultdict(list)
        self._known: dict[int, int] = {}

    def repeated(self, line_number: int, key: MatchKey, beneficiary_id: int | None = None) -> int | None:
        """The earlier line about the same person, or None: this line is then remembered."""
        if beneficiary_id is not None and beneficiary_id in self._known:
            return self._known[beneficiary_id]
        traits = {*key.identifiers, *((names, key.birth_date) for names in key.names)}
        for trait in traits:
            for earlier, other in self._by_trait[trait]:
                if is_same(key, other):
                    return earlier
        for trait in traits:
            self._by_trait[trait].append((line_number, key))
        if beneficiary_id is not None:
            self._known[beneficiary_id] = line_number
        return None
