"""Table files of RocksDB, and how this computer's name comes out of them.

RocksDB writes the host name into the properties of every table file, and Oxigraph has no option against it. So the name
is overwritten with hyphens, as many as it has bytes, and the checksum of the block that holds it is computed anew.

A file is blocks, each with a trailer (one byte for the compression, four for the checksum), and a footer that leads to
the index of named blocks. One of these holds the properties. Only what RocksDB writes today is understood, and only a
block whose checksum is right is changed.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["UnknownTable", "without_host"]

_MAGIC = bytes.fromhex("f7cff485b741e288")
_FOOTER = 53  # kind of checksum, two handles, 4 bytes of version, 8 of magic
_VERSIONS = range(2, 6)
_XXH3 = 4
_TRAILER = 5
_LAST_BYTE = 0x6B9083D9  # how the trailer's first byte goes into an XXH3 checksum
_PROPERTIES, _HOST = b"rocksdb.properties", b"rocksdb.creating.host.identity"


class UnknownTable(ValueError):
    """A file that is no table of RocksDB's, or one of a layout that is not known."""


class _Entry(NamedTuple):
    """An entry of a block: its key, and where its value is in the block."""

    key: bytes
    start: int
    end: int


def without_host(table: bytes) -> bytes:
    """Return a table file with hyphens in place of the host name; raises UnknownTable for what cannot be read.

    >>> without_host(b"no table")
    Traceback (most recent call last):
    casegraph.rdf.sst.UnknownTable: no table file of RocksDB
    """
    if len(table) < _FOOTER or not table.endswith(_MAGIC):
        raise UnknownTable("no table file of RocksDB")
    footer = table[-_FOOTER:]
    version = int.from_bytes(footer[-12:-8], "little")
    if version not in _VERSIONS or footer[0] != _XXH3:
        raise UnknownTable(f"a table file of version {version} with checksums of kind {footer[0]}")
    start, size = _handle(footer, 1)
    index = _block(table, start, size)
    for entry in _entries(index):
        if entry.key == _PROPERTIES:
            return _changed(table, *_handle(index, entry.start))
    return table


def _changed(table: bytes, start: int, size: int) -> bytes:
    """Return the table with the host name gone from its block of properties."""
    block = _block(table, start, size)
    for entry in _entries(block):
        if entry.key == _HOST:
            new = block[: entry.start] + b"-" * (entry.end - entry.start) + block[entry.end :]
            kind = table[start + size]
            trailer = bytes([kind]) + _checksum(new, kind)
            return table[:start] + new + trailer + table[start + size + _TRAILER :]
    return table


def _block(table: bytes, start: int, size: int) -> bytes:
    """Return a block that is not compressed and whose checksum is right."""
    block, trailer = table[start : start + size], table[start + size : start + size + _TRAILER]
    if len(trailer) < _TRAILER or trailer[0] != 0 or trailer[1:] != _checksum(block, trailer[0]):
        raise UnknownTable("a block with another checksum than expected")
    return block


def _checksum(block: bytes, kind: int) -> bytes:
    import xxhash

    return (xxhash.xxh3_64_intdigest(block) & 0xFFFFFFFF ^ kind * _LAST_BYTE & 0xFFFFFFFF).to_bytes(4, "little")


def _entries(block: bytes) -> Iterator[_Entry]:
    """Yield the entries of a block, whose keys leave out what they share with the key before."""
    end = len(block) - 4 * (int.from_bytes(block[-4:], "little") + 1)
    key, at = b"", 0
    while at < end:
        shared, at = _varint(block, at)
        own, at = _varint(block, at)
        size, at = _varint(block, at)
        key, at = key[:shared] + block[at : at + own], at + own
        yield _Entry(key, at, at + size)
        at += size


def _handle(text: bytes, at: int) -> tuple[int, int]:
    start, at = _varint(text, at)
    return start, _varint(text, at)[0]


def _varint(text: bytes, at: int) -> tuple[int, int]:
    """Return a number, seven bits a byte and the lowest first, and where what follows it begins."""
    found = re.compile(rb"[\x80-\xff]{0,9}[\x00-\x7f]").match(text, at)
    if not found:
        raise UnknownTable("a number that does not end")
    return sum((byte & 0x7F) << 7 * place for place, byte in enumerate(found[0])), found.end()
