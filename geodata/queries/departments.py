"""Departments by the words files use for them."""

from geodata.models import Department


def department_ids() -> dict[str, int]:
    """Ids by code and by Chinese and English name, all in lower case (1 statement)."""
    found: dict[str, int] = {}
    for pk, code, name, name_en in Department.objects.values_list("id", "code", "name", "name_en"):
        found |= {word.lower(): pk for word in (name_en, name, code) if word}
    return found


def departments() -> list[tuple[int, str, str]]:
    """Id, Chinese and English name of every department, by code (1 statement)."""
    rows = Department.objects.order_by("code").values_list("id", "name", "name_en")
    return [(pk, name, name_en or name) for pk, name, name_en in rows]
