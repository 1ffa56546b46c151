"""Hostile words that every field has to take or refuse, and print inert."""

from __future__ import annotations

MARK = "qzmark"
"""Stands in each text, so that a page that shows it can be found."""

HOSTILE = {
    "script": f"{MARK}<script>document.title='owned'</script>",
    "attribute": f"{MARK}\" autofocus onfocus=\"document.title='owned'",
    "image": f"{MARK}<img src=x onerror=\"document.title='owned'\">",
    "template": f"{MARK}{{{{ settings.SECRET_KEY }}}}{{% debug %}}",
    "format": f"{MARK}%s%n{{0}}{{agency}}$(id)`id`",
    "sql": f"{MARK}'; DROP TABLE requests_request; --",
    "typst": f'{MARK}#read("/etc/passwd") $x$ ~ @cite <label>',
    "nul": f"{MARK}\x00after",
    "controls": f"{MARK}\x1b[31m\x07\x08",
    "right to left": f"{MARK}\u202egnp.exe\u202c\u2066x\u2069",
    "zero width": f"{MARK}\u200b\u200d\ufeffx",
    "emoji": f"{MARK}\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f4\U000e0067\U000e007f",
    "combining": f"{MARK}a" + "\u0301" * 50,
    "formula": f'=HYPERLINK("http://example.org","{MARK}")',
    "lines": f"{MARK}\r\nX-Injected: yes\r\n\r\nbody",
    "long": f"{MARK}" + "a" * 100_000,
    "long word": f"{MARK}" + "W" * 180,
    "only blanks": " \t\n ",
    "separators": f"{MARK}\u2028\u2029\x85x",
}
