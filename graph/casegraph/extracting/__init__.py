"""From entries to the model: what each review says, and the words that it was read from."""

from casegraph.extracting.reviews import extract

__all__ = ["extract"]
