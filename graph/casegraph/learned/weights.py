"""The weights of the learned reader, and the file that they ship in.

All that is summed is a whole number, so that the same clause has the same score on any computer.
"""

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Features", "Weights", "read_weights", "write_weights"]

_FORMAT = b"casegraph weights 1\n"


@dataclass(frozen=True, slots=True)
class Features:
    """Features of a kind: for each its size (squared, in whole numbers) and what it says for each theme (a row)."""

    names: tuple[str, ...]
    sizes: "NDArray[np.int32]"
    rows: "NDArray[np.int16]"


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: a row a feature, a column a label (a theme, an action, an owner).

    A clause's score for a label is the sum of its features' rows, divided by the root of the sum of their sizes, and
    *base* (a row for each kind of clause) and *fired* (a row for each hint, such as a theme that the wordings found) on top of that.
    *levels* are the scores from which a probability of 0.01, 0.02 … 0.99 is right, one row for learning points and one
    for recommendations. *corpus* is the digest of what it was trained on.
    """

    labels: tuple[str, ...]
    hints: tuple[str, ...]
    words: Features
    pairs: Features
    pieces: Features
    base: "NDArray[np.float64]"
    fired: "NDArray[np.float64]"
    levels: "NDArray[np.float64]"
    unit: float
    corpus: str


def write_weights(weights: Weights) -> bytes:
    """Return the bytes of a file of weights: the same for the same weights."""
    from msgspec import msgpack

    content = {
        "themes": weights.labels,
        **{kind: _packed(getattr(weights, kind)) for kind in ("words", "pairs", "pieces")},
        **{name: getattr(weights, name).astype("<f8").tobytes() for name in ("base", "fired", "levels")},
        "unit": weights.unit,
        "corpus": weights.corpus,
    }
    if weights.hints != weights.labels:
        content["hints"] = weights.hints
    return _FORMAT + zlib.compress(msgpack.encode(content), 9)


def read_weights(content: bytes) -> Weights:
    """Return the weights in the bytes of a file; raises ValueError if they are of another version or damaged."""
    import numpy as np
    from msgspec import msgpack

    if not content.startswith(_FORMAT):
        raise ValueError("these are no weights of this version")
    try:
        held: dict[str, Any] = msgpack.decode(zlib.decompress(content[len(_FORMAT) :]))
    except (zlib.error, ValueError) as error:
        raise ValueError(f"the weights are damaged ({error})") from None
    labels = tuple(held["themes"])
    hints = tuple(held.get("hints", labels))
    features = {kind: _unpacked(held[kind], len(labels)) for kind in ("words", "pairs", "pieces")}
    tables = {name: np.frombuffer(held[name], "<f8") for name in ("base", "fired", "levels")}
    return Weights(
        labels=labels,
        hints=hints,
        **features,
        base=tables["base"].reshape(2, len(labels)),
        fired=tables["fired"].reshape(len(hints), len(labels)),
        levels=tables["levels"].reshape(2, -1),
        unit=held["unit"],
        corpus=held["corpus"],
    )


def _packed(features: Features) -> list[object]:
    return [
        "\n".join(features.names),
        features.sizes.astype("<i4").tobytes(),
        features.rows.astype("<i2").T.tobytes(),  # by theme: most of a column is zero
    ]


def _unpacked(packed: list[Any], themes: int) -> Features:
    import numpy as np

    names, sizes, rows = packed
    table = np.frombuffer(rows, "<i2").reshape(themes, -1).T
    return Features(tuple(names.split("\n")), np.frombuffer(sizes, "<i4").astype(np.int32), np.ascontiguousarray(table))
