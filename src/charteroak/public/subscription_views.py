"""The pages on which one subscribes; links in mails show, and a button acts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from charteroak.public.actions import ask_to_subscribe, confirm_subscription, end_subscription
from charteroak.public.forms import SubscribeForm
from charteroak.public.models import Subscription


@login_not_required
def subscribe(request: HttpRequest) -> HttpResponse:
    """Take an address; say the same whether it was known or not."""
    form = SubscribeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_to_subscribe(email=form.cleaned_data["email"], now=timezone.now())
        return render(request, "public/subscribed.html", {"step": "asked"})
    return render(request, "public/subscribe.html", {"form": form})


@login_not_required
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button that confirms; confirm when it is pressed."""
    return _by_link(request, token, "confirm")


@login_not_required
def end(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button that ends the subscription; end it when it is pressed."""
    return _by_link(request, token, "end")


def _by_link(request: HttpRequest, token: str, step: str) -> HttpResponse:
    if not Subscription.objects.filter(token=token).exists():
        raise Http404
    if request.method != "POST":
        return render(request, "public/subscribed.html", {"step": step})
    if step == "end":
        end_subscription(token=token)
        return render(request, "public/subscribed.html", {"step": "ended"})
    good = confirm_subscription(token=token, now=timezone.now())
    return render(request, "public/subscribed.html", {"step": "confirmed" if good else "too late"})
