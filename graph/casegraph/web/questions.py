"""Pages of the questions that ship: each a form whose fields are its parameters, with the answer below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from casegraph.asking import (
    NEAREST_COLUMNS,
    ask_relaxing,
    bind,
    described,
    permitted,
    question,
    to_csv,
    to_json,
    years_as_columns,
)
from casegraph.asking.binding import DAY
from casegraph.asking.note_parts import note_parts
from casegraph.asking.questions import Question, every_question, questions_for
from casegraph.asking.values import STATEMENT, with_prefixes
from casegraph.briefings.answers import answer_document
from casegraph.briefings.taken_from import taken_from
from casegraph.briefings.workbooks import answer_workbook
from casegraph.collections import Profile
from casegraph.collections.classes import in_classes
from casegraph.collections.words import in_requests, left_out
from casegraph.errors import AnswerTooLarge, QueryError, QueryTimeout
from casegraph.names import BASE, slug
from casegraph.views.collection import Kind
from casegraph.views.lists import id_of_label
from casegraph.web.address_parameters import PAGE
from casegraph.web.addresses import address_of, with_parameters
from casegraph.web.asked_elsewhere import asked_elsewhere
from casegraph.web.error_words import error_words, label_of
from casegraph.web.figures import figure_address
from casegraph.web.papers import EXCEL, WORD, document, workbook
from casegraph.web.parameters import paged, parameters_of
from casegraph.web.question_parameters import given_to, status_of, taken_by
from casegraph.web.question_tracker import tracker_buttons
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError
from casegraph.web.sparql.results import Cell

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from casegraph.asking import Answer

__all__ = ["list_of_questions", "one_question"]

_HIDDEN = ("iri",)  # a column for programs
_CHOSEN = 100  # values up to which one chooses from a list
_OFFERED = 1_000  # values up to which they are offered while one types
_KINDS: dict[str, Kind] = {
    "review": "review",
    "partnership": "partnership",
    "safeguarding_partnership": "partnership",
    "agency": "agency",
    "asked": "agency",
    "theme": "theme",
    "keyword": "keyword",
}
"""The columns that hold names of things, and of which kind."""

_GROUPS = {
    "Recommendation": "Recommendations",
    "Repeat": "Recommendations",
    "LearningPoint": "Learning",
    "Review": "Reviews",
    "SafeguardingPartnership": "Partnerships",
    "agency": "Agencies",
    "theme": "Themes",
    "ThemeReading": "Themes",
    "panel-2020": "Themes",
    "keyword": "Keywords",
    "outcome": "Outcomes",
    "action": "Actions",
    "Passage": "Evidence",
    "Correction": "Corrections",
}
"""What questions are about, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: *options* is a list to choose from, *offered* what is offered while one types."""

    name: str
    label: str
    hint: str
    options: Sequence[tuple[str, str]]
    offered: Sequence[tuple[str, str]]
    value: str
    number: bool


def list_of_questions(site: Site, request: "Request") -> "Response":
    """Answer with all questions."""

    def html() -> str:
        return site.render("questions.html", here="/questions", heading="Questions", groups=_groups(site))

    forms = {
        "text/html": html,
        "application/json": lambda: to_json(
            [described(each, site.collection.profile.words) for each in questions_for(site.collection.profile).values()]
        ),
    }
    return site.respond(request, forms, takes=[])


def one_question(site: Site, request: "Request") -> "Response":
    """Answer with a question's form, and its answer if it has the values that it needs.

    One that other collections are asked is answered as ``asked_elsewhere`` does.

    Raises ProtocolError: 404 for a question that there is not, 400 for programs whose values do not exist.
    """
    try:
        chosen = question(request.path_params["name"])
    except QueryError as error:
        raise ProtocolError(404, error_words(error)) from error
    parameters = parameters_of(request)
    if elsewhere := asked_elsewhere(site, request, chosen, parameters):
        return elsewhere
    given = given_to(chosen, parameters)
    if day := next((each for each in chosen.parameters if each.kind == DAY and each.name not in given), None):
        from starlette.responses import RedirectResponse

        today = {
            day.name: [datetime.now().astimezone().date().isoformat()]
        }  # in the address, so that an answer says of which day it is
        return RedirectResponse(with_parameters(request.scope["path"], {**parameters, **today}), 307)
    missing = [
        each for each in chosen.parameters if not each.optional and each.default is None and each.name not in given
    ]
    answer, mistake, status = None, "", 400
    if missing and request.query_params:  # the form was sent
        mistake = f"Fill in what is missing: {'; '.join(map(label_of, missing))}."
    elif not missing:
        try:
            answer = ask_relaxing(
                site.store, bind(site.store, chosen, given), lambda: site.collection, tables=site.tables
            )
        except (AnswerTooLarge, QueryTimeout):  # not what is wrong with a value
            raise
        except QueryError as error:
            mistake, status = error_words(error, chosen), status_of(site, chosen, given)

    def wanted_answer() -> "Answer":
        if answer is None:
            names = ", ".join(each.name for each in missing)
            raise ProtocolError(status, f"The question needs {names}." if missing else mistake)
        return answer

    def table() -> str:
        shown = wanted_answer()
        rows = ([row[name] for name in shown.columns] for row in shown.rows)
        return to_csv(shown.columns, rows, mark=True, line_end="\r\n")

    forms = {
        "text/html": lambda: _page(site, chosen, given, answer, mistake, parameters),
        "application/json": lambda: to_json(wanted_answer().as_dict()),
        "text/csv": table,
        **document(lambda: answer_document(wanted_answer(), taken_from(site.collection))),
        **workbook(
            lambda: answer_workbook(wanted_answer(), taken_from(site.collection)), len(answer.rows) if answer else 0
        ),
    }
    takes = [*taken_by(chosen), PAGE]
    return site.respond(request, forms, takes=takes, status=status if mistake else 200, leads_on=answer is not None)


def _groups(site: Site) -> dict[str, list[Question]]:
    """Return the questions by what they are about."""
    groups: dict[str, list[Question]] = {name: [] for name in _GROUPS.values()}
    every = [*questions_for(site.collection.profile).values()]
    if site.has_graphs_of_others:
        every += [each for each in every_question().values() if each.is_across]
    for each in every:
        about = each.about.replace("#", "/").rpartition("/")[2]
        groups.setdefault(_GROUPS.get(about, "Others"), []).append(each)
    return {name: listed for name, listed in groups.items() if listed}


def _page(
    site: Site,
    question: Question,
    given: dict[str, str],
    answer: "Answer | None",
    mistake: str,
    parameters: dict[str, list[str]],
) -> str:
    answer = years_as_columns(answer) if answer else None
    columns = [name for name in answer.columns if name not in _HIDDEN and _has_values(answer, name)] if answer else []
    shown, page, pages = paged(answer.rows if answer else (), parameters)
    kinds = _KINDS | ({"group": _KINDS[answer.values["by"]]} if answer and answer.values.get("by") in _KINDS else {})
    nearest = answer.relaxed.nearest if answer and answer.relaxed else ()
    nearest_columns = [name for name in NEAREST_COLUMNS if name not in _HIDDEN and any(row[name] for row in nearest)]

    def cell(row: Mapping[str, Any], name: str) -> Cell:
        shown = _cell(site, row, name, kinds.get(name))
        leads = figure_address(site.collection, question, given, row, name)
        return shown._replace(address=leads) if leads else shown

    return site.render(
        "question.html",
        here="/questions",
        heading=question.wording,
        question=question,
        note=_note(question, site.collection.profile),
        fields=_fields(site, question, given),
        example=_example(site, question),
        mistake=mistake,
        answer=answer,
        columns=[*map(answer.head, columns)] if answer else [],
        rows=[[cell(row, name) for name in columns] for row in shown],
        nearest_columns=[*map(answer.head, nearest_columns)] if answer else [],
        nearest=[[_cell(site, row, name, kinds.get(name)) for name in nearest_columns] for row in nearest],
        sparql=answer.query
        if answer
        else with_prefixes(in_classes(question.sparql, site.collection.profile), site.base),
        saved=[WORD, EXCEL, *tracker_buttons(question), (".csv", "Save as CSV"), (".json", "JSON")],
        parameters=parameters,
        page=page,
        pages=pages,
    )


def _has_values(answer: "Answer", column: str) -> bool:
    return any(row[column] not in (None, "") for row in answer.rows)


def _fields(site: Site, question: Question, given: dict[str, str]) -> list[Field]:
    """Return the fields of a question's form: those with permitted values as lists."""
    fields = []
    for each in question.parameters:
        values = () if each.kind == STATEMENT else permitted(site.store, each)
        typed = given.get(each.name, each.default.value if each.default is not None else "")
        named_so = slug(typed)
        fitting = next((value.id for value in values if named_so and named_so in map(slug, value.names)), typed)
        named = [(value.id, value.label or value.id) for value in values]
        if each.kind == "basis":
            named = [(id, in_requests(label, site.collection.profile)) for id, label in named]
        if each.optional and _tells_nothing(each.kind, len(named), site.collection.profile):
            continue
        begin = [("", "Any" if each.optional else "Choose one")] if named else []
        fields.append(
            Field(
                name=each.name,
                label=in_requests(label_of(each), site.collection.profile) + (" (optional)" if each.optional else ""),
                hint=each.hint,
                options=[*begin, *named] if len(named) <= _CHOSEN and not each.several else [],
                offered=named if each.several or _CHOSEN < len(named) <= _OFFERED else [],
                value=fitting,
                number=each.datatype.endswith("integer"),
            )
        )
    return fields


