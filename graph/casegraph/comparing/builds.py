"""The two builds of a comparison: what each was made of and by which rules, and what that leaves to explain a difference."""

from collections.abc import Mapping
from dataclasses import dataclass

from casegraph.errors import DamagedBuild
from casegraph.store.build_folder import BuildFolder

__all__ = ["Build", "SourcePage", "build_in_words", "build_of", "differing_corrections", "differing_rules"]

_RULES = {
    "rules": "the rules of reading changed",
    "vocabulary": "the vocabulary or its wordings changed",
}
"""What decides how a page is read, by its key in build.json; digests of other keys count as well."""

_PAGES = 3  # of a build, named


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of a build."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Build:
    """A build as a comparison shows it: the *version* of Casegraph, its *pages*, and a digest of each thing that decides how pages are read.

    Builds of older versions have no such digests. *corrections* counts the readings that people overruled.
    """

    version: str
    pages: tuple[SourcePage, ...]
    reading: Mapping[str, str]
    is_learned: bool
    corrections: int = 0


def build_of(folder: BuildFolder) -> Build:
    """Return what the build in a folder says of itself; raises NoBuild and DamagedBuild."""
    described = folder.description()
    try:
        return Build(
            version=str(described["version"]),
            pages=tuple(SourcePage(str(page["file"]), str(page["sha256"])) for page in described["pages"]),
            reading={str(name): str(digest) for name, digest in described.get("reading", {}).items()},
            is_learned=bool(described["counts"].get("theme_readings", {}).get("learned")),
            corrections=int(described["counts"].get("corrections", 0)),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise DamagedBuild(
            f"The file build.json in {folder.path} is damaged ({type(error).__name__}: {error}).", str(folder.path)
        ) from None


def differing_corrections(old: Build, new: Build, *, is_same: bool) -> tuple[str, ...]:
    """Return in a sentence what differs in what people overruled, which can differ even if it is as much.

    >>> build = Build("1.2", (), {}, is_learned=True, corrections=2)
    >>> differing_corrections(build, build, is_same=False)
    ('as many corrections as before, but different ones',)
    """
    if old.corrections != new.corrections:
        return (f"corrections {old.corrections:,} → {new.corrections:,}",)
    return () if is_same else ("as many corrections as before, but different ones",)


def build_in_words(build: Build) -> str:
    """Return what a build is made of.

    >>> build_in_words(Build("1.2", (), {}, is_learned=True))
    'Casegraph 1.2, from no page'
    """
    named = ", ".join(each.file for each in build.pages[:_PAGES])
    more = f" and {len(build.pages) - _PAGES:,} more" if len(build.pages) > _PAGES else ""
    return f"Casegraph {build.version}, from {named or 'no page'}{more}"


def differing_rules(old: Build, new: Build) -> tuple[str, ...]:
    """Return in sentences what differs in how two builds read their pages; none if both read in the same way.

    >>> old = Build("1.2", (), {"rules": "a", "vocabulary": "b"}, True)
    >>> differing_rules(old, Build("1.3", (), {"rules": "a", "vocabulary": "c"}, True))
    ('program 1.2 → 1.3', 'the vocabulary or its wordings changed')
    >>> differing_rules(old, old)
    ()
    """
    reasons = [f"program {old.version} → {new.version}"] if old.version != new.version else []
    names = sorted({*old.reading, *new.reading}, key=lambda name: (name not in _RULES, name))
    if bool(old.reading) != bool(new.reading):
        reasons.append("one of the builds does not say which rules it was read with")
    elif old.reading:
        reasons += [
            _RULES.get(name, f"{name} changed") for name in names if old.reading.get(name) != new.reading.get(name)
        ]
    if old.is_learned != new.is_learned:
        reasons.append(
            "themes are read from whole sentences as well"
            if new.is_learned
            else "themes are read from listed wordings only"
        )
    return tuple(reasons)
