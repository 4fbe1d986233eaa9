"""The sites of all collections in the folder of a build: once another build takes its place, those that this one has."""

import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from casegraph import exporting
from casegraph.errors import CasegraphError
from casegraph.graph import Graph
from casegraph.store.build_folder import BuildFolder
from casegraph.store.built_together import BuiltCollection, collections_in
from casegraph.store.pool import Pool
from casegraph.web.beside import BesideSite
from casegraph.web.site import Site

__all__ = ["SitesTogether"]

_PAUSE = 2.0
"""Seconds before a collection that could not be read is tried again: else each request would try."""


class SitesTogether:
    """The site of the first collection in a folder, and those of the others that were built together with it."""

    def __init__(self, first: Site, folder: Path, reading: Callable[[int], None] = lambda reviews: None) -> None:
        """Open the sites of the others; *reading* is as in ``open_collection``. Raises BuildError if one has no whole build."""
        self._first, self._folder, self._reading = first, folder, reading
        self._opened: dict[str, tuple[Site, Pool]] = {}
        self._lock = threading.Lock()
        self._sites: tuple[Site, ...] = (first,)
        self._mark = (-1, -1)
        self._next_try = 0.0
        self.sites()

    @property
    def is_current(self) -> bool:
        """Whether the folder still has the build whose sites are open, or one that could not be read a moment ago."""
        mark = BuildFolder(self._folder).mark()
        return mark == self._mark or not any(mark) or monotonic() < self._next_try

    def sites(self) -> tuple[Site, ...]:
        """Return the sites of the collections that the build in the folder has, the first one first.

        As long as the folder has no whole build, or a new collection cannot be read, those of the former build.
        """
        if not self.is_current:
            with self._lock:
                if not self.is_current:
                    mark = BuildFolder(self._folder).mark()
                    try:
                        self._renew()
                        self._mark = mark
                    except (CasegraphError, OSError):
                        if self._mark == (-1, -1):
                            raise
                        self._next_try = monotonic() + _PAUSE
        return self._sites

    def pool_of(self, site: Site) -> Pool:
        """Return what answers the queries of a site other than the first."""
        return next(pool for each, pool in self._opened.values() if each is site)

    def close(self) -> None:
        """End the processes of all sites but the first."""
        for _, pool in self._opened.values():
            pool.close()

    def _renew(self) -> None:
        others = []
        for place, each in enumerate(collections_in(self._folder)[1:], start=1):
            if each.id not in self._opened:
                self._opened[each.id] = self._open(each)
            site, _ = self._opened[each.id]
            site.place = place
            others.append(site)
        every = (self._first, *others)
        for site in every:
            site.beside = [BesideSite(each, each.prefix, bool(site.prefix)) for each in every if each is not site]
        self._sites = every

    def _open(self, each: BuiltCollection) -> tuple[Site, Pool]:
        own, timeout = BuildFolder.at(each.folder), self._first.seconds
        pool = Pool.of_workers(lambda: own.locate("store"), own.base, timeout=timeout, writers=exporting.__name__)
        site = Site(Graph(pool, own), timeout, None, self._reading)
        site.prefix = f"/{each.id}"
        try:
            site.read()
        except (CasegraphError, OSError):
            pool.close()
            raise
        return site, pool
