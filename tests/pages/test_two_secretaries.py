"""Two secretaries lead one meeting, each in her own window: nothing that one of them says is lost."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.actions.commissions import day
from db.models.consortia import Consortium
from db.queries.commissions.day import list_commitments, read_point
from domain.access import Role
from domain.commissions.words import MemberDuty
from navigation import ANIMATION
from tests.commission_factories import make_member
from tests.db.meeting_days import act, make_day, read, start_on_situation
from tests.factories import make_professional, viewer_for
from tests.services.file_screen import field, press, words
from tests.services.shared import PROJECT

CONFLICT = "Quelqu’un d’autre vient de changer ceci. Rien n’est perdu"


class Desk:
    """The window of one of them; what is on screen is what she saw last."""

    def __init__(self, viewer, meeting_id):
        self.viewer = viewer
        self._sit()
        self.page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
        self.page.query_params["seance"] = str(meeting_id)
        self.page = self.page.switch_page(ANIMATION.path).run()

    def _sit(self):
        identify_with(lambda: self.viewer)

    def says(self, label, value):
        """She fills a field and leaves it."""
        self._sit()
        self.page = field(self.page, label).set_value(value).run()

    def promises(self, title):
        field(self.page, "Quoi").set_value(title)
        self.presses("Ajouter l’engagement")

    def concludes(self, value):
        self._sit()
        group = next(one for one in self.page.button_group if one.label == "Conclusion")
        self.page = group.set_value(value).run()

    def presses(self, label):
        self._sit()
        self.page = press(self.page, label)

    @property
    def reads(self):
        return words(self.page)


@pytest.fixture
def held(session):
    """The meeting is open on its first situation."""
    made = make_day(session)
    start_on_situation(made)
    return made


@pytest.fixture
def point(held):
    return held.points[0]


@pytest.fixture
def desks(session, held):
    """Both have the first situation on screen."""
    roles = (Role.COMMISSION_SECRETARY,)
    other = make_professional(session, session.get_one(Consortium, held.body.consortium_id), roles=roles)
    make_member(session, held.body, other, duty=MemberDuty.SECRETARY, college="Département")
    return [Desk(one, held.meeting.id) for one in (held.secretary, viewer_for(session, other))]


def kept(held, point):
    """What the database holds of the situation."""
    return read(held.secretary, read_point, point.id)


def end_without_her(held, first):
    """The other ends the meeting."""
    first.concludes("Piste retenue")
    for other in held.points[1:]:
        act(held.secretary, day.put_off_point, other.id)
    act(held.secretary, day.end_meeting, held.meeting.id)


def test_the_second_who_writes_reads_both_and_hers_is_still_there(held, point, desks):
    first, second = desks
    first.says("Commentaire", "Voir le bailleur")
    second.says("Commentaire", "Voir la CAF")
    assert CONFLICT in second.reads
    assert {"Voir le bailleur", "Voir la CAF"} <= {one.value for one in second.page.text}
    assert kept(held, point).comment == "Voir le bailleur"
    second.presses("Mettre ma saisie")
    assert CONFLICT not in second.reads
    assert kept(held, point).comment == "Voir la CAF"


def test_the_first_conclusion_stays_until_somebody_chooses(held, point, desks):
    first, second = desks
    first.concludes("Piste retenue")
    second.concludes("À approfondir")
    assert CONFLICT in second.reads
    assert kept(held, point).conclusion_words == "Piste retenue"
    second.presses("Garder ce qui est enregistré")
    assert CONFLICT not in second.reads
    assert kept(held, point).conclusion_words == "Piste retenue"


def test_two_fields_written_from_two_windows_are_both_kept(held, point, desks):
    first, second = desks
    first.concludes("Piste retenue")
    second.says("Commentaire", "Voir la CAF")  # her window still had no conclusion
    assert CONFLICT not in second.reads
    now = kept(held, point)
    assert (now.conclusion_words, now.comment) == ("Piste retenue", "Voir la CAF")


def test_what_is_typed_once_the_other_has_moved_stays_with_its_situation(held, point, desks):
    first, second = desks
    first.presses("Suivant")
    second.says("Commentaire", "Voir la CAF")  # she was still on the first situation
    assert kept(held, point).comment == "Voir la CAF"
    assert kept(held, held.points[1]).comment == ""
    assert "Martin Barnabé" in second.reads


def test_both_go_on_and_the_meeting_moves_by_one_situation(desks):
    for desk in desks:
        desk.presses("Suivant")
    assert ["Martin Barnabé" in desk.reads for desk in desks] == [True, True]


def test_both_promise_and_both_commitments_are_kept(held, desks):
    titles = ["Appeler le bailleur", "Écrire à la CAF"]
    for desk, title in zip(desks, titles, strict=True):
        desk.promises(title)
    taken = read(held.secretary, list_commitments, held.meeting.id)
    assert sorted(one.line.title for one in taken) == titles


def test_what_waits_for_a_choice_is_told_from_the_next_situation(held, point, desks):
    first, second = desks
    first.says("Commentaire", "Voir le bailleur")
    first.presses("Suivant")
    second.says("Commentaire", "Voir la CAF")
    assert "1 saisie à reprendre : Situation 1, commentaire" in second.reads
    second.presses("Précédent")
    assert "à reprendre" not in second.reads
    second.presses("Mettre ma saisie")
    assert kept(held, point).comment == "Voir la CAF"


def test_what_is_typed_once_the_other_has_ended_the_meeting_stays_until_it_was_noted(held, desks):
    first, second = desks
    end_without_her(held, first)
    second.says("Commentaire", "Voir la CAF")
    assert "Non enregistré — Situation 1, commentaire" in second.reads
    assert "Voir la CAF" in [one.value for one in second.page.text]
    second.presses("J’ai noté")
    assert "Voir la CAF" not in second.reads


def test_a_promise_whose_date_is_refused_is_not_to_be_typed_again(held, desks):
    desk = desks[0]
    field(desk.page, "Échéance").set_value(held.secretary.today - timedelta(days=1))
    desk.promises("Appeler le bailleur")
    assert "Cette échéance est déjà passée." in desk.reads
    assert field(desk.page, "Quoi").value == "Appeler le bailleur"


def test_a_promise_typed_once_the_other_has_ended_the_meeting_stays_until_it_was_noted(held, desks):
    end_without_her(held, desks[0])
    desks[1].promises("Appeler le bailleur")
    assert "Appeler le bailleur" in [one.value for one in desks[1].page.text]


def test_a_promise_and_next_pressed_together_are_both_heard(held, desks):
    desk = desks[0]
    next(one for one in desk.page.button if one.label == "Suivant").click()
    desk.promises("Appeler le bailleur")
    (taken,) = read(held.secretary, list_commitments, held.meeting.id)
    assert taken.line.title == "Appeler le bailleur"
    assert "Martin Barnabé" in desk.reads
