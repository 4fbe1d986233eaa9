"""How papers look in Word: one sans-serif face, calm sizes, A4, and every look a style that people can change."""

from typing import TYPE_CHECKING

from casegraph.palette import ACCENT

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle

__all__ = ["INK", "QUIET", "RULE", "element", "set_up"]

INK, QUIET, RULE, _GROUND = "1D1D1D", "51595F", "C4CBD1", "F3F2F1"
_FACE = "Arial"
_SIDE, _TOP = 22, 18  # millimetres


def set_up(file: "File", foot: str) -> None:
    """Give a new file its page, its styles and its foot."""
    _page(file)
    _language(file)
    _styles(file)
    _foot(file, foot)


def element(name: str, /, **values: str) -> "BaseOxmlElement":
    """Return an element of Word's own XML with its values.

    >>> element("w:lang", val="en-GB").attrib.values()
    ['en-GB']
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _page(file: "File") -> None:
    from docx.shared import Mm

    (section,) = file.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_TOP)
    section.header_distance, section.footer_distance = Mm(10), Mm(9)


def _language(file: "File") -> None:
    """Say that all is British English, and that today's Word made it, so that none opens it as an old file."""
    from docx.oxml.ns import qn

    for lang in file.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")
    settings = file.settings.element
    for lang in settings.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), "en-GB")
    compatible = settings.find(qn("w:compat"))
    if compatible is None:
        compatible = element("w:compat")
        settings.append(compatible)
    for old in compatible.findall(qn("w:compatSetting")):
        compatible.remove(old)
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}
    compatible.append(element("w:compatSetting", **mode))


def _styles(file: "File") -> None:
    from docx.enum.style import WD_STYLE_TYPE

    styles = file.styles
    for name in ("Lead", "Small", "Source", "Note", "After Table"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    _face(link, None, ACCENT.lstrip("#").upper())
    link.font.underline = True
    head = ACCENT.lstrip("#").upper()
    _style(file, "Normal", 10.5, INK, after=6, line=1.15)
    _style(file, "Title", 18, head, after=2, line=1.05, bold=True)
    _style(file, "Subtitle", 11.5, QUIET, after=12)
    _style(file, "Heading 1", 14, head, before=14, after=4, bold=True, keep=True)
    _style(file, "Heading 2", 11.5, head, before=11, after=3, bold=True, keep=True)
    _style(file, "Heading 3", 10.5, head, before=8, after=2, bold=True, keep=True)
    _style(file, "Lead", 11.5, INK, after=8, line=1.2)
    _style(file, "Small", 9, QUIET, after=4)
    _style(file, "List Bullet", 10.5, INK, after=3)
    _style(file, "Quote", 10.5, INK, after=1, keep=True)
    _style(file, "Source", 9, QUIET, after=8)
    _style(file, "Caption", 9.5, QUIET, before=6, after=3, keep=True)
    _style(file, "Note", 10, INK, before=6, after=8)
    _style(file, "After Table", 4, INK, after=4, line=1.0)
    for name in ("Quote", "Source"):
        own = _paragraph(file, name)
        own.paragraph_format.left_indent = _points(12)
        own.paragraph_format.keep_together = True
        _borders(own, left=(RULE, 18, 9))
    _borders(_paragraph(file, "Title"))
    ground = _paragraph(file, "Note")
    ground.paragraph_format.left_indent = ground.paragraph_format.right_indent = _points(7)
    ground.paragraph_format.keep_together = True
    _borders(ground, **dict.fromkeys(("top", "left", "bottom", "right"), (_GROUND, 4, 6)))
    ground.element.get_or_add_pPr().append(element("w:shd", val="clear", color="auto", fill=_GROUND))


def _paragraph(file: "File", name: str) -> "ParagraphStyle":
    style: ParagraphStyle = file.styles[name]
    return style


def _points(number: float) -> int:
    from docx.shared import Pt

    return Pt(number)


def _style(
    file: "File",
    name: str,
    size: float,
    colour: str,
    *,
    before: float = 0,
    after: float = 0,
    line: float = 1.12,
    bold: bool = False,
    keep: bool = False,
) -> None:
    style = _paragraph(file, name)
    _face(style, size, colour)
    style.font.bold, style.font.italic = bold, False
    form = style.paragraph_format
    form.space_before, form.space_after = _points(before), _points(after)
    form.line_spacing, form.keep_with_next, form.widow_control = line, keep, True


def _face(style: "ParagraphStyle", size: float | None, colour: str) -> None:
    """Set the face of a style, in place of the theme's, and its size and colour."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    font = style.font
    font.color.rgb = RGBColor.from_string(colour)
    if size is not None:
        font.size, font.name = _points(size), _FACE
        faces = style.element.rPr.rFonts
        for key in [*faces.attrib]:
            del faces.attrib[key]
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            faces.set(qn(f"w:{key}"), _FACE)
        for spacing in style.element.rPr.findall(qn("w:spacing")) + style.element.rPr.findall(qn("w:kern")):
            style.element.rPr.remove(spacing)


def _borders(style: "ParagraphStyle", **sides: tuple[str, int, int]) -> None:
    """Set the lines beside a paragraph: colour, width in eighths of a point, and distance in points, by side."""
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if sides:
        borders = element("w:pBdr")
        for side in ("top", "left", "bottom", "right"):
            if side in sides:
                colour, width, space = sides[side]
                borders.append(element(f"w:{side}", val="single", sz=str(width), space=str(space), color=colour))
        properties.insert_element_before(borders, *_AFTER_BORDERS)


_AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
    "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
"""What comes after the borders of a paragraph in Word's schema, which fixes the order."""


def _foot(file: "File", words: str) -> None:
    """Write the foot of every page: some words, and which page it is."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    _style(file, "Footer", 8.5, QUIET)
    line = file.sections[0].footer.paragraphs[0]
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(210 - 2 * _SIDE), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{words}\tPage ")
    for name, between in (("PAGE", " of "), ("NUMPAGES", "")):
        field = element("w:fldSimple", instr=name)
        number = element("w:r")
        text = element("w:t")
        text.text = "1"
        number.append(text)
        field.append(number)
        line._p.append(field)
        if between:
            line.add_run(between)
