"""A form without NUL characters: PostgreSQL stores none, so nothing can be meant by them."""

from django.http import QueryDict

from geodata.errors import BadParameter


def checked_form(form: QueryDict) -> QueryDict:
    """The form itself; raises BadParameter where a name or a value holds a NUL character."""
    if any("\0" in text for name, values in form.lists() for text in (name, *values)):
        raise BadParameter(
            "填写的内容里有空字符（NUL），请去掉后再提交。",
            "What was filled in holds a NUL character; leave it out and send it again.",
        )
    return form
