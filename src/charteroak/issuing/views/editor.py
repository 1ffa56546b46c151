"""The editor: the words of a draft beside their preview and what the check says."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.permissions import Act
from charteroak.issuing import drafting
from charteroak.issuing.errors import EditConflictError, IssuingError
from charteroak.issuing.examining import examine
from charteroak.issuing.forms import WordsForm
from charteroak.issuing.models import Draft, State
from charteroak.issuing.showing import checked, differences, memo_markup
from charteroak.issuing.views.steps import draft_of, page
from charteroak.issuing.words import words_of


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def edit(request: ActingRequest, number: int) -> HttpResponse:
    """Show the editor; preview and check what was posted, or save it."""
    draft = draft_of(request, number)
    if not draft.is_open:
        messages.error(request, f"{draft} is {draft.get_state_display().lower()}: its words stand.")
        return redirect("issuing:draft", agency=request.acting.agency, number=draft.pk)
    if request.method == "GET":
        kept = {"revision": draft.revision, "source": draft.source}
        return _editor(request, draft, WordsForm(initial=kept), draft.source)
    form = WordsForm(request.POST)
    words = words_of(request.POST.get("source", ""))
    if form.is_valid() and request.POST.get("step") == "save":
        return _save(request, draft, form)
    return _editor(request, draft, form, words)


@require_POST
@acting(Act.DRAFT)
def preview(request: ActingRequest, number: int) -> HttpResponse:
    """Return the check and the preview of posted words as a piece of a page; nothing is saved."""
    draft = draft_of(request, number)
    words = words_of(request.POST.get("source", ""))
    return page(request, "preview.html", draft=draft, **_shown(words))


def _save(request: ActingRequest, draft: Draft, form: WordsForm) -> HttpResponse:
    given = form.cleaned_data
    restarts = draft.state != State.DRAFT
    try:
        saved = drafting.save_draft(
            acting=request.acting,
            draft=draft,
            revision=given["revision"],
            source=given["source"],
        )
    except EditConflictError as error:
        return _conflict(request, draft, str(error), words_of(given["source"]))
    except IssuingError as error:
        form.add_error(None, str(error))
        return _editor(request, draft, form, words_of(given["source"]))
    if saved.revision == given["revision"]:
        messages.info(request, "Nothing was changed, so nothing was saved.")
    else:
        messages.success(request, f"Saved as revision {saved.revision}.")
    if restarts and saved.state == State.DRAFT:
        messages.warning(request, "The words changed, so review and signatures begin anew.")
    return redirect("issuing:edit", agency=request.acting.agency, number=draft.pk)


def _conflict(request: ActingRequest, draft: Draft, said: str, words: str) -> HttpResponse:
    """Show both: the words of this editor in the editor, and how the saved ones differ."""
    draft.refresh_from_db()
    form = WordsForm(initial={"revision": draft.revision, "source": words})
    theirs = draft.revisions.select_related("person").first()
    lines = differences(draft.source, words)
    found = _shown(words)
    return page(
        request,
        "edit.html",
        status=409,
        draft=draft,
        form=form,
        conflict=said,
        theirs=theirs,
        lines=lines,
        unsaved=True,
        **found,
    )


def _editor(request: ActingRequest, draft: Draft, form: WordsForm, words: str) -> HttpResponse:
    status = 422 if form.errors else 200
    unsaved = words != draft.source
    return page(
        request,
        "edit.html",
        status=status,
        draft=draft,
        form=form,
        unsaved=unsaved,
        **_shown(words),
    )


def _shown(words: str) -> dict[str, Any]:
    found = examine(words)
    return {
        "check": checked(found),
        "markup": memo_markup(found.memo) if found.memo else "",
    }
