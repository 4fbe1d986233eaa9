"""Table files of RocksDB, and how this computer's name comes out of them.

RocksDB writes the host name into the properties of every table file, and Oxigraph has no option against it. So the name
is overwritten with hyphens, as many as it has bytes, and the checksum of the block that holds it is computed anew.

A file is blocks, each with a trailer (one byte for the compression, four for the checksum), and a footer that leads to
the index of named blocks. One of these holds the properties. From version 6 on a checksum depends on where its block is
too. Only what RocksDB writes today is understood, and only a block whose checksum is right is changed.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["UnknownTable", "without_host"]

_MAGIC = bytes.fromhex("f7cff485b741e288")
_FOOTER = 53  # kind of checksum, 40 bytes that lead to the index, 4 of version, 8 of magic
_EXTENDED = bytes.fromhex("3e007a00")  # begins the 40 bytes from version 6 on
_VERSIONS = range(2, 8)
_XXH3 = 4
_TRAILER = 5
_LAST_BYTE = 0x6B9083D9  # how the trailer's first byte goes into an XXH3 checksum
_WORD = 0xFFFFFFFF
_PROPERTIES, _HOST = b"rocksdb.properties", b"rocksdb.creating.host.identity"


class UnknownTable(ValueError):
    """A file that is no table of RocksDB's, or one of a layout that is not known."""


class _Entry(NamedTuple):
    """An entry of a block: its key, and where its value is in the block."""

    key: bytes
    start: int
    end: int


class _Footer(NamedTuple):
    """Where the index is, and what checksums depend on beside their block (0 for nothing)."""

    start: int
    size: int
    context: int


def without_host(table: bytes) -> bytes:
    """Return a table file with hyphens in place of the host name; raises UnknownTable for what cannot be read.

    >>> without_host(b"no table")
    Traceback (most recent call last):
    casegraph.store.sst.UnknownTable: no table file of RocksDB
    """
    footer = _footer(table)
    index = _block(table, footer.start, footer.size, footer.context)
    for entry in _entries(index):
        if entry.key == _PROPERTIES:
            start, at = _varint(index, entry.start)
            return _changed(table, start, _varint(index, at)[0], footer.context)
    raise UnknownTable("a table file without properties")


def _footer(table: bytes) -> _Footer:
    if len(table) < _FOOTER or not table.endswith(_MAGIC):
        raise UnknownTable("no table file of RocksDB")
    footer = table[-_FOOTER:]
    version = int.from_bytes(footer[-12:-8], "little")
    if version not in _VERSIONS or footer[0] != _XXH3:
        raise UnknownTable(f"a table file of version {version} with checksums of kind {footer[0]}")
    if version < 6:
        start, at = _varint(footer, 1)
        return _Footer(start, _varint(footer, at)[0], 0)
    if footer[1:5] != _EXTENDED:
        raise UnknownTable(f"a table file of version {version} with another footer")
    context, size = (int.from_bytes(footer[at : at + 4], "little") for at in (9, 13))
    return _Footer(len(table) - _FOOTER - _TRAILER - size, size, context)


def _changed(table: bytes, start: int, size: int, context: int) -> bytes:
    """Return the table with the host name gone from its block of properties."""
    block = _block(table, start, size, context)
    for entry in _entries(block):
        if entry.key == _HOST:
            new = block[: entry.start] + b"-" * (entry.end - entry.start) + block[entry.end :]
            compression = table[start + size]
            trailer = bytes([compression]) + _checksum(new, compression, start, context)
            return table[:start] + new + trailer + table[start + size + _TRAILER :]
    return table


def _block(table: bytes, start: int, size: int, context: int) -> bytes:
    """Return a block that is not compressed and whose checksum is right."""
    if start < 0:
        raise UnknownTable("a block that begins before the file")
    block, trailer = table[start : start + size], table[start + size : start + size + _TRAILER]
    if len(trailer) < _TRAILER or trailer[0] != 0 or trailer[1:] != _checksum(block, trailer[0], start, context):
        raise UnknownTable("a block with another checksum than expected")
    return block


def _checksum(block: bytes, compression: int, start: int, context: int) -> bytes:
    import xxhash

    checksum = xxhash.xxh3_64_intdigest(block) & _WORD ^ compression * _LAST_BYTE & _WORD
    if context:
        checksum += context ^ ((start & _WORD) + (start >> 32) & _WORD)
    return (checksum & _WORD).to_bytes(4, "little")


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


def _varint(text: bytes, at: int) -> tuple[int, int]:
    """Return a number, seven bits a byte and the lowest first, and where what follows it begins."""
    match = re.compile(rb"[\x80-\xff]{0,9}[\x00-\x7f]").match(text, at)
    if not match:
        raise UnknownTable("a number that does not end")
    return sum((byte & 0x7F) << 7 * place for place, byte in enumerate(match[0])), match.end()
