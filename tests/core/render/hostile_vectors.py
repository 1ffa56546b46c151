# ruff: noqa: E501, RUF001 - a vector stands as it is sent
"""Words that try to become something else than words when a memo is shown as HTML."""

from __future__ import annotations

SCHEMES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)", "\x01javascript:alert(1)", "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "javascript&#58;alert(1)",
    "%6Aavascript:alert(1)", "javascript%3Aalert(1)", "javascript://%0aalert(1)",
    "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,<svg onload=alert(1)>",
    "file:///etc/passwd", "blob:https://example.org/1", "filesystem:https://example.org/1",
    "view-source:https://example.org", "about:blank", "ws://example.org", "ftp://example.org",
    "tel:+15550100", "//evil.example/x", "\\\\evil.example\\x", "/\\evil.example", "https:evil",
    "http:/evil.example", "https:///evil.example", "feed:javascript:alert(1)", "jar:x!/y",
    "livescript:alert(1)", "mocha:alert(1)", "ct/54-192h:javascript:alert(1)", "../../etc/passwd",
    "/absolute/path", "?query=1", "ct/../../x", "ct//x", "CT/54", "ct/54-192h@now", "ct",
)  # fmt: skip

LINKS = tuple(
    form.format(target)
    for target in SCHEMES
    for form in ("[click]({})", "[click](<{}>)", "<{}>", "![picture]({})")
)

MARKUP = (
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<script>",
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<iframe src=javascript:alert(1)>",
    "<body onload=alert(1)>", "<a href=javascript:alert(1)>x</a>", "<a href='java&#10;script:alert(1)'>x",
    "<math><mi xlink:href=javascript:alert(1)>x", "<object data=javascript:alert(1)>", "<embed src=x>",
    "<base href=//evil.example/>", "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example>", "<style>*{background:url(//evil.example)}</style>",
    "<form action=//evil.example><button>x", "<input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>", "<marquee onstart=alert(1)>", "<div style=position:fixed>x",
    "<template><script>alert(1)</script></template>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--<img src=x onerror=alert(1)>-->", "<![CDATA[<script>alert(1)</script>]]>", "<?php alert(1) ?>",
    "</article></main></body></html><script>alert(1)</script>", "</td></tr></table><script>alert(1)</script>",
    "</title><script>alert(1)</script>", "</style><script>alert(1)</script>", "--><script>alert(1)</script>",
    '"><script>alert(1)</script>', "'><script>alert(1)</script>", '" onmouseover="alert(1)', "' onmouseover='alert(1)",
    "x onmouseover=alert(1)", '"autofocus onfocus=alert(1) x="', "`onmouseover=alert(1)`", '="javascript:alert(1)"',
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "&#x3c;script>",
    "\\<script>alert(1)\\</script>", "`<script>alert(1)</script>`", "``` <script>\nalert(1)\n```",
    "    <script>alert(1)</script>", "~~~html\n<script>alert(1)</script>\n~~~",
    '```" onmouseover=alert(1)\nx\n```', "> <script>alert(1)</script>", "- <script>alert(1)</script>",
    "1. <img src=x onerror=alert(1)>", "# <script>alert(1)</script>", "<script>\n\nalert(1)\n\n</script>",
    "| a |\n|---|\n| <script>alert(1)</script> |", '| a |\n|:-:|\n| " onmouseover=alert(1) |',
    "[x]: javascript:alert(1)\n\n[x]", "[x]\n\n[x]: javascript:alert(1) 'onmouseover=alert(1)'",
    '[x](https://a.example "onmouseover=alert(1)")', "[x](https://a.example '\" onmouseover=\"alert(1)')",
    '[x](https://a.example"onmouseover=alert(1))', "[<script>alert(1)</script>](https://a.example)",
    "[![x](javascript:alert(1))](https://a.example)", '![" onerror="alert(1)](https://a.example/x.png)',
    '<https://a.example/"onmouseover=alert(1)>', "<https://a.example/<script>alert(1)</script>>",
    '<mailto:"onmouseover=alert(1)@a.example>', "[x](mailto:a@b?body=%22onmouseover=alert(1))",
    '[x](#"onmouseover=alert(1))', "[x](#<script>)", "javascript:alert(1)", "{{7*7}}", "${alert(1)}",
    "{% debug %}", "<%= 7*7 %>", "\u202e<script>", "\ufeff<script>alert(1)</script>", "＜script＞alert(1)＜/script＞",
    "\u2028<script>", "<scr\u0000ipt>alert(1)</scr\u0000ipt>", "<a\thref=javascript:alert(1)>", "<a\x0chref=x>",
    "*<img src=x onerror=alert(1)>*", "**[x](javascript:alert(1))**", "_</em><script>_", "a\\\n<script>",
    "<xss onafterscriptexecute=alert(1)>", "<svg/onload=alert(1)//", "<a xlink:href=javascript:alert(1)>x",
    "<isindex type=image src=1 onerror=alert(1)>", "<table background=javascript:alert(1)>", "<svg><animate onbegin=alert(1)>",
)  # fmt: skip

VECTORS = (*LINKS, *MARKUP)
