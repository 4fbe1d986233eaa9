"""Atomic release: a build replaces the previous one all at once, and a build that is killed leaves the previous one whole.

Files are written to ``DIR/.building``. When all are there, the folder is renamed to ``DIR/.next``; from that moment it is
the current build. Then its files move to their places in DIR one by one; if that is interrupted, the next build
finishes it. Readers look in ``.next`` first. A build may have further ones inside, in folders of their own, whose files
take their places with its own: all of them or none.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from casegraph.errors import BuildError, UnusableFolder

__all__ = ["locate", "read", "staged"]

_BUILDING, _NEXT, _OLD, _LOCK, _GONE, _INSIDE = ".building", ".next", ".old", ".lock", ".gone", ".inside"


def locate(directory: str | os.PathLike[str], name: str) -> Path:
    """Return where *name* of the build in a directory is; the path may not exist.

    While a build is taking its place its files lie in two folders; this finds each where it is.
    """
    for _ in range(3):
        outer = Path(directory)
        arriving, settled = outer / _NEXT / name, outer / name
        for each in (arriving, outer.parent / _NEXT / outer.name / name):  # the latter of a build inside another
            if each.exists():
                return each
        if settled.exists():
            return settled
    return Path(directory, name)


def read(directory: str | os.PathLike[str], name: str) -> bytes | None:
    """Return what a file of the build in a directory holds, or None if there is none."""
    for _ in range(3):
        try:
            return locate(directory, name).read_bytes()
        except FileNotFoundError:  # taking its place in this very moment, or not there at all
            continue
    return None


@contextmanager
def staged(directory: Path, *, replaces: Iterable[str] = (), inside: Iterable[str] = ()) -> Iterator[Path]:
    """Give an empty folder to write a build into, and put it in the directory's place when the block ends well.

    Files that the build before it had, with a name in *replaces*, go where the new one has none of that name; so does a
    folder, whose name ends with a slash. The folders called *inside* are builds of their own: files of others that lie
    there stay, as those in the directory do.

    If the block fails, the folder is removed and the build before it stays; without one the directory goes as well. Raises BuildError if the directory cannot
    be used, or another build is writing to it.
    """
    is_new = not directory.exists()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock = os.open(directory / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except (FileExistsError, NotADirectoryError):
        raise UnusableFolder(
            f"{directory} is not a folder, so nothing can be built in it.", "Name another.", directory=str(directory)
        ) from None
    except OSError as error:
        raise UnusableFolder(
            f"Nothing can be written to {directory}: {error.strerror}.", directory=str(directory)
        ) from None
    try:
        _hold(lock, directory)
        _settle(directory)
        building = directory / _BUILDING
        try:
            _remove(building)
            building.mkdir()
            yield building
            gone = sorted(name for name in replaces if not (building / name).exists())
            (building / _GONE).write_text("".join(f"{name}\n" for name in gone), encoding="utf-8")
            if inner := sorted(inside):
                (building / _INSIDE).write_text("".join(f"{name}\n" for name in inner), encoding="utf-8")
            _flush(building)
            building.rename(directory / _NEXT)
        except OSError as error:
            _remove(building)
            if isinstance(error, ConnectionError):  # to a cluster that is gone: the folder is not at fault
                if is_new:
                    _forget(directory)
                raise
            raise UnusableFolder(
                f"The build could not be written to {directory}: {error.strerror or error}. The build before it is "
                f"as it was.",
                "Make room or name another folder.",
                directory=str(directory),
            ) from error
        except BaseException:
            _remove(building)
            if is_new:
                _forget(directory)
            raise
        _settle(directory)
    finally:
        os.close(lock)


def _forget(directory: Path) -> None:
    """Remove a directory that was made for a build that failed."""
    with suppress(OSError):  # somebody has put something into it
        (directory / _LOCK).unlink()
        directory.rmdir()


def _settle(directory: Path) -> None:
    """Put the files of a finished build in their places; goes on where an interrupted one stopped."""
    arriving = directory / _NEXT
    old = directory / _OLD
    _remove(old)
    if not arriving.is_dir():
        return
    place = directory
    try:
        if (gone := arriving / _GONE).exists():
            for name in gone.read_text(encoding="utf-8").splitlines():
                place = directory / name
                _take_away(place, old / name)
                _forget_empty(place.parent, directory)
            gone.unlink()
        inside = _inside(arriving)
        for name in inside:
            (directory / name).mkdir(exist_ok=True)
            for path in sorted((arriving / name).glob("*")):
                place = directory / name / path.name
                _put(path, place, old / name / path.name)
        for path in sorted(path for path in arriving.iterdir() if path.name not in (*inside, _INSIDE)):
            place = directory / path.name
            _put(path, place, old / path.name)
        for name in inside:
            _remove(arriving / name)
        (arriving / _INSIDE).unlink(missing_ok=True)
        arriving.rmdir()
    except OSError as error:
        raise BuildError(
            f"The new build is whole, but cannot take its place: {place} cannot be replaced "
            f"({error.strerror or error}). Close the programs that have it open, and build again."
        ) from error
    _remove(old)


def _forget_empty(folder: Path, directory: Path) -> None:
    """Remove a folder below a directory, and those around it, as far as nothing is in them."""
    while folder != directory and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _inside(arriving: Path) -> list[str]:
    """Return the names of the builds inside a finished one."""
    listed = arriving / _INSIDE
    return listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []


def _put(path: Path, place: Path, old: Path) -> None:
    """Move a file or folder of a build to its place; a folder that is there moves out of the way first."""
    if not path.is_dir():
        path.replace(place)
        return
    if place.exists():
        _take_away(place, old)
    path.rename(place)


def _take_away(place: Path, old: Path) -> None:
    """Remove a file, or move a folder to where the rest of the former build is removed."""
    if place.is_dir():
        old.parent.mkdir(parents=True, exist_ok=True)
        place.rename(old)
    else:
        place.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    if path.is_dir():
        import shutil  # readers never need it

        shutil.rmtree(path)


def _flush(folder: Path) -> None:
    """Have the system write a folder's files to disk, so that a power cut cannot leave half of them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _hold(lock: int, directory: Path) -> None:
    """Keep other builds out of the directory for as long as the lock's file is open."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        raise UnusableFolder(
            f"Another build is writing to {directory}.",
            "Wait for it, or name another folder.",
            directory=str(directory),
        ) from None
    except OSError as error:
        raise UnusableFolder(
            f"{directory} cannot be kept for this build alone: {error.strerror}.",
            "Name a folder on another disk.",
            directory=str(directory),
        ) from None
