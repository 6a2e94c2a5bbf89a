"""What a reading found, as one JSON file: written by the reading process, checked when loaded."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from geodata.errors import ImportRefused
from geodata.rules.datums import Datum

from .contents import Contents, CrsFound, EncodingFound, EncodingTry, LayerFound, Reason
from .stored_batches import count_of, load_json, problem_from_json, problem_to_json, text_of

_CONTENTS, _UNPUBLISHED, _REFUSAL = "contents.json", "contents.part", "refused.json"
_SOURCE = "source.json"
# What a reading leaves in its folder besides the batches.
RESULT_NAMES = (_CONTENTS, _UNPUBLISHED, _REFUSAL, _SOURCE)
_MOST_BYTES = 64 * 1024**2
_MOST_LAYERS = 10_000


def store_contents(contents: Contents) -> None:
    """Write what was found into the contents' folder; it counts once it is published."""
    told = {name: getattr(contents, name) for name in ("format", "layer", "columns", "read", "truncated")}
    told |= {name: getattr(contents, name) for name in ("geometry_types", "bounds", "vertices", "rejected")}
    told["layers"] = [asdict(one) for one in contents.layers]
    told["encoding"] = contents.encoding and asdict(contents.encoding)
    told["crs"] = contents.crs and asdict(contents.crs)
    told["problems"] = [problem_to_json(one) for one in contents.problems]
    (contents.folder / _UNPUBLISHED).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def publish(folder: Path, name: str, sha256: str, size: int) -> None:
    """Say which file a folder's records are from, and let them count: contents.json is there only with all the rest.

    The parent knows the file; the reading process is not asked.
    """
    told = {"name": name, "sha256": sha256, "size": size}
    (folder / _SOURCE).unlink(missing_ok=True)
    (folder / _SOURCE).write_text(json.dumps(told), encoding="utf-8")
    (folder / _UNPUBLISHED).replace(folder / _CONTENTS)


def load_contents(folder: Path) -> Contents:
    """What an earlier reading into this folder found; raises ImportRefused where there is none or it is damaged."""
    try:
        source = load_json(folder / _SOURCE, _MOST_BYTES)
        return _contents(load_json(folder / _CONTENTS, _MOST_BYTES), source, folder)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ImportRefused(
            "读取结果不完整或已损坏，请重新读取文件。",
            "what was read is missing or damaged; read the file again.",
        ) from None


def _contents(told: Any, source: Any, folder: Path) -> Contents:
    types = {text_of(name): count_of(number) for name, number in told["geometry_types"].items()}
    return Contents(
        name=text_of(source["name"]),
        sha256=text_of(source["sha256"]),
        size=count_of(source["size"]),
        format=text_of(told["format"]),
        layers=tuple(_layer(one) for one in told["layers"][:_MOST_LAYERS]),
        layer=text_of(told["layer"]),
        columns=tuple(text_of(one) for one in told["columns"]),
        encoding=told["encoding"] and _encoding(told["encoding"]),
        crs=told["crs"] and _crs(told["crs"]),
        read=count_of(told["read"]),
        truncated=bool(told["truncated"]),
        geometry_types=types,
        bounds=told["bounds"] and _bounds(told["bounds"]),
        vertices=count_of(told["vertices"]),
        problems=[problem_from_json(one) for one in told["problems"]],
        folder=folder,
        rejected=count_of(told["rejected"]),
    )


def _layer(told: Any) -> LayerFound:
    return LayerFound(text_of(told["name"]), count_of(told["records"]), text_of(told["geometry"]))


def _reason(told: Any) -> Reason:
    return Reason(text_of(told["zh"]), text_of(told["en"]))


def _encoding(told: Any) -> EncodingFound:
    tries = tuple(
        EncodingTry(
            text_of(one["encoding"]),
            tuple(text_of(text) for text in one["samples"]),
            count_of(one["damaged"]),
        )
        for one in told["tries"]
    )
    return EncodingFound(text_of(told["name"]), bool(told["sure"]), _reason(told["reason"]), tries)


def _crs(told: Any) -> CrsFound:
    srid = None if told["srid"] is None else count_of(told["srid"])
    degrees = None if told["degrees"] is None else bool(told["degrees"])
    datum = text_of(told["datum"])
    if datum not in ("", *Datum):
        raise ValueError(datum)
    return CrsFound(srid, text_of(told["label"]), _reason(told["reason"]), degrees, datum)


def _bounds(told: Any) -> tuple[float, float, float, float]:
    west, south, east, north = (float(one) for one in told)
    return west, south, east, north


def load_refusal(folder: Path) -> ImportRefused:
    """The refusal a reading process left."""
    try:
        zh, en = (text_of(one)[:2_000] for one in load_json(folder / _REFUSAL, _MOST_BYTES))
    except (OSError, ValueError, TypeError):
        zh, en = "文件无法读取，原因不明。", "the file cannot be read, for an unknown reason."
    return ImportRefused(zh, en)
