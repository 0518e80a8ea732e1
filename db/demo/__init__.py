"""The demonstration territory: fictional people and paths, with the published orders of magnitude.

Every person, professional and company is invented; structures bear the names of public networks with
« exemple ». The draws aim at these figures, which tests/db/test_demo_figures.py checks on 2,000 people:

- 76 to 86 % of people present are oriented, after 79 to 102 days on average: DREES, OARSA 2018
  (Pyrénées-Orientales: 76 %, 102 days) and OARSA 2023 (France: 86 %, 79 days). About 8 in 10 have been
  present for more than a year: derived from the shares oriented by seniority in OARSA 2023.
- 22 to 51 % of oriented people hold a valid contract (22 % in the Pyrénées-Orientales, 49 to 51 % in France,
  people oriented to France Travail left out), 58 to 153 days after the orientation on average: OARSA 2018.
- Towards France Travail 40 %, the Département 32 %, others 28 %: OARSA 2023.
- 55 to 144 people per référent: Cour des comptes, « Le RSA », January 2022.
- A quarter of people leave within a year: Dares, October 2024; three contacts a year at least.

What is not honest about it: those figures describe RSA recipients, and are used here for every public; all
the rest (publics, ages, steps, missed appointments, late reviews, pauses) is plausible, not measured.
"""
