"""The state office: sending a version, and seeing who has it."""

from __future__ import annotations

import csv
from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from charteroak.core.errors import CharterOakError
from charteroak.core.spreadsheet import harmless
from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.models import Agency
from charteroak.directory.permissions import Act
from charteroak.directory.reference import grid, states
from charteroak.directory.roles import Role
from charteroak.issuing.letters import actions, queries
from charteroak.issuing.letters.audience import default_kinds
from charteroak.issuing.letters.forms import AddressForm, IssuanceForm, ReturnedForm
from charteroak.issuing.letters.models import Issuance, Letter, PostalBatch
from charteroak.issuing.letters.queries import OnRung
from charteroak.issuing.letters.rungs import Rung
from charteroak.issuing.letters.town_map import town_map
from charteroak.issuing.models import IssuedVersion

LONGEST_LIST = 200
COLUMNS = (
    "reference", "agency", "name", "kind", "town", "rung", "answers changed", "duties changed",
    "must acknowledge", "acknowledged by", "acknowledged at", "server said", "returned because",
)  # fmt: skip


@acting(Act.SEE_STATE)
def issuances(request: ActingRequest) -> HttpResponse:
    """List the issuances of the office, and the versions that can be sent."""
    office = request.acting.agency
    found = Issuance.objects.filter(office=office).select_related("version")
    context = {
        "office": office,
        "issuances": [(each, queries.ladder(each)) for each in found],
        "versions": IssuedVersion.objects.filter(office=office, withdrawal=None),
        "may_publish": request.acting.may(Act.PUBLISH),
        "form": ReturnedForm(),
    }
    return render(request, "letters/issuances.html", context)


@acting(Act.PUBLISH)
def begin(request: ActingRequest, number: int) -> HttpResponse:
    """Choose the audience of a version, and begin."""
    office = request.acting.agency
    version = get_object_or_404(IssuedVersion, pk=number, office=office)
    form = _issuance_form(request, office, version)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            issuance = actions.start_issuance(
                acting=request.acting,
                version=version,
                kinds=given["kinds"],
                towns=given["towns"],
                role=Role(given["role"]),
                cover=given["cover"],
                starts_at=given["starts_at"],
            )
        except CharterOakError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The letters are on their way to the outbox."))
            return redirect("letters:issuance", agency=office.slug, number=issuance.pk)
    context = {"office": office, "version": version, "form": form}
    return render(request, "letters/begin.html", context)


def _issuance_form(request: ActingRequest, office: Agency, version: IssuedVersion) -> IssuanceForm:
    agencies = Agency.objects.filter(state=office.state, closed=False)
    counted = Counter(agencies.values_list("kind", flat=True))
    towns = sorted(set(agencies.exclude(town="").values_list("town", flat=True)))
    initial = {"kinds": default_kinds(office.state, version.text)}
    given = request.POST if request.method == "POST" else None
    return IssuanceForm(given, initial=initial, counts=sorted(counted.items()), towns=towns)


@acting(Act.SEE_STATE)
def issuance(request: ActingRequest, number: int) -> HttpResponse:
    """Show the ladder of an issuance: by rung, by kind, by town, and letter by letter."""
    found = _issuance(request, number)
    letters = queries.in_order_of_care(queries.letters_of(found))
    rung = request.GET.get("rung", "")
    if rung in Rung.values:
        letters = letters.filter(rung=rung)
    state = found.office.state
    context = {
        "office": found.office,
        "issuance": found,
        "ladder": queries.ladder(found),
        "by_kind": queries.ladder_by_kind(found),
        "map": town_map(grid(state), queries.rungs_by_town(found)) if state in states() else None,
        "letters": letters[:LONGEST_LIST],
        "shown": rung,
        "rungs": Rung,
        "longest": LONGEST_LIST,
        "to_post": queries.to_be_posted(found).count(),
        "may_publish": request.acting.may(Act.PUBLISH),
    }
    return render(request, "letters/issuance.html", context)


