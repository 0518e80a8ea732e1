"""The two buttons of a diagnosis: nothing is read, nor signed, before the click."""

from streamlit.testing.v1 import AppTest


def _screen():
    import streamlit as st

    from components.diagnosis.downloads import diagnosis_downloads

    def take_text(diagnosis_id):
        st.session_state["taken"] = diagnosis_id
        return "Le texte"

    diagnosis_downloads(5, take_sheet=lambda _: 1 / 0, take_text=take_text, key="diagnosis")


def test_nothing_is_taken_before_the_click():
    page = AppTest.from_function(_screen).run()
    assert not page.exception
    assert [button.label for button in page.get("download_button")] == ["Document pour la personne (PDF)"]
    assert "taken" not in page.session_state


def test_the_text_is_taken_at_the_click_and_what_it_leaves_out_is_said():
    page = AppTest.from_function(_screen).run()
    page.button[0].click().run()
    assert page.session_state["taken"] == 5
    assert page.code[0].value == "Le texte"
    assert "Les notes réservées et les coordonnées n’y figurent pas" in page.caption[0].value
