"""Asking: the questions that ship in ontology/questions, with values filled in, answered by the graph."""

from casegraph.asking.across import across, by_year
from casegraph.asking.answering import Answer, ask, ask_bound, sources
from casegraph.asking.binding import Bound, bind
from casegraph.asking.intent import Match, matches
from casegraph.asking.questions import Parameter, Question, question, questions
from casegraph.asking.values import Permitted, permitted, resolve
from casegraph.asking.writing import described, to_csv, to_json

__all__ = [
    "Answer",
    "Bound",
    "Match",
    "Parameter",
    "Permitted",
    "Question",
    "across",
    "ask",
    "ask_bound",
    "bind",
    "by_year",
    "described",
    "matches",
    "permitted",
    "question",
    "questions",
    "resolve",
    "sources",
    "to_csv",
    "to_json",
]
