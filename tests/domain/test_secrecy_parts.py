"""Statistical secrecy of a part beside the whole, and of communes in groups of communes in a territory."""

from hypothesis import given
from hypothesis import strategies as st

from domain.indicators.model import Figure, Unit
from domain.secrecy import protect, protect_parts, protect_tree

K = 5
FIGURES = st.builds(
    lambda counted, others, waiting: Figure(counted, counted + others, waiting),
    *[st.integers(0, 14)] * 2,
    st.sampled_from([0, 0, 3, 9]),
)


def test_a_filter_is_refused_when_it_leaves_out_fewer_people_than_the_threshold():
    whole = Figure(30, 60)
    for fewer in range(1, K):
        assert protect_parts(Figure(30 - fewer, 60 - fewer), whole, Unit.SHARE, K) is None
        assert protect_parts(Figure(30, 60 - fewer), whole, Unit.SHARE, K) is None
        assert protect_parts(Figure(500, 60 - fewer), Figure(900, 60), Unit.MEAN, K) is None
        assert protect_parts(Figure(30 - fewer), Figure(30), Unit.SHARE, K) is None
    assert protect_parts(Figure(25, 50), whole, Unit.SHARE, K) == Figure(25, 50)
    assert protect_parts(whole, whole, Unit.SHARE, K) == whole


@given(FIGURES, FIGURES, st.sampled_from(Unit))
def test_a_part_is_told_when_both_sides_could_be(part, rest, unit):
    sides = [protect({"all": figure}, unit, K).total for figure in (part, rest)]
    assert (protect_parts(part, part + rest, unit, K) is None) is (None in sides)


def test_a_hidden_group_tells_no_part_and_a_group_told_hides_its_small_parts():
    tree = {"north": {"a": 2, "b": 1, "c": 0}, "south": {"d": 9, "e": 0}, "east": {"f": 40, "g": 3, "h": 20}}
    told = protect_tree(tree, K)
    assert told.total == 75
    assert told.groups == {"north": None, "south": None, "east": 63}
    assert told.parts["north"] == {"a": None, "b": None, "c": None}
    assert told.parts["south"] == {"d": None, "e": None}
    assert told.parts["east"] == {"f": 40, "g": None, "h": None}


def test_a_territory_of_few_people_tells_nothing():
    told = protect_tree({"north": {"a": 2}, "south": {"b": 0}}, K)
    assert (told.total, told.groups) == (None, {"north": None, "south": None})
    assert told.parts == {"north": {"a": None}, "south": {"b": None}}
