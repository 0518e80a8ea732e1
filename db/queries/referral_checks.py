"""What must always be true of referrals: promises for db/queries/checks.py."""

_OVER = "('ended', 'refused', 'withdrawn')"

REFERRAL_PROMISES = {
    "Une orientation vers un service a une date de réponse dès que le service a répondu, pas avant.": (
        "select count(*) from referral where (answered_on is null and status in"
        " ('waiting', 'accepted', 'started', 'ended', 'refused'))"
        " or (answered_on is not null and status in ('sent', 'received'))"
    ),
    "Une orientation acceptée a un début convenu et une étape du même suivi.": (
        "select count(*) from referral r left join step s on s.consortium_id = r.consortium_id"
        " and s.id = r.step_id and s.support_period_id = r.support_period_id"
        " where r.status in ('accepted', 'started', 'ended') and (r.starts_on is null or s.id is null)"
    ),
    "Une orientation commencée dit depuis quand.": (
        "select count(*) from referral where status in ('started', 'ended') and started_on is null"
    ),
    "Une orientation close, et elle seule, a une date de fin.": (
        f"select count(*) from referral where (closed_on is null) <> (status not in {_OVER})"
    ),
    "Une orientation qui attend une place se termine avec le suivi.": (
        "select count(*) from referral r join support_period p on p.consortium_id = r.consortium_id"
        " and p.id = r.support_period_id"
        " where p.exited_on is not null and r.status in ('sent', 'received', 'waiting')"
    ),
}
