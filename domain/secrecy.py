"""Statistical secrecy: what an aggregate may tell to those who may not open the files behind it.

The rule for a threshold of k people (security specification, 1.8 and 4.10, after INSEE's for tables):

1. Few people. A number of people is told when it is 0, or k at least. A share tells three of them (those
   counted, those not counted, all), a mean one (those measured), and both tell how many wait: one number too
   small hides the figure. A total too small hides every cell, the empty ones too.
2. Subtraction. The total minus the cells shown is what the hidden ones hold together: their rest. Further
   cells are hidden, the smallest first, until the rest leaves k values to choose between for each:
   - numbers of people: k people more in the rest than it has cells (who knows that a 0 is told gives one
     person to each of them); failing that, every cell is hidden, those of 0 too;
   - shares: k people counted and k not counted in the rest, and around a cell too small k other people, or as
     many as it has. Its value then stays within a range of min(its people, counted in the rest, not counted
     in the rest, people of the rest without it), even for who knows how many people each cell has;
   - means: the same of sums and people, values being 0 or more.
   When nobody is counted, or everybody, the total says so of each cell already, and may. When no choice of
   cells is enough, the total is hidden too.
3. Linked tables. Numbers of people are hidden first, looking at nothing else: every figure on the same people
   hides at least the same cells, so that none gives back the people whom another one hides.

4. Two thresholds. What a lower one hides a higher one hides too: a screen and a document together tell no
   more than the screen. The same data always hides the same cells, in whatever order they come.
"""

from collections.abc import Hashable, Mapping
from dataclasses import astuple, dataclass
from typing import Generic, TypeVar

from domain.indicators.model import Figure, Unit, total
from domain.labels import LabelledEnum

K = TypeVar("K", bound=Hashable)
P = TypeVar("P", bound=Hashable)
C = TypeVar("C", bound=Hashable)

HIDDEN_WORDS = "s"
REASON = "s : secret statistique — moins de {k} personnes, ou chiffre qui permettrait de les retrouver"


class Medium(LabelledEnum):
    """Where a figure is told: the threshold depends on it."""

    SCREEN = "screen", "Écran"
    PROJECTION = "projection", "Projection"
    DOCUMENT = "document", "Document"


@dataclass(frozen=True)
class Protected(Generic[K]):
    """A total and its cells, as they may be told; None is hidden."""

    total: Figure | None
    cells: dict[K, Figure | None]


@dataclass(frozen=True)
class ProtectedTree(Generic[P, C]):
    """Numbers of people in groups and in their parts, as they may be told; None is hidden."""

    total: int | None
    groups: dict[P, int | None]
    parts: dict[P, dict[C, int | None]]


def reason(k: int) -> str:
    """What « s » means, in French."""
    return REASON.format(k=k)


def may_tell_value(count: int, k: int) -> bool:
    """Whether a median, a minimum or a maximum over these people may be told (nobody: there is none)."""
    return not _is_small(count, k)


def protect(cells: Mapping[K, Figure], unit: Unit, k: int) -> Protected[K]:
    """A figure and its breakdown over groups of which each person has one."""
    whole = total(cells.values())
    hidden = None if _is_sensitive(whole, unit, k) else _hidden_figures(cells, whole, unit, k)
    if hidden is None:
        return Protected(None, dict.fromkeys(cells))
    return Protected(whole, {key: None if key in hidden else figure for key, figure in cells.items()})


def protect_parts(part: Figure, whole: Figure, unit: Unit, k: int) -> Figure | None:
    """A figure for some of the people, beside that of all: hidden when it, or what is left, is too small."""
    is_told = not _is_sensitive(part, unit, k) and may_tell_rest(part, whole, unit, k)
    return part if is_told else None


def may_tell_rest(part: Figure, whole: Figure, unit: Unit, k: int) -> bool:
    """Whether the whole may be told to who knows this part: what is left is not too small."""
    counts = zip(astuple(whole), astuple(part), strict=True)
    return not _is_sensitive(Figure(*(all_of_them - known for all_of_them, known in counts)), unit, k)


def protect_counts(counts: Mapping[K, int], k: int) -> dict[K, int | None]:
    """People told apart over groups (bars, months) beside their total."""
    hidden = _hidden_counts(counts, k)
    return {key: None if key in hidden else count for key, count in counts.items()}


