"""Rows of the rights matrix for the bodies and their members."""

from db.actions.commissions import bodies
from domain.commissions.body_drafts import BodyDraft, MemberDraft
from domain.identifiers import new_id
from tests.db.rights import EVERYBODY, Row

RUN = frozenset({"coordinator", "commission_secretary"})
_BODY, _MEMBER = BodyDraft("Une autre commission"), MemberDraft(name="Quelqu’un")


def _add_member(session, viewer, here):
    bodies.add_member(session, viewer, here.commission.body_id, record_id=new_id(), draft=_MEMBER)


BODY_WRITES = {
    "commissions.bodies.create_body": Row(
        lambda s, v, _: bodies.create_body(s, v, record_id=new_id(), draft=_BODY),
        frozenset({"coordinator"}),
        EVERYBODY - {"coordinator", "stranger"},
    ),
    "commissions.bodies.change_body": Row(
        lambda s, v, here: bodies.change_body(s, v, here.commission.body_id, version=1, draft=_BODY), RUN
    ),
    "commissions.bodies.reopen_body": Row(
        lambda s, v, here: bodies.reopen_body(s, v, here.commission.body_id), RUN
    ),
    "commissions.bodies.add_member": Row(_add_member, RUN),
    "commissions.bodies.change_member": Row(
        lambda s, v, here: bodies.change_member(s, v, here.commission.member_id, version=1, draft=_MEMBER),
        RUN,
    ),
    "commissions.bodies.end_member": Row(
        lambda s, v, here: bodies.end_member(s, v, here.commission.member_id), RUN
    ),
}
UNSCOPED_BODY_ACTIONS = {
    "commissions.bodies.close_body": "as reopen_body, once no meeting is to come: the world has one open",
}
