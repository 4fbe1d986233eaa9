"""Concepts and places: the agencies, themes, keywords, outcomes, partnerships and areas that reviews have."""

from dataclasses import dataclass
from typing import Protocol

__all__ = ["Agency", "Area", "Group", "Keyword", "Named", "Outcome", "Partnership", "Theme"]


class Named(Protocol):
    """Whatever has an id and a label."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def label(self) -> str:
        """What it is called."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A kind of body; *broader* is the agency that it belongs to, *also* its other names.

    *partner_in* are the nations in which the law makes it one of the statutory safeguarding partners.
    """

    id: str
    label: str
    short: str
    broader: str | None
    definition: str
    also: tuple[str, ...]
    partner_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group of themes."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, the group that it belongs to, and the theme above it if there is one.

    It is a subject or, with *is_means*, a way of acting.
    """

    id: str
    label: str
    group: str
    broader: str | None
    definition: str
    also: tuple[str, ...]
    is_means: bool


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword that abstracts are given."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What can have happened to a child."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Partnership:
    """A safeguarding partnership; its name is *derived* where a heading names only the area."""

    id: str
    label: str
    derived: bool
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An area, by its GSS code; only England has regions."""

    id: str
    label: str
    nation: str
    region: str | None
