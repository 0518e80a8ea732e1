"""The demonstration territory: fictional people and paths, a consortium that works well, not perfectly.

Every person, professional and company is invented; structures bear the names of public networks with
« exemple ». Eighteen months ago it stood where the published figures say; it has come further since
(model.py: `between`), so that twelve months show a trend. tests/db/test_demo_figures.py checks on 2,000:

- On 31 December of last year 86 to 90 % of people present were oriented, after about 80 days on average:
  DREES, OARSA 2023 (France: 86 %, 79 days); 2018 (Pyrénées-Orientales: 76 %, 102 days). Fewer wait now.
  About 8 in 10 have been present for more than a year: derived from the shares oriented by seniority in 2023.
- Contracts came 58 to 153 days after the orientation, and half of people had one (OARSA 2018): so did they
  here; now most have one, as the law of 18 December 2023 asks of everybody.
- Towards France Travail 40 %, the Département 32 %, others 28 %: OARSA 2023.
- 55 to 144 people per référent: Cour des comptes, « Le RSA », January 2022.
- A quarter of people leave within a year: Dares, October 2024; three contacts a year at least.
- A quarter to a third of people have an alert, each rule has some (slips.py, care.py); eight appointments in
  ten are honoured, eight reviews in ten up to date: plausible, measured nowhere.

What is not honest about it: those figures describe RSA recipients, and are used here for every public; all
the rest (publics, ages, steps, missed appointments, late reviews, pauses) is plausible, not measured.
"""
