"""Our own drawing of a form: its tell-tale places with numbers, in a layout of our own.

No seal is copied, the body is grey lines, and SPECIMEN stands across the sheet, so that nobody
can take it for a form.  The pictures carry their words as text; the page beside them says the same
in a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TypeAlias

from charteroak.core.render.markup import Html, joined, tag
from charteroak.desk.papers import Look

WIDE, HIGH = 340, 440
LEFT, RIGHT = 48, 316
PAPER, INK, GREY, MARK, PALE = "#ffffff", "#1b1b1b", "#c6cace", "#1a4480", "#d9e8f6"
Style: TypeAlias = "dict[str, str | int]"
LONG_TITLE = 60
SHORT_LABEL = 4
FONT = "Helvetica, Arial, sans-serif"
# part: (top of its box, its height); the middle of the sheet is left to the grey body
BOXES = {
    "top": (24, 42),
    "case": (70, 24),
    "title": (96, 48),
    "matter": (146, 24),
    "addressed": (174, 24),
    "boxes": (222, 76),
    "signature": (344, 44),
    "number": (398, 22),
}


def draw(look: Look, title: str) -> str:
    """Return the form as an SVG picture; ``title`` is what stands on it in large letters."""
    words = {
        "top": look.top,
        "case": look.case,
        "title": title,
        "matter": look.matter,
        "addressed": f"To: {look.addressed}" if look.addressed else "",
        "number": look.number,
    }
    parts = [
        tag("rect", x=6, y=6, width=WIDE - 12, height=HIGH - 12, fill=PAPER, stroke=INK),
        *_highlights(look),
        *_body(look),
        *(_text(part, text) for part, text in words.items() if text),
        _signature(look.signature),
        _specimen(),
        *_numbers(look),
    ]
    sheet = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDE} {HIGH}"}
    written = "".join(f' {name}="{value}"' for name, value in sheet.items())
    return f'<svg{written} font-family="{FONT}">{joined(parts)}</svg>'


def _highlights(look: Look) -> Iterator[Html]:
    for mark in look.marks:
        top, high = BOXES[mark.at]
        yield tag("rect", x=LEFT - 6, y=top, width=RIGHT - LEFT + 12, height=high, rx=4, fill=PALE)


def _numbers(look: Look) -> Iterator[Html]:
    for number, mark in enumerate(look.marks, start=1):
        top, high = BOXES[mark.at]
        middle = top + high // 2
        yield tag("circle", cx=26, cy=middle, r=12, fill=MARK)
        style: Style = {"font_size": 15, "font_weight": 700, "text_anchor": "middle", "fill": PAPER}
        yield tag("text", str(number), x=26, y=middle + 5, **style)


def _text(part: str, words: str) -> Html:
    """Return the words of one part, in lines that fit its box."""
    top, high = BOXES[part]
    size = {"title": 17, "top": 14}.get(part, 12)
    size = 12 if len(words) > LONG_TITLE else size
    centred = part in {"top", "title"}
    lines = wrap(words, int((RIGHT - LEFT) / (size * 0.52)))[:3]
    first = top + high / 2 + size * (0.36 - 0.6 * (len(lines) - 1))
    style: Style = {"font_size": size, "fill": INK}
    if centred:
        style |= {"text_anchor": "middle", "font_weight": 700}
    across = (LEFT + RIGHT) // 2 if centred else LEFT
    return joined(
        tag("text", line, x=across, y=round(first + row * size * 1.2), **style)
        for row, line in enumerate(lines)
    )


def _body(look: Look) -> Iterator[Html]:
    """Yield grey lines for what nobody has to read, and boxes to tick where the form has some."""
    below = 222 + (24 * len(look.boxes) if look.boxes else 0)
    whole, part = RIGHT - LEFT, (RIGHT - LEFT) * 3 // 4
    lines = [f"M{LEFT} {line}h{whole}" for line in range(206, 222, 12)]
    lines += [
        f"M{LEFT} {line}h{whole if line % 3 else part}" for line in range(below + 10, 338, 14)
    ]
    for row, words in enumerate(look.boxes):
        top = 226 + 24 * row
        yield tag("rect", x=LEFT, y=top, width=13, height=13, fill=PAPER, stroke=INK)
        yield tag("text", words, x=LEFT + 20, y=top + 11, font_size=12, fill=INK)
        if len(words) < SHORT_LABEL:
            lines.append(f"M{LEFT + 40} {top + 7}h{whole - 44}")
    yield tag("path", d="".join(lines), stroke=GREY, stroke_width=4)


def _signature(words: str) -> Html:
    if not words:
        return Html("")
    line: Style = {"stroke": INK, "stroke_width": 1}
    pen = "M70 364c14-22 20-16 12 2s10-20 20-8 6 6 18-4 4 14 22 2 14 0 26-2"
    return joined(
        [
            tag("path", d=pen, fill="none", stroke=MARK, stroke_width=2),
            tag("line", x1=LEFT, y1=368, x2=RIGHT, y2=368, **line),
            tag("text", words, x=LEFT, y=382, font_size=12, fill=INK),
        ]
    )


def _specimen() -> Html:
    style: Style = {"font_size": 56, "font_weight": 700, "text_anchor": "middle", "fill": "#b50909"}
    turned = f"rotate(-38 {WIDE // 2} 270)"
    return tag(
        "text", "SPECIMEN", x=WIDE // 2, y=290, transform=turned, fill_opacity="0.22", **style
    )
