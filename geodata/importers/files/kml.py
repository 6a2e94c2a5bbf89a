"""KML: every Placemark a record, in the folder it lies in; links are named but never followed."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from xml.parsers import expat

import numpy as np

from geodata.errors import ImportRefused
from geodata.importers.report import Problem, Severity

from .batch import Batch
from .contents import CrsFound, EncodingFound, LayerFound, Opened, ReadOptions, Reason
from .encodings import find_encoding
from .flat_geometry import flatten
from .kml_placemark import Node, PlacemarkError, geometry_of, is_blank, values_of
from .notices import Notices, check_columns, most_records, summed_up
from .safe_xml import local, malformed, safe_parser

BATCH_RECORDS = 10_000
_CHUNK = 1 << 18
_SAMPLED = 8 << 20
_ROOTS = ("kml", "document", "folder", "placemark")
_OVERLAYS = ("GroundOverlay", "ScreenOverlay", "PhotoOverlay")
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding=["']([\w.-]{1,30})["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LEVELS_PER_FOLDER = 2


@dataclass
class _Walk:
    """Where a parser is in a document, and the Placemarks it has completed since they were last taken."""

    most_depth: int
    notices: Notices
    depth: int = 0
    done: list[tuple[Node, str]] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    open_nodes: list[Node] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    root: str = ""
    ended: bool = False
    text: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        self.depth += 1
        if self.depth > _LEVELS_PER_FOLDER * self.most_depth:
            raise _too_deep(self.most_depth)
        self.root = self.root or tag.lower()
        if self.root not in _ROOTS:
            raise _not_kml(tag)
        if self.open_nodes or tag == "Placemark":
            node = Node(tag, attributes)
            if self.open_nodes:
                self.open_nodes[-1].children.append(node)
            self.open_nodes.append(node)
            return
        self.outside.append(tag)
        self.text.clear()
        self._note(tag)

    def _note(self, tag: str) -> None:
        if tag == "Folder":
            self.folders.append("")
        self.notices.count("network_link", tag == "NetworkLink")
        self.notices.count("overlay", tag in _OVERLAYS)

    def data(self, text: str) -> None:
        if self.open_nodes:
            self.open_nodes[-1].pieces.append(text)
        elif self.outside and self.outside[-1] in ("name", "href"):
            self.text.append(text)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.ended = self.depth == 0
        if self.open_nodes:
            node = self.open_nodes.pop()
            if not self.open_nodes:
                self.done.append((node, "/".join(folder for folder in self.folders if folder)))
            return
        tag = self.outside.pop()
        if tag == "name" and self.folders and self.outside[-1:] == ["Folder"]:
            self.folders[-1] = "".join(self.text).strip()
        elif tag == "href" and "NetworkLink" in self.outside:
            self.links.append("".join(self.text).strip()[:200])
        elif tag == "Folder":
            self.folders.pop()

    def take(self) -> list[tuple[Node, str]]:
        taken, self.done = self.done, []
        return taken


def open_kml(path: Path, options: ReadOptions) -> Opened:
    """A KML file, or the folder of an unpacked KMZ; raises ImportRefused where it holds no Placemark."""
    main, others = _documents(path, options)
    encoding, codec = _encoding(main, options)
    first = Notices()
    columns, count, links = _survey(main, codec, options, first)
    check_columns(columns, options)
    # A document that ended before its file did is told as such, even where nothing is in it.
    if not count and not first.counts["junk_after_end"]:
        raise _nothing(first)
    name = main.stem if path.is_dir() else Path(options.file_name).stem
    layers = (LayerFound(name, count, "Geometry"), *(LayerFound(one.stem, -1, "Geometry") for one in others))
    reason = Reason("KML 规定为 WGS 84 经纬度", "KML is always longitude and latitude in WGS 84")
    notices = Notices()
    return Opened(
        format="kml",
        layers=layers,
        layer=name,
        columns=columns,
        encoding=encoding,
        crs=CrsFound(4326, "WGS 84", reason, degrees=True),
        batches=summed_up(_batches(main, codec, columns, notices, options), notices, options),
        problems=[_link(link) for link in links],
    )


def _documents(path: Path, options: ReadOptions) -> tuple[Path, list[Path]]:
    """The document to read and the others beside it: doc.kml, else the one nearest the top of a folder."""
    if path.is_file():
        return path, []
    found = [one for one in path.rglob("*") if one.suffix.lower() == ".kml" and one.is_file()]
    found.sort(key=lambda one: (len(one.parts), one.name.lower() != "doc.kml", one.name))
    if options.layer is not None:
        found.sort(key=lambda one: one.stem != options.layer)
    if not found:
        raise ImportRefused("压缩包里没有 KML 文件。", "there is no KML in the archive.")
    return found[0], found[1:]


def _encoding(path: Path, options: ReadOptions) -> tuple[EncodingFound, str]:
    """How the text is encoded, and the codec to read it with (a mark at the start is skipped)."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLED)
    for mark, codec in _BOMS:
        if sample.startswith(mark):
            reason = Reason("文件开头有编码标记", "a mark at the start of the file tells it")
            return EncodingFound(codec.removesuffix("-sig"), True, reason), codec
    declared = _DECLARED.search(sample[:1_000])
    lines = (line.strip() for line in sample.rpartition(b"\n")[0].split(b"\n") or [sample])
    texts = [line for line in islice(lines, 400_000) if not line.isascii()]
    found = find_encoding(
        texts or [sample[:200]], declared[1].decode() if declared else "utf-8", options.encoding
    )
    return found, found.name


