"""Questions: those of ontology/questions, with values filled in, and their answers from a graph."""

from casegraph.asking.answering import Answer, Row, ask, ask_bound, sources
from casegraph.asking.binding import Bound, bind
from casegraph.asking.heads import head_of
from casegraph.asking.intent import Match, matches
from casegraph.asking.new_since import NEW_SINCE, new_since
from casegraph.asking.pivot import pivot, years_as_columns
from casegraph.asking.questions import Parameter, Question, question, questions
from casegraph.asking.relaxed import NEAREST_COLUMNS, Relaxed
from casegraph.asking.relaxing import ask_relaxing, nearest_rows
from casegraph.asking.serialisation import described, to_csv, to_json
from casegraph.asking.values import Permitted, permitted, resolve

__all__ = [
    "NEAREST_COLUMNS",
    "NEW_SINCE",
    "Answer",
    "Bound",
    "Match",
    "Parameter",
    "Permitted",
    "Question",
    "Relaxed",
    "Row",
    "ask",
    "ask_bound",
    "ask_relaxing",
    "bind",
    "described",
    "head_of",
    "matches",
    "nearest_rows",
    "new_since",
    "permitted",
    "pivot",
    "question",
    "questions",
    "resolve",
    "sources",
    "to_csv",
    "to_json",
    "years_as_columns",
]
