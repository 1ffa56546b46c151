"""The addresses of the state office for its memos."""

from __future__ import annotations

from django.urls import path

from charteroak.issuing.views import editor, memos, proving, publishing, signing, tables

app_name = "issuing"
HERE = "office/<agency:agency>/memos/"
DRAFT = f"{HERE}<int:number>/"
urlpatterns = [
    path(HERE, memos.memos, name="memos"),
    path(f"{HERE}new/", memos.begin, name="begin"),
    path(DRAFT, memos.draft, name="draft"),
    path(f"{DRAFT}edit/", editor.edit, name="edit"),
    path(f"{DRAFT}preview/", editor.preview, name="preview"),
    path(f"{DRAFT}tables/", tables.tables, name="tables"),
    path(f"{DRAFT}tables/<int:table>/", tables.table, name="table"),
    path(f"{DRAFT}try/", proving.try_situation, name="try"),
    path(f"{DRAFT}compare/", proving.compare, name="compare"),
    path(f"{DRAFT}proof/", proving.proof, name="proof"),
    path(f"{DRAFT}export.md", memos.export, name="export"),
    path(f"{DRAFT}revisions/<int:revision>/", memos.revision, name="revision"),
    path(f"{DRAFT}review/", memos.to_review, name="to-review"),
    path(f"{DRAFT}back/", memos.back, name="back"),
    path(f"{DRAFT}acknowledge/", memos.acknowledge, name="acknowledge"),
    path(f"{DRAFT}abandon/", memos.abandon, name="abandon"),
    path(f"{DRAFT}signers/", signing.ask_for_signatures, name="signers"),
    path(f"{DRAFT}sign/", signing.sign, name="sign"),
    path(f"{DRAFT}refuse/", signing.refuse, name="refuse"),
    path(f"{DRAFT}issue/", publishing.issue, name="issue"),
    path(f"{HERE}versions/<int:number>/", publishing.version, name="version"),
    path(f"{HERE}versions/<int:number>/withdraw/", publishing.withdraw, name="withdraw"),
]
