"""People, their accounts, the posts they hold and what they are charged with."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.accounts.models import User
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused

from ..acting import Actor
from ..enums import Role
from ..models import Charge, Code, InspectionGrant, Membership, Person, Post, Unit


def create_person(
    full_name: str,
    *,
    by: Actor | None,
    office: str = "",
    contact: str = "",
    user: User | None = None,
    is_illustrative: bool = False,
    classification: str = Classification.INTERNAL,
    code: str = "",
) -> Person:
    """Enter a person, by name or only by office; one known by a code only has neither here."""
    person = Person(user=user, is_illustrative=is_illustrative, classification=classification)
    _describe(person, full_name=full_name, office=office, contact=contact, code=code)
    person.save()
    journal.record("orgs.person_created", person, by=by, data={"person": person.shown_title})
    return person


def correct_person(
    person: Person,
    *,
    by: Actor | None,
    full_name: str = "",
    office: str = "",
    contact: str = "",
    code: str = "",
    revision: int | None = None,
) -> Person:
    """Correct a person's name, office or contact."""
    person.take_revision(revision, ("full_name", "office", "contact", "code"))
    old = person.shown_title
    _describe(person, full_name=full_name, office=office, contact=contact, code=code)
    person.save()
    journal.record("orgs.person_corrected", person, by=by, data={"old": old, "person": person.shown_title})
    return person


def set_in_office(person: Person, *, on: dt.date, by: Actor | None, in_office: bool, because: str = "") -> Person:
    """A person leaves office: every role, post, charge and grant ends with ``on``, and so does the account.

    Or comes back, without any of them. Refused for the last administrator who can sign in.
    """
    if person.is_active == in_office:
        raise Refused(_("The person is already in office.") if in_office else _("The person has already left office."))
    if not in_office:
        _keep_an_administrator(person)
    person.is_active = in_office
    person.save(update_fields=["is_active"])
    if not in_office:
        still = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
        for model in (Membership, Charge, InspectionGrant):
            rows = model._default_manager.filter(still, person=person)
            if rows.filter(valid_from__gt=on).exists():
                raise Refused(
                    _("A role or charge of this person begins after that day. Choose a later day."),
                    field="on",
                )
            rows.update(valid_until=on)
        User.objects.filter(person=person).update(is_active=False)
    what = "orgs.person_returned" if in_office else "orgs.person_left"
    journal.record(what, person, by=by, because=because, data={"person": person.shown_title, "on": on})
    return person


def _keep_an_administrator(person: Person) -> None:
    """Nobody could open an account or give a role any more once the last administrator has left."""
    theirs = Membership.objects.on().filter(role=Role.ADMINISTRATOR, person__user__is_active=True)
    if theirs.filter(person=person).exists() and not theirs.exclude(person=person).exists():
        raise Refused(_("This is the last administrator who can sign in. Give the role to somebody else first."))


def open_account(
    person: Person,
    username: str,
    *,
    by: Actor | None,
    password: str | None = None,
    email: str = "",
    must_change_password: bool = False,
) -> User:
    """Let a person sign in. Without a password they choose one by the link an administrator hands them."""
    username = nfc(username).strip()
    if person.user_id is not None:
        raise Refused(_("This person already has an account."))
    if not username:
        raise Refused(_("Give the account a user name."), field="username")
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("This user name is taken. Choose another."), field="username")
    if email.strip() and User.objects.filter(email__iexact=email.strip()).exists():
        raise Refused(_("Another account uses this address. Give another one."), field="email")
    user = User.objects.create_user(username, password, email=email.strip(), must_change_password=must_change_password)
    person.user = user
    person.save(update_fields=["user"])
    data = {"person": person.shown_title, "username": username}
    journal.record("orgs.account_opened", person, by=by, data=data, also=[user])
    return user


