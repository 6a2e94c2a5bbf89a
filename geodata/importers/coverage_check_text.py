"""A check of a coverage for reading, in Chinese and English."""

from typing import Any

MOST_SHOWN = 20


def check_text(told: dict[str, Any]) -> str:
    """The lines of a check; `told` is CoverageCheck.as_dict()."""
    lines = [
        f"{told['file']}：{told['features']:,} 个要素，{told['polygons']:,} 个面，其中无效 {told['invalid']:,} 个；"
        f"量算：{told['measured_in']['zh']}",
        f"{told['features']:,} features, {told['polygons']:,} polygons, {told['invalid']:,} of them invalid; measured in "
        f"{told['measured_in']['en']}",
    ]
    for name, title, line in _SECTIONS:
        lines += _section(told.get(name, []), title, line)
    small = told["small"]
    if small["count"]:
        lines.append(
            f"不足 0.1 m² 的共 {small['count']} 处、{small['sum_m2']:.4f} m² · "
            f"{small['count']} below 0.1 m², {small['sum_m2']:.4f} m² together"
        )
    if not small["count"] and not any(told.get(name) for name, _, _ in _SECTIONS if name != "problems"):
        lines.append("没有发现重叠、缝隙或空白。 · No overlap, gap or void was found.")
    return "\n".join(lines)


def _section(found: list[dict[str, Any]], title: str, line: Any) -> list[str]:
    if not found:
        return []
    lines = [f"{title}：{len(found)}", *(f"  {line(one)}" for one in found[:MOST_SHOWN])]
    if len(found) > MOST_SHOWN:
        lines.append(f"  … 另有 {len(found) - MOST_SHOWN:,} 条，见 --json · more with --json")
    return lines


def _at(one: dict[str, Any]) -> str:
    return "({:.1f}, {:.1f})".format(*one["place"])


def _overlap(one: dict[str, Any]) -> str:
    return f"第 {one['a']} 与第 {one['b']} 行 · rows {one['a']} and {one['b']}: {one['area_m2']:,.2f} m² {_at(one)}"


def _void(one: dict[str, Any]) -> str:
    rows = ", ".join(map(str, one["neighbours"][:6])) + (" …" if len(one["neighbours"]) > 6 else "")
    hole = "，自身内洞 · own hole" if one["own_hole"] else ""
    return f"{one['area_m2']:,.2f} m²，宽 · width {one['width_m']:,.2f} m，行 · rows {rows}{hole} {_at(one)}"


def _near_miss(one: dict[str, Any]) -> str:
    size = f"{one['length_m']:,.1f} m × {one['width_m']:.3f} m"
    return f"第 {one['a']} 与第 {one['b']} 行 · rows {one['a']} and {one['b']}: {size} {_at(one)}"


def _twin(one: dict[str, Any]) -> str:
    return f"第 {one['b']} 行与第 {one['a']} 行相同 · row {one['b']} is the same as row {one['a']}"


def _crossing(one: dict[str, Any]) -> str:
    rows = f"第 {one['child']} 行进入上级第 {one['parent']} 行 · row {one['child']} in parent row {one['parent']}"
    return f"{rows}: {one['area_m2']:,.1f} m² ({one['share']:.2%}) {_at(one)}"


def _problem(one: dict[str, Any]) -> str:
    row = f"第 {one['row']} 行 · row {one['row']}: " if one["row"] is not None else ""
    return f"{row}{one['message']}"


_SECTIONS = (
    ("overlaps", "重叠 · overlaps", _overlap),
    ("gaps", "缝隙（宽不足 10 m） · gaps (under 10 m wide)", _void),
    ("voids", "空白，请确认 · voids, to be confirmed", _void),
    ("near_misses", "未接合的边界 · borders that miss each other", _near_miss),
    ("duplicates", "重复图形 · the same shape twice", _twin),
    ("crossings", "越过上级界线 · crossing their parent", _crossing),
    ("problems", "记录 · records", _problem),
)
