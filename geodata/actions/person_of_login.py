"""Who does something: the member of staff behind a login."""

from geodata.errors import Forbidden
from geodata.models import Staff


def person_of_login(user_id: int, doing: str) -> Staff:
    """The member of staff behind a login; Forbidden where there is none, with what they cannot do (in Chinese)."""
    person = Staff.objects.filter(user_id=user_id).first()
    if person is None:
        raise Forbidden(
            f"这个账号没有对应的工作人员，不能{doing}。", "This login belongs to no member of staff."
        )
    return person
