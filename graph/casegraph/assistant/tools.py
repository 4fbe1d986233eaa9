"""All tools, in the order in which an assistant is shown them."""

from typing import Any

from casegraph.assistant.ask_question import AskAnswer, AskArguments, ask_question
from casegraph.assistant.entity import EntityAnswer, EntityArguments, entity
from casegraph.assistant.passages import PassagesAnswer, PassagesArguments, passages
from casegraph.assistant.questions import (
    QuestionsAnswer,
    QuestionsArguments,
    ValuesAnswer,
    ValuesArguments,
    list_questions,
    question_values,
)
from casegraph.assistant.search import SearchAnswer, SearchArguments, search
from casegraph.assistant.similar import SimilarAnswer, SimilarArguments, similar
from casegraph.assistant.sparql import SparqlAnswer, SparqlArguments, sparql
from casegraph.assistant.tool import Tool

__all__ = ["TOOLS"]

TOOLS: tuple[Tool[Any, Any], ...] = (
    Tool(
        "search",
        "Search in plain words",
        "Say what plain words can mean: readings with how much each leads to, the questions that they come near, names, and the"
        " sentences that have the words. Start here.",
        SearchArguments,
        SearchAnswer,
        search,
    ),
    Tool(
        "entity",
        "One agency, theme, keyword, partnership, area or review",
        "Show one thing as its page does: how many recommendations there are and of how many, in which ways an agency is asked,"
        " and the sentences in their exact words with their place and links.",
        EntityArguments,
        EntityAnswer,
        entity,
    ),
    Tool(
        "list_questions",
        "Questions that ship",
        "List the questions that Casegraph answers by itself, with their parameters.",
        QuestionsArguments,
        QuestionsAnswer,
        list_questions,
    ),
    Tool(
        "question_values",
        "Values of a question's parameter",
        "List the values that a parameter of a question can have in this graph.",
        ValuesArguments,
        ValuesAnswer,
        question_values,
    ),
    Tool(
        "ask_question",
        "Ask a question that ships",
        "Answer one of the questions, with values for its parameters: rows with the exact words or counts, the total with its"
        " denominator, and the query behind it.",
        AskArguments,
        AskAnswer,
        ask_question,
    ),
    Tool(
        "similar_recommendations",
        "Was this recommended before?",
        "Find recommendations that ask the same as a text or as another recommendation, then those that come near.",
        SimilarArguments,
        SimilarAnswer,
        similar,
    ),
    Tool(
        "source_passages",
        "A sentence in its place",
        "Show where a recommendation or learning point is on its page, what is before and after it, from which words each theme"
        " and agency was read, and how to cite it.",
        PassagesArguments,
        PassagesAnswer,
        passages,
    ),
    Tool(
        "sparql",
        "Query the graph with SPARQL",
        "Answer a SPARQL query over the graph. It only reads; SERVICE and updates are refused, and time and size are limited.",
        SparqlArguments,
        SparqlAnswer,
        sparql,
    ),
)
"""The tools."""