def end_account(person: Person, *, by: Actor | None, because: str = "") -> None:
    """The person may no longer sign in; open sessions end with their next request."""
    user = person.user
    if user is None or not user.is_active:
        raise Refused(_("This person has no account that is open."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    data = {"person": person.shown_title}
    journal.record("orgs.account_ended", person, by=by, because=because, data=data, also=[user])


def restore_account(person: Person, *, by: Actor | None, because: str = "") -> None:
    """The person may sign in again, with the password they had."""
    user = person.user
    if user is None or user.is_active:
        raise Refused(_("This person has no account that was ended."))
    user.is_active = True
    user.save(update_fields=["is_active"])
    data = {"person": person.shown_title}
    journal.record("orgs.account_restored", person, by=by, because=because, data=data, also=[user])


def add_post(
    unit: Unit,
    title: str,
    *,
    since: dt.date,
    by: Actor | None,
    official_order: int = 0,
    is_head: bool = False,
) -> Post:
    """Enter a post of a unit; who holds it is said when a role is given."""
    title = nfc(title).strip()
    if not title:
        raise Refused(_("Give the post a title."), field="title")
    if not unit.holds(since):
        raise Refused(_("The unit does not exist on that day."), field="since")
    post = Post.objects.create(
        unit=unit,
        title=title,
        official_order=official_order,
        is_head=is_head,
        valid_from=since,
        valid_until=unit.valid_until,
    )
    journal.record("orgs.post_added", post, by=by, data={"title": title, "unit": unit, "since": since}, also=[unit])
    return post


def end_post(post: Post, *, on: dt.date, by: Actor | None, because: str = "") -> Post:
    """A post is no longer held after ``on``; the roles stay, they have their own dates."""
    if post.valid_until is not None and post.valid_until <= on:
        raise Refused(_("This post has already ended."), field="on")
    if on < post.valid_from:
        raise Refused(_("It cannot end before it began."), field="on")
    post.valid_until = on
    post.save(update_fields=["valid_until"])
    data = {"title": post.title, "unit": post.unit, "on": on}
    journal.record("orgs.post_ended", post, by=by, because=because, data=data, also=[post.unit])
    return post


def charge(
    person: Person,
    board: Unit,
    *,
    by: Actor | None,
    field: Code | None = None,
    area: Unit | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Charge:
    """Put somebody of a board in charge of one field or of one area."""
    first = since or clock.today()
    if (field is None) == (area is None):
        raise Refused(_("Choose either a field or an area."), field="field")
    if until is not None and until < first:
        raise Refused(_("It cannot end before it began."), field="until")
    if not Membership.objects.on(first).filter(person=person, unit=board).exists():
        raise Refused(_("The person holds no role in this unit on that day."), field="person")
    same = Charge.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=first),
        person=person,
        board=board,
        field=field,
        area=area,
    )
    if same.exists():
        raise Refused(_("The person is already charged with this."), field="person")
    made = Charge.objects.create(
        person=person, board=board, field=field, area=area, valid_from=first, valid_until=until
    )
    data = {"person": person, "unit": board, "what": field.label_vi if field else area, "since": first}
    journal.record("orgs.charged", made, by=by, data=data, also=[person, board])
    return made


def end_charge(made: Charge, *, on: dt.date, by: Actor | None, because: str = "") -> Charge:
    """Somebody is no longer in charge after ``on``."""
    if made.valid_until is not None and made.valid_until <= on:
        raise Refused(_("This charge has already ended."), field="on")
    if on < made.valid_from:
        raise Refused(_("It cannot end before it began."), field="on")
    made.valid_until = on
    made.save(update_fields=["valid_until"])
    what = made.field.label_vi if made.field else made.area
    data = {"person": made.person, "unit": made.board, "what": what, "on": on}
    journal.record("orgs.charge_ended", made, by=by, because=because, data=data, also=[made.person, made.board])
    return made


def _describe(person: Person, *, full_name: str, office: str, contact: str, code: str) -> None:
    full_name, office, contact, code = (nfc(one).strip() for one in (full_name, office, contact, code))
    if person.is_code_only:
        if full_name or office or contact:
            raise Refused(
                _("Of a person known by a code only, neither name nor office may be kept here."), field="code"
            )
        if not code:
            raise Refused(_("Give the code this person is known by."), field="code")
    elif not full_name and not office:
        raise Refused(_("Give the name of the person, or the office they are called by."), field="full_name")
    person.full_name, person.office, person.contact, person.code = full_name, office, contact, code
