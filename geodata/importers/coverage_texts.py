"""What is said of a coverage's faults and of their repair, in Chinese and English."""

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.analysis.coverage_faults import SMALL, Fault, FaultKind
from geodata.analysis.coverage_repair import Change

_MOST_NAMED = 3


@dataclass(frozen=True)
class Said:
    """A sentence in both languages, and the code it is counted under."""

    code: str
    zh: str
    en: str


def fault_said(fault: Fault, names: Sequence[str]) -> Said:
    """A fault with its area and the areas concerned."""
    size = f"{fault.area_m2:,.2f} m²"
    zh, en = _named(fault, names)
    if fault.kind is FaultKind.OVERLAP:
        return Said("overlap", f"{zh}重叠 {size}", f"{en} overlap by {size}")
    width = f"{fault.width_m or 0:,.2f} m"
    if fault.kind is FaultKind.NEAR_MISS:
        along = f"{fault.length_m or 0:,.1f} m"
        return Said(
            "near_miss",
            f"{zh}的边界应相接却有 {along} 长、至多 {width} 宽的开口缝",
            f"the borders of {en} should meet but run apart for {along}, by up to {width}",
        )
    if fault.kind is FaultKind.VOID:
        inside = f"{fault.islands_m2:,.2f} m²"
        islands = (
            (f"，其中 {inside} 由围在里面的区域覆盖", f", {inside} of it islands")
            if fault.islands_m2
            else ("", "")
        )
        return Said(
            "void",
            f"{zh}之间有空白 {size}（宽 {width}{islands[0]}），请确认是否本应为空；不会自动填补",
            f"a void of {size} ({width} wide{islands[1]}) between {en}; confirm that it is meant: it is never filled",
        )
    if len(fault.members) == 1:
        return Said(
            "hole",
            f"{zh}自身有狭窄的内洞 {size}（宽 {width}），不会自动填补",
            f"{en} has a narrow hole of its own of {size} ({width} wide); it is never filled",
        )
    return Said("gap", f"{zh}之间有缝隙 {size}（宽 {width}）", f"a gap of {size} ({width} wide) between {en}")


def small_said(count: int, total_m2: float) -> Said:
    """The faults that are only counted and summed."""
    return Said(
        SMALL,
        f"另有 {count} 处不足 0.1 m² 的重叠或缝隙，合计 {total_m2:.4f} m²",
        f"{count} more overlaps or gaps below 0.1 m², {total_m2:.4f} m² together",
    )


def change_said(change: Change) -> Said:
    """What a repair did to one area."""
    keys = ", ".join(change.keys)
    zh = (
        f"已修复（{keys}）：面积 {change.area_before_m2:,.2f} → {change.area_after_m2:,.2f} m²，"
        f"增 {change.gained_m2:,.2f}、减 {change.lost_m2:,.2f} m²"
    )
    en = (
        f"repaired ({keys}): area {change.area_before_m2:,.2f} → {change.area_after_m2:,.2f} m², "
        f"gained {change.gained_m2:,.2f}, lost {change.lost_m2:,.2f} m²"
    )
    if change.lost_households is not None:
        zh += f"，按面积约移出 {change.lost_households:,.1f} 户"
        en += f", about {change.lost_households:,.1f} households with it"
    return Said("coverage_repair", zh, en)


def left_said(key: str) -> Said:
    """A fault that a repair could not settle."""
    return Said(
        "coverage_left",
        f"{key} 未修复：双方几乎完全重叠，任何一方让出都会消失，请改正文件",
        f"{key} was not mended: each lies nearly all in the other, so one would vanish; put the file right",
    )


def _named(fault: Fault, names: Sequence[str]) -> tuple[str, str]:
    shown = [names[member] for member in fault.members[:_MOST_NAMED]]
    more = len(fault.members) - len(shown)
    zh = "、".join(shown) + (f"等 {len(fault.members)} 个区域" if more else "")
    en = ", ".join(shown) + (f" and {more} more" if more else "")
    return zh, en if more or len(shown) != 2 else " and ".join(shown)
