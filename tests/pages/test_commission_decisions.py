"""Décisions et notifications, as who runs a regulatory body meets them."""

from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.models.cases import AgendaPoint
from db.models.settings import ConsortiumSetting
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.words import CommissionFamily, Conclusion, MeetingState
from domain.identifiers import new_id
from navigation import DECISIONS, MEETINGS
from tests.db.meeting_days import make_day
from tests.factories import TODAY
from tests.services.file_screen import words
from tests.services.shared import PROJECT


def open_page(session, *, is_on, path=DECISIONS.path):
    held = make_day(session, family=CommissionFamily.REGULATORY)
    held.points[0].conclusion, held.points[0].conclusion_words = Conclusion.OPINION, "Avis favorable"
    held.meeting.state = MeetingState.TO_VALIDATE
    key = {"consortium_id": held.body.consortium_id, "id": new_id()}
    session.add(ConsortiumSetting(**key, code=REGULATORY_ON, value=int(is_on)))
    session.commit()
    identify_with(lambda: held.secretary)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page.switch_page(path).run()
    assert not page.exception
    return page


def pick(page, point_id):
    key = f"decisions_{hash((point_id,))}"
    page.session_state[key] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    return page.run()


def test_the_list_says_what_is_awaited(session):
    page = open_page(session, is_on=True)
    assert list(page.dataframe[0].value["Où en est-on"]) == ["Décision attendue"]
    page.selectbox(key="decision_step").select_index(2).run()
    assert "Aucune situation ne répond" in words(page)


def test_the_page_says_so_when_switched_off(session):
    assert "n’a pas activé les instances réglementaires" in words(open_page(session, is_on=False))


def test_the_meetings_lead_to_the_decisions_only_where_such_bodies_are_on(session):
    labels = [
        link.proto.label for link in open_page(session, is_on=True, path=MEETINGS.path).get("page_link")
    ]
    assert DECISIONS.title in labels


def test_no_link_where_they_are_off(session):
    page = open_page(session, is_on=False, path=MEETINGS.path)
    assert DECISIONS.title not in [link.proto.label for link in page.get("page_link")]


def test_what_somebody_else_decided_meanwhile_is_shown_beside_what_was_typed(session):
    page = open_page(session, is_on=True)
    point = session.scalars(select(AgendaPoint).where(AgendaPoint.conclusion.is_not(None))).one()
    form = f"decision_{point.id}"
    pick(page, point.id)
    point.decision, point.decided_by, point.decided_on = "Avis favorable", "Le maire", TODAY
    session.commit()
    page.text_input(key=f"{form}_decided_by").input("La présidence")
    page.date_input(key=f"{form}_decided_on").set_value(TODAY)
    page.button(key=f"FormSubmitter:{form}-Enregistrer la décision").click()
    assert "Quelqu’un d’autre a modifié" in words(pick(page, point.id))
    page.button(key=f"{form}_conflict_mine").click()
    pick(page, point.id)
    session.expire_all()
    assert point.decided_by == "La présidence"
