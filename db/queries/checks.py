"""What must always be true in the database: a promise in French, and the SQL that counts what breaks it."""

from sqlalchemy import Connection, Date, bindparam, select, text
from sqlalchemy.orm import Session

from db.models.consortia import Consortium
from db.queries.audit_chain import find_broken_line
from db.queries.derived_checks import find_stale_lines
from db.queries.diagnosis_checks import DIAGNOSIS_PROMISES
from db.queries.new_offer_checks import NEW_OFFER_PROMISES
from db.queries.referral_checks import REFERRAL_PROMISES
from domain import clock
from domain.dates import months_before
from domain.job_checks import RECENT_MONTHS

# The statement of each promise counts the rows that break it; `since`: six months ago.
PROMISES = {
    "Toute personne suivie a une ligne dans la file active.": (
        "select count(*) from support_period p join beneficiary b on b.consortium_id = p.consortium_id"
        " and b.id = p.beneficiary_id and b.merged_into_id is null and b.anonymised_on is null"
        " where not exists (select 1 from"
        " caseload_entry e where e.consortium_id = p.consortium_id and e.beneficiary_id = p.beneficiary_id)"
    ),
    "La file active nomme le référent en cours de chacun.": (
        "select count(*) from caseload_entry e left join referent_assignment r"
        " on r.consortium_id = e.consortium_id and r.support_period_id = e.support_period_id"
        " and r.ended_on is null where coalesce(r.professional_id, 0) <> coalesce(e.referent_id, 0)"
    ),
    "La file active suit la dernière période d’accompagnement.": (
        "select count(*) from caseload_entry e join support_period p"
        " on p.consortium_id = e.consortium_id and p.beneficiary_id = e.beneficiary_id"
        " where p.id <> e.support_period_id and p.entered_on > e.entered_on"
    ),
    "Un dossier réuni à un autre renvoie à un dossier qui existe et n’est pas réuni lui-même.": (
        "select count(*) from beneficiary b left join beneficiary k on k.consortium_id = b.consortium_id"
        " and k.id = b.merged_into_id and k.merged_into_id is null"
        " where b.merged_into_id is not null and k.id is null"
    ),
    "Un dossier réuni à un autre n’est plus dans la file active.": (
        "select count(*) from beneficiary b join caseload_entry e on e.consortium_id = b.consortium_id"
        " and e.beneficiary_id = b.id where b.merged_into_id is not null"
    ),
    "Aucun rendez-vous honoré n’est dans le futur.": (
        "select count(*) from appointment where status = 'honoured' and starts_at > current_timestamp"
    ),
    "Un groupe de suivi nomme une structure et un de ses professionnels.": (
        "select count(*) from group_member g join professional p on p.consortium_id = g.consortium_id"
        " and p.id = g.professional_id where p.structure_id <> g.structure_id and g.ended_on is null"
    ),
    "Un contact de maintien à faire suit un emploi du même suivi, commencé ce jour-là.": (
        "select count(*) from job_check c where c.made_on is null and c.step_id is not null and not exists"
        " (select 1 from step s where s.consortium_id = c.consortium_id and s.id = c.step_id"
        " and s.support_period_id = c.support_period_id and s.started_on = c.started_on"
        " and s.kind in ('job', 'integration_job', 'business'))"
    ),
    "Le dernier emploi, s’il a commencé depuis six mois, a ses contacts à 1, 3 et 6 mois.": (
        "select count(*) from step s join support_period p on p.consortium_id = s.consortium_id"
        " and p.id = s.support_period_id where s.kind in ('job', 'integration_job', 'business')"
        " and s.started_on >= :since and (s.outcome is null or s.outcome <> 'not_started') and not exists"
        " (select 1 from step o where o.consortium_id = s.consortium_id"
        " and o.support_period_id = s.support_period_id and o.id <> s.id and o.started_on >= s.started_on"
        " and o.kind in ('job', 'integration_job', 'business')) and (p.exit_reason is null"
        " or p.exit_reason not in ('lasting_job', 'transition_job', 'business')"
        " or s.ended_on is null or s.ended_on > p.exited_on) and 3 <> (select count(*) from job_check c"
        " where c.consortium_id = s.consortium_id and c.step_id = s.id)"
    ),
    "Chaque consortium a son journal d’audit.": (
        "select count(*) from consortium c where not exists"
        " (select 1 from audit_head h where h.consortium_id = c.id)"
    ),
    **DIAGNOSIS_PROMISES,
    **REFERRAL_PROMISES,
    **NEW_OFFER_PROMISES,
    "Les 79 territoires publiés sont là.": "select abs(count(*) - 79) from territory",
}


def run_checks(connection: Connection) -> list[str]:
    """The promises that are broken, each with how many times."""
    broken, since = [], months_before(clock.now().date(), RECENT_MONTHS)
    for promise, statement in PROMISES.items():
        known = text(statement)
        if ":since" in statement:
            known = known.bindparams(bindparam("since", since, Date()))
        count = connection.scalar(known) or 0
        if count:
            broken.append(f"{promise} ({count} fois le contraire)")
    with Session(connection) as session:
        broken += find_stale_lines(session)
    return broken + _broken_journals(connection)


def _broken_journals(connection: Connection) -> list[str]:
    with Session(connection) as session:
        consortia = session.execute(select(Consortium.id, Consortium.name).order_by(Consortium.id)).all()
        return [
            f"Le journal de « {name} » est rompu à la ligne {line}."
            for consortium_id, name in consortia
            if (line := find_broken_line(session, consortium_id)) is not None
        ]
