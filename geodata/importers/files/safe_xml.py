"""XML read as a stream without entities: a document that declares any is refused, nothing outside is ever fetched."""

from pathlib import Path
from xml.parsers import expat

from geodata.errors import ImportRefused

_CHUNK = 1 << 16


def safe_parser() -> expat.XMLParserType:
    """A parser that refuses document types with entities and never follows references."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse_entities
    parser.UnparsedEntityDeclHandler = _refuse_entities
    parser.ExternalEntityRefHandler = _refuse_entities
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return parser


def _refuse_entities(*_told: object) -> int:
    raise ImportRefused(
        "XML 声明了实体（DTD），可能会无限展开，没有读取；请去掉 DOCTYPE 后重试。",
        "the XML declares entities (DTD), which may expand without end; remove its DOCTYPE and try again.",
    )


def root_name(path: Path) -> str:
    """The local name of the root element in lower case; '' where the file is no XML."""
    names: list[str] = []
    parser = safe_parser()
    parser.StartElementHandler = lambda name, _attributes: names.append(local(name))
    try:
        with path.open("rb") as file:
            while not names and (block := file.read(_CHUNK)):
                parser.Parse(block)
    except expat.ExpatError:
        pass
    return names[0].lower() if names else ""


def check_whole(path: Path) -> None:
    """Raises ImportRefused where entities are declared anywhere or the document is not well-formed to its end."""
    parser = safe_parser()
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as problem:
        raise malformed(problem) from None


def malformed(problem: expat.ExpatError) -> ImportRefused:
    """The refusal of a document that is cut or damaged, with the line."""
    told = expat.errors.messages.get(problem.code, "")
    return ImportRefused(
        f"文件在第 {problem.lineno} 行不是有效的 XML（{told}），不完整或已损坏，请重新导出。",
        f"the file is no valid XML at line {problem.lineno} ({told}); it is cut or damaged, export it again.",
    )


def local(name: str) -> str:
    """A tag's name without its prefix."""
    return name.rpartition(":")[2]
