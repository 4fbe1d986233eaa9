"""``casegraph ask``: answers to the questions that ship, which can be asked in plain words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, format_and_output_options, source_options
from casegraph.cli.question_options import PREFIX, question_options
from casegraph.cli.tab_completion import complete_questions

if TYPE_CHECKING:
    from casegraph.asking import Bound, Question
    from casegraph.asking.for_collections import OtherCollection
    from casegraph.collections import Profile
    from casegraph.graph import Graph

__all__ = ["ask"]

_META = "casegraph.question"
_LEAST_SCORE = 1.0  # of plain words that mean a question
_NEAREST = 5  # questions that are suggested
_SHOWN = 3  # recommendations that are shown where no question is clear


class Ask(CommandWithExamples):
    """The command ``ask``, whose options include the parameters of the question that it is given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the name of a question in the arguments, so that its parameters become options."""
        from casegraph.asking.new_since import NEW_SINCE
        from casegraph.asking.questions import every_question, question
        from casegraph.cli.error_words import error_words
        from casegraph.errors import QueryError

        names = {**every_question(), NEW_SINCE.name: NEW_SINCE}
        name = next((word for word in args if word in names), None)
        looks_like_a_name = args and "-" in args[0][1:] and not args[0].startswith("-") and " " not in args[0]
        if name is None and looks_like_a_name and not ctx.resilient_parsing:
            try:
                question(args[0])
            except QueryError as error:
                raise click.UsageError(error_words(error), ctx) from None
        if name is not None:
            ctx.meta[_META] = names[name]
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters of the question, then those of the command."""
        question: Question | None = ctx.meta.get(_META)
        return [*question_options(question), *super().get_params(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how to call the question."""
        question: Question | None = ctx.meta.get(_META)
        if question is None:
            super().format_usage(ctx, formatter)
        else:
            formatter.write_usage(ctx.command_path, f"{question.name} [OPTIONS]")

    def in_words(self, ctx: click.Context) -> tuple[str, str]:
        """Return the wording of the question and its note, if there is a question."""
        question: Question | None = ctx.meta.get(_META)
        if question is None:
            return super().in_words(ctx)
        from casegraph.collections import profiles
        from casegraph.collections.words import shared_words

        return question.wording, question.note_in(shared_words(profiles())) if question.note else ""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help with the examples of the question, if there is one."""
        question: Question | None = ctx.meta.get(_META)
        examples = self.examples
        if question is not None:
            listed = [each.name for each in question.parameters if each.values][:1]
            self.examples = (question.example, *(f"casegraph ask {question.name} --values {name}" for name in listed))
        super().format_help_text(ctx, formatter)
        self.examples = examples


@click.command(
    cls=Ask,
    examples=(
        "casegraph ask",
        "casegraph ask recommendations-to --agency dfe --theme home-education",
        "casegraph ask recommendations-to --help",
        'casegraph ask "who was asked about home education since 2020"',
        "casegraph ask new-since --build exports-2024",
        "casegraph ask theme-year-table --year 2018-2025",
        "casegraph ask yearly-table --year 2025 --format csv -o table.csv",
    ),
)
@click.argument("words", nargs=-1, metavar="[QUESTION]", shell_complete=complete_questions)
@format_and_output_options("table", "csv", "json", "docx", "xlsx")
@click.option("--show-query", is_flag=True, help="Print the SPARQL query with its values, not the answer.")
@click.option(
    "--across",
    metavar="COLUMN[:NUMBER]",
    help="Make a column for each value of COLUMN, such as year or agency:reviews. Tables by year do this anyway.",
)
@click.option("--values", "listed", metavar="PARAMETER", help="List the values that a parameter can have.")
@source_options
@click.pass_context
def ask(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    form: str,
    show_query: bool,
    across: str | None,
    listed: str | None,
    graph_source: GraphSource,
    output: str,
    **given: str | tuple[str, ...] | None,
) -> None:
    """Ask a question in plain words, without SPARQL.

    QUESTION is the name of a question, or plain words: Casegraph then chooses the question with the most similar
    wording. Words such as “everything for probation” get the answer of `casegraph role`. Without QUESTION, the
    command lists all questions. `casegraph ask QUESTION --help` shows how to filter one.
    """
    from casegraph.cli.answer_text import answer_text, how_to_widen
    from casegraph.cli.output_file import write_output
    from casegraph.cli.papers import answer_paper, source_of
    from casegraph.cli.terminal import plain

    if form == "docx" and (not words or listed is not None):
        raise click.UsageError("A list of names can be written as table, csv, json or xlsx; docx is for answers.")
    if not words:
        write_output(_questions(_profile(graph_source), form, output), output)
        return
    question: Question | None = ctx.meta.get(_META)
    with graph_source.open(is_across=question is not None and question.is_across) as graph:
        if listed is not None:
            write_output(_values(ctx, graph, question, listed, form, output), output)
            return
        if question is not None and not question.sparql:
            if show_query:
                raise click.UsageError(f"{question.name} compares two builds; there is no query to show.", ctx)
            _new_since(ctx, graph, given, form, output)
            return
        is_in_words = question is None and not show_query and not across
        if is_in_words and _is_answered_by_role(graph, " ".join(words), form, output):
            return
        bound = _bound(ctx, graph, question, words, given)
        if show_query:
            write_output(f"{bound.sparql}\n", output)
            return
        from casegraph.asking import ask_relaxing, pivot, sources, years_as_columns
        from casegraph.errors import QueryError

        answer = ask_relaxing(graph.store, bound, graph.collection, "" if question else " ".join(words), graph.tables)
        source = source_of(graph, form)
        has_places = "passage" in answer.columns or answer.relaxed is not None
        pages = sources(graph.store) if form == "table" and has_places else {}
    if across is not None:
        try:
            answer = pivot(answer, across)
        except QueryError as error:
            raise click.UsageError(f"--across: {error}", ctx) from None
    elif form == "table":
        answer = years_as_columns(answer)
    write_output(
        answer_text(answer, pages, form, output) if source is None else answer_paper(answer, source, form), output
    )
    if form == "csv":
        relaxed = plain(answer.relaxed.filters_in_words) if answer.relaxed else ""
        sentences = (answer.summary, answer.naming_in_words, answer.remark, how_to_widen(answer), relaxed, answer.note)
        click.echo(" ".join(filter(None, sentences)), err=True)


def _new_since(
    ctx: click.Context, graph: "Graph", given: Mapping[str, str | tuple[str, ...] | None], form: str, output: str
) -> None:
    """Write what is new since another build; raises UsageError where none is named, or the graph is in no folder."""
    from casegraph.asking.new_since import NEW_SINCE, compared, new_since
    from casegraph.cli.answer_text import answer_text
    from casegraph.cli.compare_text import compare_text
    from casegraph.cli.error_words import error_words
    from casegraph.cli.output_file import write_output
    from casegraph.errors import QueryError

    build = str(given.get(f"{PREFIX}build") or "")
    try:
        if form == "table":
            write_output(compare_text(compared(graph.folder, build)), output)
            return
        answer = new_since(graph.folder, build)
    except QueryError as error:
        raise click.UsageError(error_words(error, NEW_SINCE.name), ctx) from None
    write_output(answer_text(answer, {}, form, output), output)
    if form == "csv":
        click.echo(f"{answer.summary} {answer.note}", err=True)


def _bound(
    ctx: click.Context,
    graph: "Graph",
    question: "Question | None",
    words: Sequence[str],
    given: Mapping[str, str | tuple[str, ...] | None],
) -> "Bound":
    """Return the question with its values; raises UsageError if they do not fit."""
    from casegraph.asking import bind
    from casegraph.asking.for_collections import OtherCollection
    from casegraph.cli.error_words import error_words
    from casegraph.errors import QueryError

    values: dict[str, object] = {name.removeprefix(PREFIX): value for name, value in given.items() if value != ()}
    if question is None:
        question, named = _nearest(ctx, graph, " ".join(words))
        values.update(named)
    elif len(words) > 1:
        raise click.UsageError(f"The question {question.name} takes --NAME VALUE, not “{' '.join(words[1:])}”.", ctx)
    try:
        return bind(graph.store, question, values)
    except OtherCollection as error:
        raise click.UsageError(_other_collection(error, graph), ctx) from None
    except QueryError as error:
        raise click.UsageError(error_words(error, question.name), ctx) from None


def _other_collection(error: "OtherCollection", graph: "Graph") -> str:
    """Return what to type for a question that is for other collections, or that the build has none of these."""
    from casegraph.cli.error_words import error_words
    from casegraph.store.built_together import collections_in

    if graph.folder is None or {each.id for each in collections_in(graph.folder.path)}.intersection(error.collections):
        return error_words(error)
    return f"{error.problem} The build in {graph.folder.path} has no others."


def _is_answered_by_role(graph: "Graph", words: str, form: str, output: str) -> bool:
    """Write what `casegraph role` says of an agency if that is what some words want, and return whether they do."""
    from casegraph.cli.output_file import write_output
    from casegraph.cli.role import role_text
    from casegraph.cli.table import terminal_width
    from casegraph.views.role_wish import role_wish

    wish = role_wish(words, graph.collection())
    if wish is None:
        return False
    agency = wish.agency
    click.echo(f"Answered by: casegraph role {agency}", err=True)
    if form == "docx":
        from casegraph.cli.briefing import briefing_of

        write_output(briefing_of(graph, graph.collection(), f"agency/{agency}", form), output)
    else:
        width = terminal_width() if output == "-" else None
        write_output(role_text(graph.collection(), agency, form, width), output)
    return True


def _nearest(ctx: click.Context, graph: "Graph", words: str) -> "tuple[Question, dict[str, str]]":
    """Return the question that plain words mean, and the values that they name; raises UsageError if none is clear."""
    from casegraph.asking import matches, nearest_rows
    from casegraph.cli.terminal import plain

    candidates = matches(graph.store, words)
    if not candidates or not candidates[0].complete or candidates[0].score < _LEAST_SCORE:
        near = "\n".join(f"  {each.question.name:32}{each.question.wording}" for each in candidates[:_NEAREST])
        hint = f" The nearest questions are:\n{near}" if near else " `casegraph ask` lists all."
        left = [*candidates[0].unused, *candidates[0].left] if candidates else []
        ignored = f" No question uses these words: {', '.join(left)}." if left else ""
        rows = nearest_rows(graph.collection(), words)[:_SHOWN]
        quotes = "\n".join("  " + plain(f"“{row['quote']}” ({row['review']})") for row in rows)
        nearest = f"\nThe recommendations nearest in meaning are:\n{quotes}" if quotes else ""
        raise click.UsageError(f"No question clearly matches “{words[:80]}”.{ignored}{hint}{nearest}", ctx)
    best = candidates[0]
    call = " ".join(
        [f"casegraph ask {best.question.name}", *(f"--{name} {each}" for name, each in best.values.items())]
    )
    click.echo(f"Question: {call}", err=True)
    if best.unused or best.left:
        unused = ", ".join([*best.unused, *best.left])
        reason = " This question cannot be narrowed by them." if best.unused else ""
        click.echo(f"Ignored words: {unused}.{reason}", err=True)
    return best.question, dict(best.values)


def _profile(graph_source: GraphSource) -> "Profile | None":
    """Return the profile of the collection that somebody has chosen, None if nobody has."""
    from casegraph.store.in_terms import profile_of

    if not graph_source.is_chosen:
        return None
    with graph_source.open() as graph:
        return profile_of(graph.store)


def _questions(profile: "Profile | None", form: str, output: str) -> str | bytes:
    """Return all questions with their wording, or those that hold for a collection, in its words."""
    from casegraph.asking import NEW_SINCE, described, questions, to_csv, to_json
    from casegraph.asking.questions import questions_for
    from casegraph.cli.papers import list_paper
    from casegraph.cli.table import grid, terminal_width
    from casegraph.collections import profiles
    from casegraph.collections.words import in_requests, shared_words

    every = [*(questions() if profile is None else questions_for(profile)).values(), NEW_SINCE]
    if form == "json":
        words = shared_words(profiles()) if profile is None else profile.words
        return to_json([described(each, words) for each in every])
    wordings = [each.wording if profile is None else in_requests(each.wording, profile) for each in every]
    if form in ("csv", "xlsx"):
        head = ("name", "question", "example")
        listed = [(each.name, wording, each.example) for each, wording in zip(every, wordings, strict=True)]
        return to_csv(head, listed) if form == "csv" else list_paper("Questions", head, listed)
    rows = [[each.name, wording] for each, wording in zip(every, wordings, strict=True)]
    table = grid(["name", "question"], rows, [False, False], terminal_width() if output == "-" else None)
    others = _for_some() if profile is None else ""
    return f"{table}\n{others}`casegraph ask NAME --help` shows how to narrow a question.\n"


def _for_some() -> str:
    """Return the questions that hold for some collections only, or for several at once."""
    from casegraph.asking.questions import every_question
    from casegraph.collections import profiles

    some = [each for each in every_question().values() if each.collections and not each.replaced_by]
    called = {each.id: f"{each.documents[1]} (--collection {each.id})" for each in profiles()}
    lines = [
        f"{'For several collections built together' if each.is_across else 'For ' + ' and '.join(called.get(id, id) for id in each.collections)}: "
        f"{each.name}: {each.wording}\n"
        for each in some
    ]
    return "".join([*lines, "\n"]) if lines else ""


def _values(
    ctx: click.Context, graph: "Graph", question: "Question | None", name: str, form: str, output: str
) -> str | bytes:
    """Return the permitted values of a parameter as text."""
    from casegraph.asking import permitted, to_csv, to_json
    from casegraph.cli.papers import list_paper
    from casegraph.cli.table import grid, plain, terminal_width

    named = {each.name: each for each in question.parameters} if question else {}
    if name not in named:
        has = f"It has: {', '.join(named)}." if named else "Name a question that has it."
        raise click.UsageError(f"There is no parameter “{name}” here. {has}", ctx)
    if not named[name].values:
        raise click.UsageError(f"--{name} has no list; it takes: {named[name].description}", ctx)
    rows = [(each.id, each.label, "; ".join(each.also)) for each in permitted(graph.store, named[name])]
    if form == "json":
        return to_json([{"value": value, "label": label, "also": also} for value, label, also in rows])
    if form == "csv":
        return to_csv(("value", "label", "also"), rows)
    if form == "xlsx":
        return list_paper(f"Values of {name}", ("value", "label", "also"), rows)
    cells = [[plain(cell) for cell in row] for row in rows]
    return grid(["value", "label", "also"], cells, [False] * 3, terminal_width() if output == "-" else None)