def _note(question: Question, profile: Profile) -> tuple[str, str] | None:
    """Return a question's note in the words of a collection, in two parts; None if there is nothing to say."""
    note = in_requests(question.note_in(profile.words), profile).strip()
    return note_parts(note) if note else None


def _tells_nothing(kind: str, values: int, profile: Profile) -> bool:
    """Return whether a collection has nothing to choose by a kind of parameter."""
    return kind in profile.facets_left_out or (kind == "partnership" and left_out(values, profile))


def _example(site: Site, question: Question) -> dict[str, str]:
    """Return the values of a question's example, as the form takes them; none where this collection does not have them."""
    values = {}
    for each in question.parameters:
        if each.example is not None:
            path = each.example.value.removeprefix(BASE)
            is_short = path == each.example.value or path.count("/") > 1
            values[each.name] = path if is_short else path.rpartition("/")[2]
    try:
        bind(site.store, question, values)
    except QueryError:
        return {}
    return values


def _cell(site: Site, row: Mapping[str, Any], name: str, kind: Kind | None) -> Cell:
    """Return a value as a page shows it; what is of another collection leads to the pages of that."""
    cell, of = _own_cell(site, row, name, kind), row.get("collection")
    there = [each for each in site.beside if each.site.collection.profile.title == of]
    return cell._replace(address=there[0].address(cell.address)) if there and cell.address.startswith("/") else cell


