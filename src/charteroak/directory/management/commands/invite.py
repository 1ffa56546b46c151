"""Invite the first people: whoever runs the machine needs no role for it.

charteroak manage invite ct/police/new-haven head chief@example.org "Chief A. Person"
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.forms import ValidationError
from django.utils import timezone

from charteroak.directory.actions import invite_from_console
from charteroak.directory.errors import RefusedError
from charteroak.directory.models import Agency
from charteroak.directory.roles import Role


class Command(BaseCommand):
    """``charteroak manage invite``."""

    help = "Invite somebody to a role at an agency; they get a link by e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the four words."""
        parser.add_argument("agency", help="its slug, such as ct/police/new-haven")
        parser.add_argument("role", choices=Role.values, help="what they are there for")
        parser.add_argument("email", help="where the link goes, and what they sign in with")
        parser.add_argument("name", help="as colleagues are to read it")

    def handle(self, *_words: Any, **options: Any) -> None:
        """Invite, or say in words why not."""
        agency = Agency.objects.filter(slug=options["agency"]).first()
        if agency is None:
            message = f"There is no agency “{options['agency']}”."
            raise CommandError(f"{message} The directory in the browser shows the slug of each.")
        try:
            validate_email(options["email"])
            invite_from_console(
                agency=agency,
                role=Role(options["role"]),
                email=options["email"],
                name=options["name"],
                now=timezone.now(),
            )
        except (RefusedError, ValidationError) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(f"An invitation is on its way to {options['email']}.")
