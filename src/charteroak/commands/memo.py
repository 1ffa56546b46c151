"""Bring a memo in, write it out, list what is in work and issued, or make an office's key.

What is written out is what is hashed, signed and published, to the byte.  Signing and issuing ask
for a person who has just signed in, and are done in the browser.

Examples:
  charteroak memo import schools.md --office ct/office/policy
  charteroak memo import schools.md --office ct/office/policy --by author@example.org
  charteroak memo export ct/schools@2026-11-23 schools.md
  charteroak memo list --office ct/office/policy
  charteroak memo key ct/office/policy
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from charteroak.core.errors import CharterOakError

if TYPE_CHECKING:  # The models need settings, which a command loads when it is run.
    from charteroak.directory.access import Acting
    from charteroak.directory.models import Agency


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the four things to do with memos, each with its options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    bring = actions.add_parser("import", help="bring a Markdown file in", allow_abbrev=False)
    bring.add_argument("file", type=Path, metavar="FILE", help="the Markdown file")
    bring.add_argument("--office", required=True, metavar="SLUG", help="ct/office/policy")
    bring.add_argument("--by", metavar="ADDRESS", help="the author (default: the only one)")
    write = actions.add_parser("export", help="write the Markdown out", allow_abbrev=False)
    write.add_argument("named", metavar="TEXT@VERSION", help="a draft or an issued version")
    write.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: print it")
    show = actions.add_parser("list", help="list drafts and issued versions", allow_abbrev=False)
    show.add_argument("--office", metavar="SLUG", help="of one office only")
    key = actions.add_parser("key", help="make the key an office signs with", allow_abbrev=False)
    key.add_argument("office", metavar="SLUG", help="ct/office/policy")
    for action in actions.choices.values():
        action.set_defaults(parser=action)


def run(options: argparse.Namespace) -> int:
    """Do what was asked."""
    from charteroak.config.start import set_up  # noqa: PLC0415 - not for the help

    set_up(options.guidance)
    from django.db import DatabaseError  # noqa: PLC0415 - only now

    does = {"import": _import, "export": _export, "list": _list, "key": _key}
    try:
        does[options.action](options)
    except DatabaseError as error:
        message = f"the database in use cannot be read: {error}\n“charteroak serve” prepares it."
        raise CharterOakError(message) from error
    return 0


def _import(options: argparse.Namespace) -> None:
    from charteroak.issuing import drafting  # noqa: PLC0415 - after set_up
    from charteroak.issuing.examining import examine, header_of  # noqa: PLC0415 - after set_up
    from charteroak.issuing.models import OPEN, Draft  # noqa: PLC0415 - after set_up
    from charteroak.issuing.words import words_of  # noqa: PLC0415 - after set_up

    acting = _author(_office(options.office), options.by)
    source = options.file.read_bytes()
    header = header_of(words_of(source.decode("utf-8", "replace")))
    named = {"text": header.id.text, "version": header.id.version} if header else {"pk": None}
    open_drafts = Draft.objects.filter(office=acting.agency, state__in=OPEN, **named)
    if (draft := open_drafts.first()) is None:
        draft = drafting.begin_draft(acting=acting, source=source)
    else:
        revision = draft.revision
        draft = drafting.save_draft(acting=acting, draft=draft, revision=revision, source=source)
    print(f"{draft}, revision {draft.revision}, {draft.get_state_display().lower()}")
    found = examine(draft.source)
    for problem in found.problems:
        print(problem)
    for finding in (*found.errors, *found.warnings):
        print(finding)


def _export(options: argparse.Namespace) -> None:
    from charteroak.issuing.models import Draft, IssuedVersion, State  # noqa: PLC0415 - after set_up
    from charteroak.issuing.words import bytes_of  # noqa: PLC0415 - after set_up

    text, _, version = options.named.partition("@")
    named = {"text": text, "version": version}
    issued = IssuedVersion.objects.filter(**named).first()
    drafts = Draft.objects.filter(**named).exclude(state=State.ABANDONED)
    draft = drafts.first() if issued is None else None
    if issued is None and draft is None:
        message = f"there is no draft and no issued version {options.named}; see “memo list”"
        raise CharterOakError(message)
    content = bytes(issued.source) if issued else bytes_of(draft.source if draft else "")
    if options.file is None:
        sys.stdout.write(content.decode())
    else:
        options.file.write_bytes(content)


def _list(options: argparse.Namespace) -> None:
    from charteroak.issuing.models import OPEN, Draft, IssuedVersion  # noqa: PLC0415 - after set_up

    own = {"office": _office(options.office)} if options.office else {}
    lines = [
        f"{draft!s:34} {draft.get_state_display().lower():14} {draft.title}"
        for draft in Draft.objects.filter(state__in=OPEN, **own)
    ]
    for version in IssuedVersion.objects.filter(**own).select_related("withdrawal"):
        state = "withdrawn" if getattr(version, "withdrawal", None) else "issued"
        lines.append(f"{version!s:34} {state:14} {version.title}")
    print("\n".join(lines) or "no memo is in work, and none was issued here")


def _key(options: argparse.Namespace) -> None:
    from charteroak.issuing import signing  # noqa: PLC0415 - after set_up

    office = _office(options.office)
    path = signing.key_file(office)
    made = not path.exists()
    key = signing.make_key(office) if made else signing.key_of(office)
    print(f"{path} {'was made' if made else 'is there already'}. {office} signs memos with it.")
    print(f"Publish its public key:\n{signing.public_hex(key)}")


def _office(slug: str) -> Agency:
    from charteroak.directory.kinds import Kind  # noqa: PLC0415 - after set_up
    from charteroak.directory.models import Agency  # noqa: PLC0415 - after set_up

    offices = Agency.objects.filter(kind=Kind.STATE_OFFICE)
    if (office := offices.filter(slug=slug).first()) is None:
        known = ", ".join(offices.values_list("slug", flat=True)) or "none yet"
        message = f"there is no state office “{slug}”. State offices: {known}."
        raise CharterOakError(message)
    return office


def _author(office: Agency, address: str | None) -> Acting:
    from charteroak.directory.access import acting_for, open_posts, today  # noqa: PLC0415 - after set_up
    from charteroak.directory.roles import Role  # noqa: PLC0415 - after set_up

    posts = open_posts(today()).filter(agency=office, role=Role.AUTHOR).select_related("person")
    people = {post.person.email: post.person for post in posts}
    if address is None and len(people) == 1:
        address = next(iter(people))
    if address not in people:
        known = ", ".join(sorted(people)) or "nobody yet"
        message = f"say who brings it in with --by ADDRESS. Authors at {office.slug}: {known}."
        raise CharterOakError(message)
    return acting_for(people[address], office, today())
