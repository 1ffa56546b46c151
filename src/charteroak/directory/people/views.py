"""The pages about people; what they do stands in directory/actions.py."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from charteroak.directory import actions
from charteroak.directory.access import ActingRequest, acting, today
from charteroak.directory.errors import RefusedError
from charteroak.directory.models import Person, Post
from charteroak.directory.people import queries
from charteroak.directory.people.forms import AcceptForm, InviteForm, PostForm
from charteroak.directory.people.sections import sections_for
from charteroak.directory.permissions import Act
from charteroak.directory.roles import Role
from charteroak.directory.sign_in_again import fresh_sign_in


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the agencies that one acts for; go to the only one straight away."""
    person = cast("Person", request.user)
    posts = queries.posts_of(person, today())
    agencies = queries.agencies_of(person, today())
    if len(agencies) == 1:
        return redirect("people:agency", agency=agencies[0].slug)
    return render(request, "people/mine.html", {"posts": posts, "agencies": agencies})


@acting(Act.SEE_AGENCY)
@require_safe
def agency(request: ActingRequest) -> HttpResponse:
    """Show what needs doing at the agency now."""
    words = {"acting": request.acting, "sections": sections_for(request.acting)}
    return render(request, "people/agency.html", words | _rights(request))


@acting(Act.SEE_PEOPLE)
@require_safe
def people(request: ActingRequest) -> HttpResponse:
    """List who acts for the agency, who was invited, and who did before."""
    now = timezone.now()
    words = {
        "acting": request.acting,
        "posts": queries.people_of(request.acting, today()),
        "former": queries.former_people_of(request.acting, today())[:50],
        "invitations": queries.invitations_of(request.acting, now),
    }
    return render(request, "people/people.html", words | _rights(request))


@acting(Act.NAME_PEOPLE)
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: ActingRequest) -> HttpResponse:
    """Invite somebody to a role at the agency."""
    form = InviteForm(request.POST or None, agency=request.acting.agency)
    if form.is_valid() and _invited(request, form):
        words = _("An invitation is on its way to %(email)s.") % form.cleaned_data
        messages.success(request, words)
        return redirect("people:people", agency=request.acting.agency.slug)
    words_of_page = {"acting": request.acting, "form": form}
    return render(request, "people/invite.html", words_of_page)


@acting(Act.NAME_PEOPLE)
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: ActingRequest, number: int) -> HttpResponse:
    """Change what a post is called and its telephone."""
    found = _post(request, number)
    initial = {"title": found.title, "telephone": found.telephone}
    form = PostForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        actions.change_post(acting=request.acting, post=found, today=today(), **given)
        messages.success(request, _("Saved."))
        return redirect("people:people", agency=request.acting.agency.slug)
    words = {"acting": request.acting, "post": found, "form": form}
    return render(request, "people/post.html", words)


@acting(Act.NAME_PEOPLE)
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ActingRequest, number: int) -> HttpResponse:
    """Ask whether to end a post, and end it."""
    found, refused = _post(request, number), ""
    if request.method == "POST":
        yesterday = today() - timedelta(days=1)
        try:
            actions.end_post(acting=request.acting, post=found, last_day=yesterday, today=today())
        except RefusedError as error:
            refused = str(error)
        else:
            messages.success(request, _("The post has ended."))
            return redirect("people:people", agency=request.acting.agency.slug)
    words = {"acting": request.acting, "post": found, "refused": refused}
    return render(request, "people/end.html", words, status=409 if refused else 200)


@acting(Act.NAME_PEOPLE)
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActingRequest, number: int) -> HttpResponse:
    """Ask whether to take an invitation back, and do it."""
    found = queries.invitations_of(request.acting, timezone.now()).filter(pk=number).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        now = timezone.now()
        actions.withdraw_invitation(acting=request.acting, invitation=found, now=now)
        messages.success(request, _("The invitation was taken back."))
        return redirect("people:people", agency=request.acting.agency.slug)
    words = {"acting": request.acting, "invitation": found}
    return render(request, "people/withdraw.html", words)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what an invitation offers; accept it when its button is pressed."""
    found = queries.invitation_of_link(secret)
    if found is None or not found.is_open(timezone.now()):
        return render(request, "people/invitation_closed.html", status=404)
    person = request.user if isinstance(request.user, Person) else None
    known = Person.objects.filter(email=found.email).exists()
    form = AcceptForm(request.POST or None, initial={"name": found.name})
    pressed = request.method == "POST" and (known or form.is_valid())
    if pressed and (answer := _accepted(request, secret, person, form, known=known)):
        return answer
    words = {"invitation": found, "form": form, "known": known, "person": person}
    return render(request, "people/invitation.html", words)


def _accepted(
    request: HttpRequest, secret: str, person: Person | None, form: AcceptForm, *, known: bool
) -> HttpResponse | None:
    """Accept; return the next page, or nothing where the form says why it cannot be."""
    given = {} if known else form.cleaned_data
    try:
        post_taken = actions.accept_invitation(
            secret=secret, person=person, now=timezone.now(), **given
        )
    except RefusedError as error:
        messages.error(request, str(error))
        return None
    except ValidationError as error:
        form.add_error("password", error)
        return None
    messages.success(request, _("You now act for %(agency)s.") % {"agency": post_taken.agency})
    return redirect("people:mine" if person else "account_login")


def _invited(request: ActingRequest, form: InviteForm) -> bool:
    """Invite; return whether it was done, else the form says why not."""
    given = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
    here = request.acting
    try:
        actions.invite_person(acting=here, agency=here.agency, now=timezone.now(), **given)
    except RefusedError as error:
        form.add_error(None, str(error))
        return False
    return True


def _post(request: ActingRequest, number: int) -> Post:
    found = queries.post_of(request.acting, number)
    if found is None or (found.until is not None and found.until < today()):
        raise Http404
    return found


def _rights(request: ActingRequest) -> dict[str, bool]:
    """Return what the templates ask before they show a link."""
    may = request.acting.may
    return {
        "names_people": may(Act.NAME_PEOPLE),
        "sees_people": may(Act.SEE_PEOPLE),
        "sees_ledger": may(Act.SEE_LEDGER),
        "sees_counts": may(Act.SEE_COUNTS),
        "proposes_contact": may(Act.PROPOSE_CONTACT),
        "sees_state": may(Act.SEE_STATE),
        "keeps_directory": may(Act.KEEP_DIRECTORY),
    }
