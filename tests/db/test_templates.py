"""Versions of the frame: the published one, who manages it, and what never changes again."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from db.actions.template_drafts import drop_template_draft
from db.actions.templates import publish_template, published_template, retire_template
from db.engine import SessionFactory, read_session, write_session
from db.models.audit import AuditEntry
from db.models.diagnoses import Diagnosis, DiagnosisTemplate
from db.queries.diagnoses import get_diagnosis
from db.queries.templates import get_template, list_templates
from domain.access import Field, Role
from domain.diagnosis.core import CORE_NAME, OWN_NAME, core_content
from domain.diagnosis.editing import with_new_theme
from domain.diagnosis.words import TemplateStatus
from domain.errors import ForbiddenError, NotFoundError
from tests.db.framing import acting, publish, rewrite, start, statuses
from tests.db.world import HERE, build_side
from tests.factories import make_consortium, make_professional, viewer_for

MOBILITY = core_content().theme("mobilite")


@pytest.fixture
def act(coordinator):
    """As the coordination of an empty consortium."""
    return acting(coordinator)


@pytest.fixture
def draft(act):
    """A draft that starts from the national core."""
    return start(act)


def test_the_first_diagnosis_publishes_the_national_core_once(session, consortium, act):
    caseworker = viewer_for(session, make_professional(session, consortium))
    first, again = (act(published_template, by=caseworker).id for _ in range(2))
    assert first == again
    [line] = act(list_templates)
    assert (line.number, line.name, line.status) == (1, CORE_NAME, TemplateStatus.PUBLISHED)
    assert act(get_template, first).draft.content == core_content()
    trace = session.scalars(select(AuditEntry).where(AuditEntry.object_id == first)).one()
    assert trace.professional_id == caseworker.professional_id


@pytest.mark.usefixtures("own_engine")
def test_two_first_diagnoses_at_once_publish_it_once():
    viewer = committed_viewer()

    def ask(_number):
        with write_session(viewer) as session:
            return published_template(session, viewer).id

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1


def committed_viewer():
    """Somebody of a consortium that is really there."""
    with SessionFactory.begin() as session:
        consortium = make_consortium(session, territory_id=HERE)
        return viewer_for(session, make_professional(session, consortium))


def test_publishing_retires_the_former_version_and_starts_again_from_it(act, draft):
    rewrite(act, draft, name="Première")
    publish(act, draft)
    publish(act, draft)
    second = start(act, draft)
    assert act(get_template, second).draft.name == "Première"
    publish(act, second)
    assert statuses(act) == {2: "published", 1: "retired"}
    assert act(published_template).id == second


def test_a_published_or_retired_version_never_changes(act, draft):
    publish(act, draft)
    for retired in (False, True):
        if retired:
            act(retire_template, draft)
            act(retire_template, draft)
        for refused in (lambda: rewrite(act, draft, name="Autre"), lambda: act(drop_template_draft, draft)):
            with pytest.raises(ForbiddenError, match="ne change plus"):
                refused()
    with pytest.raises(ForbiddenError, match="retirée"):
        publish(act, draft)
    assert act(get_template, draft).draft.name == OWN_NAME


def test_once_retired_the_next_diagnosis_takes_the_national_core(act, draft):
    publish(act, draft)
    act(retire_template, draft)
    assert act(published_template).name == CORE_NAME
    assert statuses(act) == {2: "published", 1: "retired"}


def test_each_change_is_signed_without_words(session, act, draft):
    rewrite(act, draft, name="Autre", written_with="la CAF")
    publish(act, draft)
    act(retire_template, draft)
    found = session.scalars(
        select(AuditEntry).where(AuditEntry.object_id == draft).order_by(AuditEntry.sequence)
    )
    assert [line.detail for line in found] == ["", "name, written_with", "published", "retired"]


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.ADMINISTRATOR, Role.COORDINATOR)]
)
def test_other_roles_manage_nothing(session, consortium, act, draft, role):
    other = viewer_for(session, make_professional(session, consortium, roles=(role,)))
    with pytest.raises(ForbiddenError):
        start(acting(other))
    assert act(list_templates, by=other) == []
    with pytest.raises(NotFoundError):
        act(get_template, draft, by=other)


def test_a_version_of_another_consortium_does_not_exist(session, act, draft):
    away = make_consortium(session, territory_id="1-01")
    other = viewer_for(session, make_professional(session, away, roles=(Role.COORDINATOR,)))
    for action, values in (
        (get_template, {}),
        (publish_template, {"version": 1}),
        (retire_template, {}),
        (drop_template_draft, {}),
    ):
        with pytest.raises(NotFoundError):
            act(action, draft, by=other, **values)
    with pytest.raises(NotFoundError):
        start(acting(other), draft)


def test_what_was_made_with_each_version_is_counted(session, act):
    side = build_side(session, "1-01")
    coordination = side.viewers["coordinator"]
    [line] = act(list_templates, by=coordination)
    assert (line.started_count, line.validated_count) == (2, 1)
    session.execute(
        update(Diagnosis)
        .where(Diagnosis.id == side.diagnosis_id)
        .values(status="abandoned", closed_on=line.published_on)
    )
    [line] = act(list_templates, by=coordination)
    assert (line.started_count, line.validated_count) == (1, 1)


def test_an_answered_version_stays_as_it_was_when_the_frame_changes(session, act):
    side = build_side(session, "1-01")
    mine, coordination = side.viewers["referent"], side.viewers["coordinator"]
    before = act(get_diagnosis, side.diagnosis_id, by=mine)
    draft = start(acting(coordination), before_id(session, side))
    content = with_new_theme(core_content(), "Animaux", Field.SOCIAL)
    content = content.with_theme(replace(MOBILITY, label="Bouger", situations=MOBILITY.situations[::-1]))
    rewrite(acting(coordination), draft, content=content)
    publish(acting(coordination), draft)
    assert act(get_diagnosis, side.diagnosis_id, by=mine) == before
    assert before.content == core_content()
    assert act(published_template, by=mine).id == draft


def before_id(session, side):
    key = {"consortium_id": side.consortium.id, "status": TemplateStatus.PUBLISHED}
    return session.scalars(select(DiagnosisTemplate.id).filter_by(**key)).one()


def test_a_list_costs_one_statement_and_a_version_one(act, coordinator, draft, count_statements):
    for _ in range(3):
        publish(act, draft)
        draft = start(act, draft)
    for read, arguments in ((list_templates, ()), (get_template, (draft,))):
        with count_statements() as statements, read_session(coordinator) as session:
            read(session, coordinator, *arguments)
        assert len(statements) == 1
