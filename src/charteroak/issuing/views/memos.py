"""The memos of an office: those in work, those issued, a new one, and the page of each draft."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from charteroak.core.memo import Kind, Version
from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.permissions import Act
from charteroak.issuing import drafting, queries
from charteroak.issuing.errors import IssuingError
from charteroak.issuing.examining import examine
from charteroak.issuing.forms import AcknowledgeForm, BeginForm, ReasonForm
from charteroak.issuing.library import current_library
from charteroak.issuing.models import Draft, Revision, State
from charteroak.issuing.showing import checked, differences
from charteroak.issuing.views.steps import draft_of, page, to_draft, tried
from charteroak.issuing.words import as_new_version, bytes_of, in_groups, words_of

SKELETON = (Path(__file__).resolve().parents[1] / "skeleton.md").read_text(encoding="utf-8")


@require_GET
@acting(Act.SEE_MEMOS)
def memos(request: ActingRequest) -> HttpResponse:
    """Show what is in work and what was issued."""
    office, person = request.acting.agency, request.acting.person
    return page(
        request,
        "memos.html",
        drafts=queries.drafts_of(office),
        waiting=queries.waiting_for(person, office),
        versions=queries.issued_versions(office),
        now=timezone.now(),
    )


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def begin(request: ActingRequest) -> HttpResponse:
    """Begin a draft from a version that is here, from a file, or from nothing."""
    office = request.acting.agency
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BeginForm(*given, versions=_versions(office.state))
    if request.method == "POST" and form.is_valid():
        try:
            draft = drafting.begin_draft(acting=request.acting, source=_beginning(form))
        except IssuingError as error:
            form.add_error(None, str(error))
        else:
            return to_draft(request, draft)
    return page(request, "begin.html", form=form)


@require_GET
@acting(Act.SEE_MEMOS)
def draft(request: ActingRequest, number: int) -> HttpResponse:
    """Show where a draft stands, what to do next, its signatures and its history."""
    found = draft_of(request, number)
    examined = examine(found.source)
    line = queries.next_line(found) if found.state == State.SIGNING else None
    return page(
        request,
        "draft.html",
        draft=found,
        check=checked(examined),
        acknowledged=queries.acknowledged(found, examined.warnings),
        lines=queries.lines_of(found),
        struck=queries.struck_signatures(found),
        steps=found.steps.select_related("person"),
        revisions=found.revisions.select_related("person"),
        digest=in_groups(found.hash),
        your_turn=line is not None and line.person_id == request.acting.person.pk,
        reason_form=ReasonForm(),
        acknowledge_form=AcknowledgeForm(),
        states=State,
    )


@require_GET
@acting(Act.SEE_MEMOS)
def revision(request: ActingRequest, number: int, revision: int) -> HttpResponse:
    """Show what a revision changed."""
    found = draft_of(request, number)
    shown = get_object_or_404(Revision, draft=found, number=revision)
    before = Revision.objects.filter(draft=found, number=revision - 1).first()
    return page(
        request,
        "revision.html",
        draft=found,
        revision=shown,
        before=before,
        lines=differences(before.source, shown.source) if before else [],
    )


@require_GET
@acting(Act.SEE_MEMOS)
def export(request: ActingRequest, number: int) -> HttpResponse:
    """Give the Markdown file: the bytes that are hashed, signed and published."""
    found = draft_of(request, number)
    name = f"{found.text.replace('/', '-')}-{found.version}.md"
    response = HttpResponse(bytes_of(found.source), content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@acting(Act.DRAFT)
def to_review(request: ActingRequest, number: int) -> HttpResponse:
    """Send a draft to review."""
    found = draft_of(request, number)

    def step() -> Draft:
        return drafting.send_to_review(acting=request.acting, draft=found)

    tried(request, step, "The memo is in review. It now reads as it will be published.")
    return to_draft(request, found)


@require_POST
@acting(Act.DRAFT)
def back(request: ActingRequest, number: int) -> HttpResponse:
    """Take a draft back to be written further."""
    found, reason = draft_of(request, number), request.POST.get("reason", "")

    def step() -> Draft:
        return drafting.take_back(acting=request.acting, draft=found, reason=reason)

    tried(request, step, "The memo is a draft again.")
    return to_draft(request, found)


@require_POST
@acting(Act.DRAFT)
def acknowledge(request: ActingRequest, number: int) -> HttpResponse:
    """Say why the warnings of the check may stand."""
    found, words = draft_of(request, number), request.POST.get("words", "")

    def step() -> object:
        return drafting.acknowledge_warnings(acting=request.acting, draft=found, words=words)

    tried(request, step, "Your words stand beside the warnings.")
    return to_draft(request, found)


@require_POST
@acting(Act.DRAFT)
def abandon(request: ActingRequest, number: int) -> HttpResponse:
    """Give a draft up."""
    found, reason = draft_of(request, number), request.POST.get("reason", "")

    def step() -> Draft:
        return drafting.abandon(acting=request.acting, draft=found, reason=reason)

    tried(request, step, "The draft was given up. Its history is kept.")
    return to_draft(request, found)


def _versions(state: str) -> list[tuple[str, str]]:
    """Return the versions of the state's texts to begin from, the newest of each text first."""
    shelves = current_library().shelves.values()
    return [
        (str(header.id), f"{header.title} ({header.id})")
        for shelf in shelves
        if shelf.text.startswith(f"{state}/")
        for header in reversed(shelf.headers)
        if header.kind is not Kind.VOCABULARY
    ]


def _beginning(form: BeginForm) -> str | bytes:
    """Return the words that a new draft begins with."""
    given = form.cleaned_data
    if given["file"]:
        content: bytes = given["file"].read()
        return content
    if not given["base"]:
        day = given["version"].partition(".")[0]
        return SKELETON.format(text=given["text"], version=given["version"], day=day)
    text, _, version = given["base"].partition("@")
    memo = current_library().version(Version(text, version))
    return as_new_version(words_of(memo.source), given["version"])