def protect_tree(tree: Mapping[P, Mapping[C, int]], k: int) -> ProtectedTree[P, C]:
    """People by group under the total, then by part under each group told; a hidden group tells no part."""
    counts = {group: sum(parts.values()) for group, parts in tree.items()}
    groups = protect_counts(counts, k)
    parts: dict[P, dict[C, int | None]] = {
        group: dict.fromkeys(tree[group]) if told is None else protect_counts(tree[group], k)
        for group, told in groups.items()
    }
    everyone = sum(counts.values())
    return ProtectedTree(None if _is_small(everyone, k) else everyone, groups, parts)


def _is_small(people: int, k: int) -> bool:
    """Too few to be told; a number below 0, which no data gives, is never told either."""
    return people != 0 and people < k


def _people(figure: Figure, unit: Unit) -> tuple[int, ...]:
    """The numbers of people that the value of a figure tells; a count within nobody tells itself only."""
    if unit is Unit.MEAN:
        return (figure.denominator,)
    if not figure.denominator:
        return (figure.numerator,)
    return figure.denominator, figure.numerator, figure.denominator - figure.numerator


def _is_sensitive(figure: Figure, unit: Unit, k: int) -> bool:
    counts = (*_people(figure, unit), figure.waiting, figure.people)
    return any(_is_small(people, k) for people in counts)


def _hidden_counts(counts: Mapping[K, int], k: int) -> set[K]:
    """Which numbers of people to hide beside their total: the first ones in order of size, or all of them."""
    if not any(_is_small(count, k) for count in counts.values()):
        return set()
    hidden: set[K] = set()
    beyond = 0  # people of the hidden cells beyond one in each
    for key in _by_size(counts):
        if beyond >= k and not _is_small(counts[key], k):
            return hidden
        hidden.add(key)
        beyond += counts[key] - 1
    return hidden if beyond >= k else set(counts)


def _hidden_figures(cells: Mapping[K, Figure], whole: Figure, unit: Unit, k: int) -> set[K] | None:
    """Which figures to hide beside their total, None when the total cannot be told either."""
    is_bare_count = unit is not Unit.MEAN and not whole.denominator
    people = {key: one.numerator if is_bare_count else one.denominator for key, one in cells.items()}
    waiting = {key: one.waiting for key, one in cells.items()}
    hidden: set[K] = set()
    for least in range(2, k + 1):  # what a lower threshold hides, a higher one hides as well
        hidden |= {key for key, one in cells.items() if _is_sensitive(one, unit, least)}
        hidden |= _hidden_counts(people, least) | _hidden_counts(waiting, least)
        if hidden and not is_bare_count:
            more = _hide_more(hidden, cells, whole, unit, least)
            if more is None:
                return None
            hidden |= more
    return hidden


def _hide_more(hidden: set[K], cells: Mapping[K, Figure], whole: Figure, unit: Unit, k: int) -> set[K] | None:
    """The smallest cells to hide besides until it is safe, less those of no use; None: it never is."""

    def is_safe(tried: set[K]) -> bool:
        return _is_rest_safe([cells[key] for key in tried], whole, unit, k)

    others = _by_size({key: one.denominator for key, one in cells.items() if key not in hidden})
    added: set[K] = set()
    for key in others:
        if is_safe(hidden | added):
            break
        added.add(key)
    if not is_safe(hidden | added):
        return None
    for key in reversed(others):
        if key in added and is_safe(hidden | added - {key}):
            added.remove(key)
    return added


def _by_size(sizes: Mapping[K, int]) -> list[K]:
    """Cells that are not empty, the smallest first; their names settle ties."""
    return sorted((key for key in sizes if sizes[key]), key=lambda key: (sizes[key], str(key)))


def _is_rest_safe(hidden: list[Figure], whole: Figure, unit: Unit, k: int) -> bool:
    """Whether the hidden figures, whose sum anyone may find, do not give one another away."""
    rest = total(hidden)
    if rest.numerator < min(k, whole.numerator):
        return False
    uncounted = whole.denominator - whole.numerator
    if unit is not Unit.MEAN and rest.denominator - rest.numerator < min(k, uncounted):
        return False
    small = [one.denominator for one in hidden if any(_is_small(n, k) for n in _people(one, unit))]
    return all(rest.denominator - people >= min(k, people) for people in small)
