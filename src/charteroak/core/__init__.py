"""The core: memos read, compiled, answered and proven.

It imports the standard library and the Markdown parser, nothing else: no framework, no database,
no clock, no network.  Start with ``memo.py`` (the tree of a text), ``guidance.py`` (its compiled
form) and ``answer.py`` (what a desk gets).
"""
