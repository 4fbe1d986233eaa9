"""Files of offices, which are archives, with nothing in them of the time, the computer or the program that made them."""

import io
from shutil import copyfileobj
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["same_bytes"]

_TIME = (1980, 1, 1, 0, 0, 0)  # the first that an archive can say


def same_bytes(archive: io.BytesIO, without: frozenset[str] = frozenset()) -> bytes:
    """Return the content of an archive with its parts as they are, all from one time and for all to read.

    Parts in *without* are left out.
    """
    content = io.BytesIO()
    with ZipFile(archive) as parts, ZipFile(content, "w", ZIP_DEFLATED) as file:
        for each in parts.infolist():
            if each.filename not in without:
                info = ZipInfo(each.filename, _TIME)
                info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 0, 0
                with parts.open(each) as source, file.open(info, "w", force_zip64=False) as to:
                    copyfileobj(source, to)
    return content.getvalue()
