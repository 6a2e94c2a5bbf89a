"""The table of areas on its way to a file."""

from dataclasses import astuple

from geodata.crs import LONLAT
from geodata.exporters.kind import Cell, Column, Shape
from geodata.exporters.options import Header
from geodata.exporters.table import Chunk, Table
from geodata.exporters.target import Target
from geodata.queries.heat_areas import AreasHeat, Borders
from geodata.rules.datums import Datum
from geodata.rules.levels import LEVEL_NAMES, Level
from layers.catalogue.events_heat import UNIT, UNIT_EN

from .heat_query import HeatQuery
from .heat_words import LEVELS_EN, asked_facts, borders_fact

COLUMNS = (
    Column("uuid", "编号", width=38),
    Column("code", "区域代码", width=18),
    Column("name", "名称", width=24),
    Column("name_en", "英文名称", width=32),
    Column("reports", "上报件数", Cell.WHOLE),
    Column("incidents", "事件数（重复合并）", Cell.WHOLE, width=18),
    Column("households", "户数", Cell.WHOLE),
    Column("km2", "面积（km²）", Cell.NUMBER),
    Column("per_1000_households", "每千户·30 天", Cell.NUMBER),
    Column("low", "每千户下限", Cell.NUMBER),
    Column("high", "每千户上限", Cell.NUMBER),
    Column("per_km2_30d", UNIT, Cell.NUMBER, width=16),
    Column("too_few", "样本过少", Cell.YES_NO),
)


def heat_table(found: AreasHeat, asked: HeatQuery, level: Level, borders: Borders, *, english: bool) -> Table:
    """The areas as rows, Chinese titles unless English is asked for; what was asked stands in the file too."""
    about = [(f"{name[0]}：{value[0]}", f"{name[1]}: {value[1]}") for name, value in asked_facts(asked)]
    about.append((f"层级：{LEVEL_NAMES[level]}", f"Level: {LEVELS_EN[level]}"))
    about += [(f"{name[0]}：{value[0]}", f"{name[1]}: {value[1]}") for name, value in borders_fact(borders)]
    about.append((f"密度单位：{UNIT}", f"Unit of density: {UNIT_EN}"))
    about.append((f"不在以上区域内：{found.outside} 件", f"In none of these areas: {found.outside}"))
    rows = [astuple(one)[1:] for one in found.areas]
    return Table(
        name="heat",
        columns=COLUMNS,
        shape=Shape.NONE,
        to=Target(LONLAT, Datum.WGS84),
        chunks=iter([Chunk(rows, None)]),
        about=tuple(about),
        header=Header.NAMES if english else Header.ZH,
    )
