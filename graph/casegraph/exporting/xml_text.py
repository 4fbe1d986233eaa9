"""Escaping text for XML 1.0."""

import re

__all__ = ["xml_attribute", "xml_characters", "xml_text"]

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[&<>"\t\n\r]|[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def xml_characters(text: str) -> str:
    r"""Return *text* with a replacement character for each character that XML 1.0 cannot write.

    >>> xml_characters("a\x00b\tc")
    'a�b\tc'
    """
    return _FORBIDDEN.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """Return *text* escaped for the content of an element.

    >>> xml_text("<script> & more")
    '&lt;script&gt; &amp; more'
    """
    return xml_characters(text).translate(_TEXT) if _SPECIAL.search(text) else text


def xml_attribute(text: str) -> str:
    r"""Return *text* escaped for an attribute in double quotes; line breaks and tabs are kept.

    >>> xml_attribute('"a"\n')
    '&quot;a&quot;&#10;'
    """
    return xml_characters(text).translate(_ATTRIBUTE) if _SPECIAL.search(text) else text
