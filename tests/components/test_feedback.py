"""Refusals are said in French, confirmations once, conflicts until a side is chosen."""

import pytest
from streamlit.testing.v1 import AppTest


def _refused() -> None:
    from components.feedback import domain_errors_shown
    from domain.errors import InvalidInputError, NotFoundError

    with domain_errors_shown():
        raise NotFoundError
    with domain_errors_shown():
        raise InvalidInputError({"phone": "Numéro *incomplet*.", "email": "Adresse incomplète."})


def _broken() -> None:
    from components.feedback import domain_errors_shown

    with domain_errors_shown():
        raise KeyError("bug")


def _confirming() -> None:
    import streamlit as st

    from components.feedback import confirm_after_rerun, show_confirmation

    show_confirmation()
    if st.button("Enregistrer"):
        confirm_after_rerun("Étape ajoutée.")


def _form() -> None:
    import streamlit as st

    from components.feedback import show_problems

    st.text_input("Téléphone")
    slots = {"phone": st.empty()}
    problems = {"phone": "Ce numéro n’a pas dix chiffres.", "": "Autre souci."}
    show_problems(slots, problems, {"phone": "Téléphone", "email": "Courriel"})


def _conflict() -> None:
    import streamlit as st

    from components.feedback import conflict_choice
    from domain.errors import EditConflictError, FieldDifference

    refused = st.button("Enregistrer")
    error = EditConflictError([FieldDifference("Lieu", "Prades", "Céret")], 3) if refused else None
    st.text(f"choix : {conflict_choice(error, key='step')}")


def test_refusals_are_shown_and_the_page_goes_on() -> None:
    first, second = AppTest.from_function(_refused).run().error
    assert "n’existe pas" in first.value
    assert r"Numéro \*incomplet\*" in second.value
    assert "Adresse incomplète" in second.value


def test_a_bug_is_not_hidden() -> None:
    assert AppTest.from_function(_broken).run().exception


def test_a_confirmation_is_shown_once() -> None:
    page = AppTest.from_function(_confirming).run()
    assert not page.toast
    assert page.button[0].click().run().toast[0].value == "Étape ajoutée\\."
    assert not page.run().toast


def test_problems_are_said_under_their_field_and_none_is_lost() -> None:
    """T166."""
    page = AppTest.from_function(_form).run()
    assert [line.value for line in page.markdown] == [
        ":small[:red[:material/error: Ce numéro n’a pas dix chiffres\\.]]",
        ":small[:red[:material/error: Autre souci\\.]]",
    ]
    assert page.error[0].value == "Rien n’est encore enregistré : corrigez les champs signalés (Téléphone)."


@pytest.mark.parametrize(("button", "choice"), [("mine", "mine"), ("theirs", "theirs")])
def test_a_conflict_stays_until_a_side_is_chosen(button: str, choice: str) -> None:
    page = AppTest.from_function(_conflict).run()
    page.button[0].click().run().run()
    assert {"Prades", "Céret"} <= {text.value for text in page.text}
    page.button(f"step_conflict_{button}").click().run()
    assert page.text[-1].value == f"choix : {choice}"
    assert page.run().text[-1].value == "choix : None"