def _own_cell(site: Site, row: Mapping[str, Any], name: str, kind: Kind | None) -> Cell:
    """Return a value as a page shows it: a quote leads to its clause, a name of a *kind* or IRI to its page, a link to the report."""
    value = row[name]
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, int):
        return Cell(str(value) if name == "year" else f"{value:,}", "", True)
    if name in ("probability", "near") and value is not None:
        return Cell(f"{float(value):.0%}", "", True)
    if isinstance(value, float | Decimal):
        return Cell(f"{100 * float(value):.1f}%" if "share" in name else f"{float(value):,.1f}", "", True)
    text = "" if value is None else str(value)
    if text.startswith(site.base):
        _, _, characters = text.partition("#char=")
        called = f"characters {characters.replace(',', ' to ')}" if characters else text.removeprefix(site.base)
        return Cell(called, address_of(text, site.base))
    iri = str(row.get("iri") or "")
    if name == "quote" and iri.startswith(site.base):
        return Cell(text, address_of(iri, site.base))
    id = id_of_label(site.collection, kind, text) if kind else None
    if id is not None:
        return Cell(text, address_of(f"{site.base}{kind}/{id}", site.base))
    is_link = name == "link" and text.lower().startswith(("https://", "http://"))
    return Cell(text, text if is_link else "")
