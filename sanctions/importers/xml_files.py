"""XML, read element by element: no entities, no network, no document type."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from .entries import ListFile, ListFormatError

HEAD_BYTES = 4096  # searched for a document type before anything is parsed

Element: TypeAlias = Any  # lxml has no types of its own


def elements(file: ListFile, *, root: str, wanted: frozenset[str]) -> Iterator[Element]:
    """Give each wanted element when it is complete, then forget it.

    Names are local: authorities change their namespace addresses. The root comes first,
    still empty, for its attributes.

    Raises:
        ListFormatError: It is not well-formed, or cut off, or has a document type, or
            another root.
    """
    head = file.stream.read(HEAD_BYTES)
    file.stream.seek(0)
    if not head.strip():
        raise ListFormatError(file.name, "", "is empty.")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"<html" in head.lower():
        problem = "has a document type: it is a web page, or made to do harm."
        raise ListFormatError(file.name, "", problem)
    parser = etree.iterparse(
        file.stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from _walk(file, parser, root, wanted)
    except etree.XMLSyntaxError as error:
        problem = f"is not well-formed XML ({error.msg}); is the file cut off?"
        raise ListFormatError(file.name, f"line {error.lineno}", problem) from error


def _walk(
    file: ListFile, parser: Element, root: str, wanted: frozenset[str]
) -> Iterator[Element]:
    depth = 0  # of wanted elements that are open
    is_first = True
    for event, element in parser:
        name = local(element)
        if is_first:
            is_first = False
            _check_root(file, element, name, root)
            yield element
        elif name not in wanted:
            if event == "end" and not depth:
                _forget(element)
        elif event == "start":
            depth += 1
        else:
            depth -= 1
            yield element
            if not depth:
                _forget(element)


def _check_root(file: ListFile, element: Element, name: str, root: str) -> None:
    if element.getroottree().docinfo.doctype:
        raise ListFormatError(file.name, "", "has a document type, which is refused.")
    if name != root:
        problem = f"has the root <{name}> and should have <{root}>."
        raise ListFormatError(file.name, "", problem)


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def local(element: Element) -> str:
    """Give an element's name without its namespace."""
    name: str = element.tag
    return name.rpartition("}")[2]


def children(element: Element, *path: str) -> Iterator[Element]:
    """Give the descendants at a path of local names."""
    for child in element:
        if local(child) == path[0]:
            if len(path) == 1:
                yield child
            else:
                yield from children(child, *path[1:])


def text(element: Element, *path: str) -> str:
    """Give the text of the first descendant at a path, stripped; "" if there is none.

    Without a path, the element's own text.
    """
    for child in children(element, *path) if path else (element,):
        written: str = child.text or ""
        return " ".join(written.split())
    return ""


def texts(element: Element, *path: str) -> list[str]:
    """Give the texts of all descendants at a path that have one."""
    found = (text(child) for child in children(element, *path))
    return [written for written in found if written]
