"""The lexicon: wordings, compiled, and found in texts with their places."""

from casegraph.extracting.lexicon.finding import GAP, Fate, Lexicon, Mention

__all__ = ["GAP", "Fate", "Lexicon", "Mention"]
