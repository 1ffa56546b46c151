"""The style of a memo's page: small, for screens of any width, light and dark, and for paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --line: #767676; --quiet: #595959; --head: #f0f0f0;
  --link: #005ea2; --page: #fff; --ink: #1b1b1b; }
@media (prefers-color-scheme: dark) { :root { --line: #8d8d8d; --quiet: #b4b4b4; --head: #2b2b2b;
  --link: #73b3e7; --page: #161616; --ink: #f0f0f0; } }
body { margin: 0; background: var(--page); color: var(--ink); }
.memo { max-width: 78rem; margin: 0 auto; padding: 1rem; line-height: 1.5;
  font-family: system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: break-word; }
.memo h1 { font-size: 1.7rem; line-height: 1.2; margin: .5rem 0; }
.memo h2 { font-size: 1.35rem; margin: 2.2rem 0 .5rem; border-top: 1px solid var(--line);
  padding-top: .8rem; }
.memo h3, .memo h4 { font-size: 1.1rem; margin: 1.6rem 0 .5rem; }
.memo p, .memo li { max-width: 42rem; }
.memo p { margin: .6rem 0; }
.memo a { color: var(--link); }
.memo a.self, .memo a.self-row { color: inherit; text-decoration: none; }
.memo a.self { color: var(--quiet); font-size: .85em; padding: 0 .3em; }
.memo a:hover, .memo a:focus-visible { text-decoration: underline; }
.memo :target { outline: 3px solid var(--link); outline-offset: 2px; }
.memo dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1rem 0; }
.memo dt { color: var(--quiet); } .memo dd { margin: 0; min-width: 0; }
.memo .draft { border: 3px double currentColor; padding: .6rem .8rem; font-weight: 600; }
.memo .advice { font-style: italic; }
.memo .table { overflow-x: auto; margin: .8rem 0 1.2rem; }
.memo .table:focus-visible { outline: 3px solid var(--link); }
.memo table { border-collapse: collapse; font-size: .92rem; line-height: 1.4; }
.memo caption { text-align: left; padding: .2rem 0 .5rem; position: sticky; left: 0; }
.memo th, .memo td { border: 1px solid var(--line); padding: .35rem .55rem; text-align: left;
  vertical-align: top; min-width: 4.5rem; max-width: 26rem; }
.memo tr > th:first-child { font-weight: 600; min-width: 2.5rem; }
.memo thead th { background: var(--head); }
.memo th.group, .memo td.group { border-left: 3px double var(--ink); }
.memo td.words { min-width: 13rem; } .memo td.cites { min-width: 10.5rem; }
.memo .cite { display: block; } .memo .policy, .memo .quiet, .memo .grade { color: var(--quiet); }
.memo .direction { text-decoration: underline; text-underline-offset: .2em; }
.memo .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
.memo blockquote { border-left: 4px solid var(--line); margin: .8rem 0; padding-left: 1rem; }
.memo pre { white-space: pre-wrap; }
@media screen and (max-width: 48rem) { .memo table { width: max-content; }
  .memo th, .memo td { max-width: 15rem; } .memo tr > th:first-child { max-width: 6.5rem; } }
@media (max-width: 30rem) { .memo dl { grid-template-columns: 1fr; gap: 0; }
  .memo dd { margin-bottom: .5rem; } .memo ul, .memo ol { padding-left: 1.4rem; } }
@media print { :root { --line: #555; --quiet: #333; --head: #fff; --link: #000; --page: #fff;
  --ink: #000; } .memo { max-width: none; padding: 0; font-size: 10.5pt; }
  .memo .table { overflow: visible; } .memo table { font-size: 8.5pt; width: 100%; }
  .memo tr > th, .memo tr > td { min-width: 0 !important; padding: .2rem .3rem; }
  .memo a.self { display: none; } .memo h2, .memo h3 { break-after: avoid; }
  .memo tr, .memo .paragraph { break-inside: avoid; }
  .memo caption, .memo thead { break-after: avoid; } .memo thead { display: table-header-group; } }
"""
