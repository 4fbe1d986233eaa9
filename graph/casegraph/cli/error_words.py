"""Errors in the words of the command line: the library's, with the options and commands that help."""

from casegraph.asking.for_collections import OtherCollection
from casegraph.asking.value_errors import MissingValue, UnknownValue, WrongValue
from casegraph.errors import (
    CasegraphError,
    DamagedBuild,
    EndpointError,
    NoBuild,
    NoRecords,
    OtherForm,
    PageTooLarge,
    QueryTimeout,
    SuspectPages,
    UnknownName,
    UnusableFolder,
    UpdateRefused,
)
from casegraph.nearest import either

__all__ = ["error_words"]


def error_words(error: CasegraphError, question: str = "") -> str:
    """Return what was wrong and what to do; *question* is the name of the question that a value was given for.

    >>> error_words(NoBuild("exports", "build.json"))
    'There is no build in exports (it has no build.json). Make one with `casegraph build --out exports`, or name the folder of one.'
    """
    remedy = error.remedy
    match error:
        case WrongValue():
            return " ".join(filter(None, (error.worded(f"--{error.parameter}"), _for_value(error, question))))
        case OtherCollection():
            chosen = either(error.collections)
            remedy = f"Add --collection {chosen}, as in `casegraph ask {error.question} --collection {error.collections[0]}`."
        case UnknownName():
            remedy = _for_name(error) or remedy
        case NoBuild() | DamagedBuild() | NoRecords() | UnusableFolder():
            remedy = _for_build(error)
        case SuspectPages():
            remedy = remedy.replace("Check them,", "Check them with `casegraph check`,")
            remedy = remedy.replace("build in another folder.", "build in another folder with --out.")
            remedy = remedy.replace("force the build.", "build again with --force.")
        case OtherForm():
            remedy = f"{remedy} Use `casegraph read-report` for your own report."
        case PageTooLarge():
            remedy = f"If it is a page of case reviews, raise the limit: --max-megabytes {error.enough}."
        case QueryTimeout(kind="time"):
            remedy = remedy.replace("give it more time", "give it more time (--timeout)")
        case UpdateRefused():
            remedy = "Change the pages and run `casegraph build` instead."
        case EndpointError(kind="credentials"):
            remedy = (
                "Credentials come from the environment: CASEGRAPH_ENDPOINT_TOKEN, or CASEGRAPH_ENDPOINT_USER and "
                "CASEGRAPH_ENDPOINT_PASSWORD."
            )
        case _:  # whose remedy is the same everywhere
            pass
    return f"{error.problem} {remedy}".rstrip()


def _for_build(error: NoBuild | DamagedBuild | NoRecords | UnusableFolder) -> str:
    """Return what helps with a folder that a build is in, or should be."""
    match error:
        case NoBuild():
            return f"Make one with `casegraph build --out {error.directory}`, or name the folder of one."
        case DamagedBuild():
            return f"Make the build again with `casegraph build --out {error.directory}`."
        case NoRecords():
            return (
                f"Build its pages again: `casegraph build PAGE --out {error.directory}` (with --write, name records)."
            )
        case UnusableFolder():
            return f"{error.remedy.removesuffix('.')} with --out."


def _for_name(error: UnknownName) -> str:
    """Return the command that lists what there is of a kind, "" if there is none."""
    from casegraph.schemes import scheme

    if error.kind == "theme" and error.value in scheme("themes.ttl"):
        return f"`casegraph ask recommendations-on --theme {error.value}` lists the recommendations on it."
    lists = {"agency": "`casegraph role` lists all agencies and groups.", "question": "`casegraph ask` lists all."}
    return lists.get(error.kind, "")


def _for_value(error: WrongValue, question: str) -> str:
    """Return what helps with the value of a parameter."""
    match error:
        case MissingValue():
            from casegraph.asking.new_since import NEW_SINCE
            from casegraph.asking.questions import question as question_of

            one = NEW_SINCE if error.question == NEW_SINCE.name else question_of(error.question)
            return f"For example: {one.example}"
        case UnknownValue() if error.kind != "year":
            return f"`casegraph ask {question or 'QUESTION'} --values {error.parameter}` lists all."
        case _:
            return ""
