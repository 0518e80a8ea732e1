"""Passwords made for somebody else."""

from math import log2

from domain import temporary_passwords as passwords


def test_a_temporary_password_is_as_hard_to_guess_as_it_says():
    *words, number = passwords.new_password().split("-")
    known = set(passwords._WORDS.split())
    assert set(words) <= known
    assert 1_000 <= int(number) < 10_000
    assert len(words) * log2(len(known)) + log2(9_000) >= 50


def test_two_are_never_alike_and_none_is_cut_by_the_hash():
    made = {passwords.new_password() for _ in range(200)}
    assert len(made) == 200
    assert max(map(len, made)) <= 72
