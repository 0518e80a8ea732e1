"""Figures and lists: what dashboards read."""

from collections.abc import Sequence

from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# Before referrals ended with the follow-up, those that nobody had given a place to stayed open. Ended now, on
# that day, with the share that they made unless another referral needs it.
LEFT = (
    " from support_period p where p.consortium_id = referral.consortium_id"
    " and p.id = referral.support_period_id and p.exited_on is not null"
)
END_REFERRALS = (
    "update referral set status = 'withdrawn', version = version + 1, closed_on ="
    f" (select case when p.exited_on > referral.sent_on then p.exited_on else referral.sent_on end{LEFT})"
    f" where status in ('sent', 'received', 'waiting') and exists (select 1{LEFT})"
)
MADE = (
    " from referral r join support_period p on p.consortium_id = r.consortium_id"
    " and p.id = r.support_period_id and p.exited_on is not null"
    " where r.consortium_id = group_member.consortium_id and r.id = group_member.id"
    " and r.status = 'withdrawn' and not exists (select 1 from referral o"
    " where o.consortium_id = r.consortium_id and o.support_period_id = r.support_period_id"
    " and o.structure_id = r.structure_id and o.status in"
    " ('sent', 'received', 'waiting', 'accepted', 'started'))"
)
END_SHARES = (
    "update group_member set version = version + 1, ended_on = (select case"
    f" when r.closed_on > group_member.started_on then r.closed_on else group_member.started_on end{MADE})"
    f" where ended_on is null and exists (select 1{MADE})"
)


def upgrade() -> None:
    """Referrals that the end of a follow-up should have ended."""
    op.execute(END_REFERRALS)
    op.execute(END_SHARES)


def downgrade() -> None:
    """Nothing: what was ended stays so."""
