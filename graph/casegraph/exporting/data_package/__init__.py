"""A data package: the build as tables that anybody can cite, with a description that programs read."""

from casegraph.exporting.data_package.package import write_package

__all__ = ["write_package"]