@acting(Act.SEE_STATE)
def issuance_csv(request: ActingRequest, number: int) -> HttpResponse:
    """Give every letter of an issuance as CSV."""
    found = _issuance(request, number)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="issuance-{found.pk}.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for letter in queries.letters_of(found).prefetch_related("message__tries"):
        writer.writerow(map(harmless, _row(letter)))
    return response


def _row(letter: OnRung) -> list[object]:
    done = getattr(letter, "acknowledgement", None)
    tries = list(letter.message.tries.all()) if letter.message else []
    return [
        letter.reference,
        letter.agency.slug,
        letter.agency.name,
        letter.agency.kind,
        letter.agency.town,
        letter.rung,
        letter.answers_changed,
        letter.duties_changed,
        "yes" if letter.must_acknowledge else "no",
        done.name if done else "",
        timezone.localtime(done.at).isoformat() if done else "",
        tries[-1] if tries else letter.problem,
        letter.returned_because,
    ]


@acting(Act.PUBLISH)
def reminders(request: ActingRequest, number: int) -> HttpResponse:
    """Stop the reminders of an issuance, or start them again."""
    found = _issuance(request, number)
    if request.method == "POST":
        stopped = found.reminders_stopped_at is not None
        change = actions.start_reminders if stopped else actions.stop_reminders
        change(acting=request.acting, issuance=found)
    return redirect("letters:issuance", agency=found.office.slug, number=found.pk)


@acting(Act.PUBLISH)
def batches(request: ActingRequest, number: int) -> HttpResponse:
    """Print the letters that have to go by post."""
    found = _issuance(request, number)
    if request.method == "POST":
        try:
            batch = actions.make_batch(acting=request.acting, issuance=found)
        except CharterOakError as error:
            messages.error(request, str(error))
        else:
            words = _("%(n)d letters are ready to print.") % {"n": batch.letters_in_it}
            messages.success(request, words)
    return redirect("letters:issuance", agency=found.office.slug, number=found.pk)


@acting(Act.SEE_STATE)
def batch_pdf(request: ActingRequest, number: int) -> HttpResponse:
    """Give the file of a batch for the printer."""
    batch = PostalBatch.objects.filter(pk=number, issuance__office=request.acting.agency).first()
    if batch is None:
        raise Http404
    response = HttpResponse(bytes(batch.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="letters-{batch.pk}.pdf"'
    return response


@acting(Act.PUBLISH)
def returned(request: ActingRequest) -> HttpResponse:
    """Enter a letter that the post brought back."""
    office = request.acting.agency
    form = ReturnedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            letter = actions.enter_returned(acting=request.acting, **form.cleaned_data)
        except CharterOakError as error:
            form.add_error("reference", str(error))
        else:
            words = _("%(letter)s is entered as returned.") % {"letter": letter}
            messages.success(request, words)
            return redirect("letters:returned", agency=office.slug)
    return render(request, "letters/returned.html", {"office": office, "form": form})


@acting(Act.PUBLISH)
def readdress(request: ActingRequest, reference: str) -> HttpResponse:
    """Send a letter that failed to another address."""
    office = request.acting.agency
    found = Letter.objects.select_related("agency", "issuance__office", "message")
    letter = get_object_or_404(found, reference=reference, issuance__office=office)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            actions.correct_address(acting=request.acting, letter=letter, email=email)
        except CharterOakError as error:
            form.add_error(None, str(error))
        else:
            return redirect("letters:issuance", agency=office.slug, number=letter.issuance_id)
    context = {"office": office, "letter": letter, "form": form}
    return render(request, "letters/readdress.html", context)


def _issuance(request: ActingRequest, number: int) -> Issuance:
    found = Issuance.objects.select_related("version", "office")
    return get_object_or_404(found, pk=number, office=request.acting.agency)
