"""The form that corrects a person's identity."""

from components.file.forms.fields import Fields
from components.file.forms.known import Known
from components.identity_fields import identity_fields as draw_identity
from domain.beneficiaries import IdentityDraft


def stored_identity(known: Known) -> IdentityDraft:
    """What the file holds."""
    header = known.view.header
    return IdentityDraft(
        civility=header.civility,
        birth_name=header.birth_name,
        usual_name=header.usual_name,
        first_names=header.first_names,
        birth_date=header.birth_date,
        phone=header.phone,
        email=header.email,
        address=header.address,
        postal_code=header.postal_code,
        commune_code=header.commune_code,
        preferred_channel=header.preferred_channel,
        do_not_leave_message=header.do_not_leave_message,
        do_not_write_to_address=header.do_not_write_to_address,
        interpreter_language=header.interpreter_language,
        publics=frozenset(header.publics),
    )


def identity_fields(fields: Fields, draft: IdentityDraft, known: Known) -> IdentityDraft:
    """Everything, as when the person was added."""
    typed, slots = draw_identity(known.communes, key=fields.key, stored=draft)
    fields.slots.update(slots)
    return typed
