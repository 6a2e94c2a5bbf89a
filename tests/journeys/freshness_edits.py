"""Random edits of events, service points and boundaries, each a transaction that tells the version it made."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from psycopg2 import extensions

Spot = tuple[float, float]
KINDS = {"events": "events", "service_points": "service_points", "grids": "grids"}
_AT = "ST_X(ST_Transform(geom, 4326)), ST_Y(ST_Transform(geom, 4326))"
_POINT = "ST_SetSRID(ST_Point(%s, %s), %s)"
_NAMES = ("便民服务站", "社区食堂", "卫生服务中心", "图书角", "活动室")


@dataclass(frozen=True)
class Edit:
    """What was changed: the layer that shows it, the data version it made, the places (lon, lat) it touched."""

    layer: str
    version: int
    spots: tuple[Spot, ...]
    what: str


class Editor:
    """Edits the tables of a town as the app's role does; each edit is committed when it is returned."""

    def __init__(self, connection: extensions.connection, srid: int, seed: int) -> None:
        self._connection = connection
        self._srid = srid
        self._chance = random.Random(seed)
        self._box = self._rows(
            "SELECT ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e) FROM (SELECT ST_Extent(geom) AS e "
            "FROM geodata_boundaryversion) t"
        )[0]
        self._added: list[int] = []
        self._today = self._rows("SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date")[0][0]
        self._whole = [row[0] for row in self._rows(_IN_FORCE)]
        self._ended: list[int] = []

    def edit(self) -> Edit:
        """One random edit."""
        actions: list[tuple[str, Callable[[], tuple[str, list[Spot]]]]] = [
            ("events", self._edit_event), ("service_points", self._edit_point), ("grids", self._edit_grid),
        ]  # fmt: skip
        layer, act = self._chance.choice(actions)
        try:
            what, spots = act()
            self._rows("SET CONSTRAINTS live_at_commit IMMEDIATE")
            version = self._rows("SELECT version FROM geodata_dataversion WHERE kind = %s", KINDS[layer])[0][
                0
            ]
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.commit()
        return Edit(layer, version, tuple(spots), what)

    def _rows(self, text: str, *bound: Any) -> list[tuple[Any, ...]]:
        with self._connection.cursor() as cursor:
            cursor.execute(text, bound or None)
            return cursor.fetchall() if cursor.description else []

    def _anywhere(self) -> tuple[float, float, int]:
        west, south, east, north = self._box
        return self._chance.uniform(west, east), self._chance.uniform(south, north), self._srid

    def _edit_event(self) -> tuple[str, list[Spot]]:
        acts = [self._add_event] if len(self._added) < 5 else [
            self._add_event, self._move_event, self._change_event, self._close_event, self._remove_event,
        ]  # fmt: skip
        return self._chance.choice(acts)()

    def _add_event(self) -> tuple[str, list[Spot]]:
        made = self._rows(
            "INSERT INTO geodata_event (uuid, category_id, priority, source, step, reported_at, due_at, geom) "
            f"SELECT gen_random_uuid(), id, 'general', 'resident', 'reported', now(), now() + interval '48 h', {_POINT} "
            f"FROM geodata_eventcategory ORDER BY random() LIMIT 1 RETURNING id, {_AT}",
            *self._anywhere(),
        )[0]
        self._added.append(made[0])
        return "event added", [made[1:]]

    def _move_event(self) -> tuple[str, list[Spot]]:
        return "event moved", self._move("geodata_event", self._chance.choice(self._added))

    def _change_event(self) -> tuple[str, list[Spot]]:
        told = self._chance.choice(("general", "urgent", "cross_department"))
        text = f"UPDATE geodata_event SET priority = %s WHERE id = %s RETURNING {_AT}"
        return "event changed", self._rows(text, told, self._chance.choice(self._added))

    def _close_event(self) -> tuple[str, list[Spot]]:
        text = f"UPDATE geodata_event SET closed_at = now(), step = 'evaluated' WHERE id = %s RETURNING {_AT}"
        return "event closed", self._rows(text, self._chance.choice(self._added))

    def _remove_event(self) -> tuple[str, list[Spot]]:
        gone = self._added.pop(self._chance.randrange(len(self._added)))
        return "event removed", self._rows(f"DELETE FROM geodata_event WHERE id = %s RETURNING {_AT}", gone)

    def _move(self, table: str, key: int) -> list[Spot]:
        old = self._rows(f"SELECT {_AT} FROM {table} WHERE id = %s", key)
        return old + self._rows(
            f"UPDATE {table} SET geom = {_POINT} WHERE id = %s RETURNING {_AT}", *self._anywhere(), key
        )

    def _edit_point(self) -> tuple[str, list[Spot]]:
        key = self._rows("SELECT id FROM geodata_servicepoint ORDER BY random() LIMIT 1")[0][0]
        name = f"{self._chance.choice(_NAMES)}{self._chance.randrange(10**6)}"
        act = self._chance.randrange(3)
        if act == 0:
            return "point moved", self._move("geodata_servicepoint", key)
        if act == 1:
            text = f"UPDATE geodata_servicepoint SET name = %s WHERE id = %s RETURNING {_AT}"
            return "point renamed", self._rows(text, name, key)
        gone = self._rows(f"DELETE FROM geodata_servicepoint WHERE id = %s RETURNING {_AT}", key)
        return "point replaced", gone + self._rows(
            "INSERT INTO geodata_servicepoint (uuid, kind, name, name_en, address, phone, opening_hours, accessibility, geom) "
            f"VALUES (gen_random_uuid(), 'station', %s, '', '', '', '', '{{}}', {_POINT}) RETURNING {_AT}",
            name, *self._anywhere(),
        )  # fmt: skip

    def _edit_grid(self) -> tuple[str, list[Spot]]:
        act = self._chance.randrange(4)
        if act == 0 and self._whole:
            return "border moved", self._move_border(self._whole.pop())
        if act == 1 and self._ended:
            return "border resumed", self._set_end(self._ended.pop(), None)
        if act == 2 and len(self._ended) < 3 and self._whole:
            self._ended.append(self._chance.choice(self._whole))
            self._whole.remove(self._ended[-1])
            return "border ended", self._set_end(self._ended[-1], self._today)
        key, *spot = self._rows(_A_GRID)[0]
        text = "UPDATE geodata_area SET name = %s WHERE id = %s"
        self._rows(text, f"改名网格{self._chance.randrange(10**6)}", key)
        return "grid renamed", [tuple(spot)]  # type: ignore[list-item]

    def _set_end(self, boundary: int, end: Any) -> list[Spot]:
        text = (
            "UPDATE geodata_boundaryversion SET valid = daterange(lower(valid), %s) WHERE id = %s "
            "RETURNING ST_X(ST_Transform(anchor, 4326)), ST_Y(ST_Transform(anchor, 4326))"
        )
        return self._rows(text, end, boundary)

    def _move_border(self, boundary: int) -> list[Spot]:
        """A new version in force from today on, some metres further east."""
        self._set_end(boundary, self._today)
        return self._rows(
            "INSERT INTO geodata_boundaryversion (uuid, area_id, valid, status, geom, anchor) "
            "SELECT gen_random_uuid(), area_id, daterange(%s, NULL), 'published', ST_Translate(geom, %s, 0), "
            "ST_Translate(anchor, %s, 0) FROM geodata_boundaryversion WHERE id = %s "
            "RETURNING ST_X(ST_Transform(anchor, 4326)), ST_Y(ST_Transform(anchor, 4326))",
            self._today, 40, 40, boundary,
        )  # fmt: skip


_IN_FORCE = """
SELECT b.id FROM geodata_boundaryversion b JOIN geodata_area a ON a.id = b.area_id
WHERE a.level = 'grid' AND b.status = 'published' AND upper_inf(b.valid) AND lower(b.valid) < current_date - 1 ORDER BY b.id"""
_A_GRID = """
SELECT a.id, ST_X(ST_Transform(b.anchor, 4326)), ST_Y(ST_Transform(b.anchor, 4326))
FROM geodata_area a JOIN geodata_boundaryversion b ON b.area_id = a.id
WHERE a.level = 'grid' AND b.status = 'published' AND b.valid @> (now() AT TIME ZONE 'Asia/Shanghai')::date
ORDER BY random() LIMIT 1"""
