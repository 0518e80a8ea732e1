"""What must always be true of the shared diagnostic: promises for db/queries/checks.py."""

_INTERVIEWER = (
    "(select {counted} from diagnosis_interviewer i where i.consortium_id = d.consortium_id"
    " and i.diagnosis_id = d.id and i.validated_at {validated})"
)
_VALIDATED = _INTERVIEWER.format(counted="count(distinct i.field)", validated="is not null")
_WAITED_FOR = _INTERVIEWER.format(counted="count(*)", validated="is null and i.released_at is null")

# Beside what constraints already hold (one row open a stay). Local themes do not count as explored.
DIAGNOSIS_PROMISES = {
    "Un diagnostic ouvert, et lui seul, n’a pas de date de clôture\u00a0: un suivi n’en a donc qu’un.": (
        "select count(*) from diagnosis where (closed_on is null) <> (status in ('draft', 'completed'))"
    ),
    "Un suivi n’a qu’un diagnostic validé qui ne soit pas remplacé, sauf dans deux dossiers réunis.": (
        "select count(*) from (select consortium_id, support_period_id from diagnosis"
        " where status = 'validated' group by consortium_id, support_period_id having count(*) > 1) d"
        " join support_period p on p.consortium_id = d.consortium_id and p.id = d.support_period_id"
        " where not exists (select 1 from beneficiary b where b.consortium_id = p.consortium_id"
        " and b.merged_into_id = p.beneficiary_id)"
    ),
    "Un diagnostic validé l’a été par tous ceux que l’on attendait, et par une personne au moins.": (
        "select count(*) from diagnosis d where d.validated_on is not null"
        f" and ({_WAITED_FOR} > 0 or {_VALIDATED} = 0)"
    ),
    "Un diagnostic est conjoint quand chacun des deux champs l’a validé, et seulement alors.": (
        "select count(*) from diagnosis d"
        f" where d.is_joint <> (d.validated_on is not null and {_VALIDATED} = 2)"
    ),
    "Un diagnostic conclu a un parcours, un accord et, sauf à la sortie, un prochain point.": (
        "select count(*) from diagnosis where status in ('completed', 'validated', 'superseded')"
        " and (track is null or agreement is null or (next_review_on is null and moment <> 'exit'))"
    ),
    "Les priorités d’un diagnostic se suivent à partir de 1.": (
        "select count(*) from (select 1 from diagnosis_theme where priority_rank is not null"
        " group by consortium_id, diagnosis_id having min(priority_rank) <> 1"
        " or max(priority_rank) <> count(*) or count(distinct priority_rank) <> count(*)) broken"
    ),
    "Les thèmes abordés sont comptés d’après les réponses.": (
        "select count(*) from diagnosis d where d.status in ('completed', 'validated', 'superseded')"
        " and d.explored_count <> (select count(distinct a.theme) from diagnosis_answer a"
        " where a.consortium_id = d.consortium_id and a.diagnosis_id = d.id"
        " and a.state <> 'not_explored' and a.theme not like 'local-%')"
    ),
}