def _placemarks(path: Path, codec: str, walk: _Walk) -> Iterator[tuple[Node, str]]:
    """Each Placemark with its folder; raises ImportRefused where the document breaks off."""
    parser = safe_parser()
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.data
    decoder = codecs.getincrementaldecoder(codec)(errors="replace")
    try:
        with path.open("rb") as file:
            while block := file.read(_CHUNK):
                parser.Parse(decoder.decode(block))
                yield from walk.take()
        parser.Parse(decoder.decode(b"", True), True)
    except expat.ExpatError as problem:
        if not walk.ended:
            raise malformed(problem) from None
        walk.notices.count("junk_after_end")
    yield from walk.take()


def _survey(
    path: Path, codec: str, options: ReadOptions, notices: Notices
) -> tuple[tuple[str, ...], int, list[str]]:
    """The columns in order of appearance, the number of Placemarks, and the links outside."""
    walk, count, blank, columns = _Walk(options.limits.depth, notices), 0, 0, {}
    for node, folder in _placemarks(path, codec, walk):
        count, blank = count + 1, blank + is_blank(node)
        columns |= dict.fromkeys(values_of(node, folder))
        if len(columns) > options.limits.columns:
            break
    return tuple(columns), count if count > blank else 0, walk.links


def _batches(
    path: Path, codec: str, columns: tuple[str, ...], notices: Notices, options: ReadOptions
) -> Iterator[Batch]:
    walk = _Walk(options.limits.depth, notices)
    placemarks = islice(_placemarks(path, codec, walk), most_records(options))
    first = 1
    while some := list(islice(placemarks, BATCH_RECORDS)):
        yield _batch(first, some, columns, notices, options)
        first += len(some)


def _batch(
    first: int,
    placemarks: list[tuple[Node, str]],
    columns: tuple[str, ...],
    notices: Notices,
    options: ReadOptions,
) -> Batch:
    rows, made, problems, values = [], [], [], []
    for row, (node, folder) in enumerate(placemarks, start=first):
        try:
            made.append(geometry_of(node, options.limits, notices))
        except PlacemarkError as fault:
            problems.append(Problem(*fault.args, row))
            continue
        rows.append(row)
        values.append(values_of(node, folder))
    row = np.array(rows, np.int64)
    geometry = np.full(len(made), None, dtype=object)
    geometry[:] = made
    flat = flatten(geometry, row, options.limits, notices)
    kept = np.flatnonzero(flat.usable).tolist()
    listed: dict[str, list[Any]] = {name: [values[i].get(name) for i in kept] for name in columns}
    return Batch(row[kept], listed, flat.geometry[kept], problems + flat.problems, len(placemarks))


def _link(address: str) -> Problem:
    text = (f"外部链接没有读取：{address}", f"a link outside was not read: {address}")
    return Problem("network_link_named", *text, severity=Severity.NOTICE)


def _nothing(notices: Notices) -> ImportRefused:
    overlays, links = notices.counts["overlay"], notices.counts["network_link"]
    zh = f"（有 {overlays} 幅叠加图片、{links} 处外部链接）" if overlays or links else ""
    en = f" ({overlays} overlaid pictures, {links} links outside)" if overlays or links else ""
    return ImportRefused(
        f"KML 里没有任何地标（Placemark）{zh}，请导出含点、线或面的 KML。",
        f"the KML has no Placemark{en}; export one with points, lines or polygons.",
    )


def _not_kml(tag: str) -> ImportRefused:
    return ImportRefused(
        f"不是 KML（最外层是“{tag[:30]}”），请检查文件。",
        f"this is no KML (its root is {tag[:30]}); check the file.",
    )


def _too_deep(limit: int) -> ImportRefused:
    return ImportRefused(
        f"KML 嵌套超过 {limit} 层，没有读取。",
        f"the KML is nested deeper than {limit} levels and was not read.",
    )
