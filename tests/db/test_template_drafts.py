"""The draft of the next version of the frame: started, rewritten by two people, dropped."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from db.actions.template_drafts import drop_template_draft, start_template_draft
from db.actions.templates import open_template, publish_template, retire_template
from db.engine import SessionFactory, write_session
from db.models.consortia import Consortium
from db.queries.templates import get_template, list_templates
from domain.access import Role
from domain.diagnosis.core import OWN_NAME, core_content
from domain.diagnosis.editing import LONGEST_SITUATION, with_new_situation, without_theme
from domain.diagnosis.versions import LONGEST_WITH
from domain.diagnosis.words import TemplateStatus
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from tests.db import diagnosing
from tests.db.framing import acting, publish, rewrite, start, statuses
from tests.factories import make_professional, viewer_for

MOBILITY = core_content().theme("mobilite")


@pytest.fixture
def act(coordinator):
    """As the coordination of an empty consortium."""
    return acting(coordinator)


@pytest.fixture
def draft(act):
    """A draft that starts from the national core."""
    return start(act)


def test_a_draft_starts_as_a_copy_and_is_alone(act, draft):
    started = act(get_template, draft)
    assert (started.status, started.draft.name) == (TemplateStatus.DRAFT, OWN_NAME)
    assert started.draft.content == core_content()
    act(start_template_draft, record_id=draft, source_id=None)  # the second click of a double click
    with pytest.raises(ForbiddenError, match="déjà commencé"):
        start(act)
    assert statuses(act) == {1: "draft"}


def test_a_draft_is_dropped_not_retired(act, draft):
    with pytest.raises(ForbiddenError, match="supprimez-le"):
        act(retire_template, draft)
    act(drop_template_draft, draft)
    assert act(list_templates) == []
    with pytest.raises(NotFoundError):
        act(drop_template_draft, draft)


def test_what_is_to_be_corrected_stops_the_publication_not_the_draft(act, draft):
    rewrite(act, draft, name="", theme=replace(MOBILITY, label=" Famille "))
    assert act(get_template, draft).draft.content.theme("mobilite").label == "Famille"
    with pytest.raises(InvalidInputError) as refused:
        publish(act, draft)
    assert set(refused.value.problems) == {"name", "famille"}


def test_a_draft_is_published_as_it_was_read(act, draft):
    read = act(get_template, draft).version
    rewrite(act, draft, name="Autre")
    with pytest.raises(EditConflictError):
        act(publish_template, draft, version=read)


def test_the_core_cannot_be_lost_and_texts_stay_short(act, draft):
    with pytest.raises(ForbiddenError, match="restent"):
        rewrite(act, draft, content=without_theme(core_content(), "sante"))
    with pytest.raises(InvalidInputError):
        rewrite(act, draft, theme=with_new_situation(MOBILITY, "a" * (LONGEST_SITUATION + 1)))
    with pytest.raises(InvalidInputError):
        rewrite(act, draft, written_with="a" * (LONGEST_WITH + 1))


def test_two_people_write_the_same_draft(session, consortium, act, draft):
    administrator = viewer_for(session, make_professional(session, consortium, roles=(Role.ADMINISTRATOR,)))
    read = act(get_template, draft).draft
    rewrite(act, draft, read=read, theme=replace(MOBILITY, label="Bouger"))
    rewrite(acting(administrator), draft, read=read, theme=with_new_situation(MOBILITY, "Garage"))
    kept = act(get_template, draft).draft.content.theme("mobilite")
    assert (kept.label, kept.situations[-1].label) == ("Bouger", "Garage")
    with pytest.raises(EditConflictError) as refused:
        rewrite(act, draft, read=read, theme=replace(MOBILITY, label="Se déplacer"))
    assert [(one.stored, one.typed) for one in refused.value.differences] == [("Bouger", "Se déplacer")]


def test_nothing_changed_writes_nothing(act, draft):
    before = act(get_template, draft).version
    rewrite(act, draft)
    assert act(get_template, draft).version == before


@pytest.mark.parametrize("fresh_database", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("own_engine")
def test_who_writes_the_frame_does_not_stop_those_who_type_in_a_diagnosis():
    with SessionFactory.begin() as session:
        duo = diagnosing.make_duo(session)
        of_duo = session.get_one(Consortium, duo.social.consortium_id)
        coordinator = viewer_for(session, make_professional(session, of_duo, roles=(Role.COORDINATOR,)))
    draft, one = start(acting(coordinator)), diagnosing.start(duo.social, duo.person_id)
    with ThreadPoolExecutor(1) as pool, write_session(coordinator) as session:
        open_template(session, coordinator, draft)
        pool.submit(diagnosing.write, duo.social, one, "wants", "Un CDI", "").result(timeout=20)
    assert diagnosing.read(duo.social, one).wants == "Un CDI"
