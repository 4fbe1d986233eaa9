"""The main job: from pages to a folder with the graph and its exports."""

from casegraph.building.build import Summary, build

__all__ = ["Summary", "build"]
