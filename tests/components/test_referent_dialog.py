"""A new référent for one or more people: from whom, to whom, and what is saved."""

from streamlit.testing.v1 import AppTest


def _dialog():
    import streamlit as st

    from components.caseload_choice import choose
    from components.referent_dialog import referent_dialog

    people = {1: ("Durand Alix", "Camille Roux"), 2: ("Petit Léa", "Camille Roux"), 3: ("*Sab*", "Noé Gil")}
    choose(people)

    def save(chosen, **values):
        st.session_state["saved"] = (chosen, values, dict(st.session_state["caseload_chosen"]))

    referent_dialog(people, {8: "Nadia Roux — CCAS"}, why="", save=save)


def open_dialog():
    return AppTest.from_function(_dialog, default_timeout=20).run()


def test_nothing_is_saved_before_somebody_is_chosen():
    page = open_dialog()
    assert page.button[0].disabled


def test_the_confirmation_says_how_many_from_whom_to_whom():
    page = open_dialog()
    page.selectbox[0].set_value(8).run()
    assert page.markdown[-1].value == (
        "**3\u00a0personnes** : de Camille Roux \\(2\\)\\, Noé Gil \\(1\\), à **Nadia Roux**."
    )


def test_all_are_saved_at_once_and_stay_ticked_when_it_is_refused():
    page = open_dialog()
    page.selectbox[0].set_value(8).run()
    page.button[0].click().run()
    people, values, ticked = page.session_state["saved"]
    assert (people, values["professional_id"], ticked) == ([1, 2, 3], 8, {})
    assert list(page.session_state["caseload_chosen"]) == [1, 2, 3]
