"""Every page of the room opens for who may see it, and is not there for strangers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.reviews.enums import DossierState
from tests.cast import as_user
from tests.reviews.conftest import Review


def pages(review: Review) -> dict[str, str]:
    draft = review.suggest(issue=False, dossier=review.other)
    issued = review.suggest()
    item = issued.items.get(number=1)
    review.answer(item)
    told = item.explanations.get()
    cycle, dossier = review.cycle.pk, review.dossier.pk
    return {
        "cycle": reverse("reviews:cycle", args=[cycle]),
        "milestones": reverse("reviews:milestones", args=[cycle]),
        "add_bodies": reverse("reviews:add_bodies", args=[cycle]),
        "add_chosen": reverse("reviews:add_chosen", args=[cycle]),
        "delegations": reverse("reviews:delegations", args=[cycle]),
        "form_delegation": reverse("reviews:form_delegation", args=[cycle]),
        "delegation": reverse("reviews:delegation", args=[review.delegation.pk]),
        "change_delegation": reverse("reviews:change_delegation", args=[review.delegation.pk]),
        "assign": reverse("reviews:assign", args=[review.delegation.pk]),
        "dossier": reverse("reviews:dossier", args=[dossier]),
        "report": reverse("reviews:report", args=[dossier]),
        "section": reverse("reviews:section", args=[dossier, "I.1"]),
        "draft_suggestion": reverse("reviews:draft_suggestion", args=[dossier]),
        "release": reverse("reviews:release", args=[dossier]),
        "submit": reverse("reviews:submit", args=[dossier]),
        "comment": reverse("reviews:comment", args=[dossier]),
        "ask_more": reverse("reviews:ask_more", args=[dossier]),
        "override": reverse("reviews:override", args=[dossier]),
        "reopen": reverse("reviews:reopen", args=[dossier]),
        "withdraw": reverse("reviews:withdraw", args=[dossier]),
        "reclassify": reverse("reviews:reclassify", args=[dossier]),
        "draft": reverse("reviews:suggestion", args=[draft.pk]),
        "edit_suggestion": reverse("reviews:edit_suggestion", args=[draft.pk]),
        "issue_suggestion": reverse("reviews:issue_suggestion", args=[draft.pk]),
        "suggestion": reverse("reviews:suggestion", args=[issued.pk]),
        "explain": reverse("reviews:explain", args=[item.pk]),
        "judge": reverse("reviews:judge", args=[told.pk]),
    }


ALLOWED = {
    "officer": {
        *(
            "cycle",
            "milestones",
            "add_bodies",
            "add_chosen",
            "withdraw",
            "delegations",
            "form_delegation",
            "delegation",
            "change_delegation",
        ),
        *("assign", "dossier", "report", "draft_suggestion", "release", "ask_more", "override", "reopen"),
        *("reclassify", "draft", "edit_suggestion", "issue_suggestion", "suggestion"),
        # for the people of the units below, on the basis of a paper:
        *("section", "submit", "comment", "explain", "judge"),
    },
    "leader": {
        *("cycle", "delegations", "form_delegation", "delegation", "change_delegation", "assign", "dossier"),
        *("report", "draft_suggestion", "release", "override", "reopen", "reclassify", "draft"),
        *("edit_suggestion", "issue_suggestion", "suggestion"),
    },
    "verifier": {"cycle", "delegations", "delegation", "dossier", "report", "suggestion"},
    "chair": {"cycle", "delegations", "delegation", "dossier", "report", "suggestion", "comment", "ask_more", "judge"},
    "delegate": {"cycle", "delegations", "delegation", "dossier", "report", "suggestion", "comment"},
    "head": {
        *("cycle", "delegations", "delegation", "dossier", "report", "suggestion", "section", "submit", "explain"),
        "reclassify",
    },
    "editor": {
        *("cycle", "delegations", "delegation", "dossier", "report", "suggestion", "section", "explain"),
        "submit",  # for the head, on the basis of a paper
    },
    "inspector": {"cycle", "delegations", "delegation", "dossier", "report", "suggestion"},
    "doer": set(),
    "stranger": set(),
    "admin": set(),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_who_opens_which_page(review: Review, client: Client, name: str) -> None:
    urls = pages(review)
    review.bring_to(DossierState.SUBMITTED)
    as_user(client, review.people()[name])
    opened: set[str] = set()
    refused: set[str] = set()
    hidden: set[str] = set()
    for page, url in urls.items():
        status = client.get(url).status_code
        {200: opened, 403: refused, 404: hidden}[status].add(page)
    assert opened == ALLOWED[name]
    if name in ("doer", "stranger", "admin"):
        assert hidden == set(urls)


def test_another_body_sees_the_cycle_but_neither_the_dossier_nor_the_figures(review: Review, client: Client) -> None:
    urls = pages(review)
    as_user(client, review.cast.other_head)
    shown = client.get(urls["cycle"])
    assert shown.status_code == 200
    assert review.cast.body.name not in shown.content.decode()
    assert "figure-value" not in shown.content.decode()
    for page in ("dossier", "report", "suggestion", "delegation", "explain", "draft"):
        assert client.get(urls[page]).status_code == 404, page


def test_the_list_of_cycles_shows_only_ones_own(review: Review, client: Client) -> None:
    as_user(client, review.cast.officer)
    assert review.cycle.name in client.get(reverse("reviews:cycles")).content.decode()
    as_user(client, review.cast.stranger)
    assert review.cycle.name not in client.get(reverse("reviews:cycles")).content.decode()
    assert client.get(reverse("reviews:open_cycle")).status_code == 403


@pytest.mark.parametrize("language", ["vi", "en"])
def test_both_languages(review: Review, client: Client, language: str) -> None:
    urls = pages(review)
    as_user(client, review.cast.officer)
    client.cookies["django_language"] = language
    for page in ("cycle", "dossier", "suggestion", "delegation", "milestones", "draft_suggestion"):
        assert client.get(urls[page], headers={"accept-language": language}).status_code == 200


def test_the_report_is_read_once_submitted(review: Review, client: Client) -> None:
    urls = pages(review)
    as_user(client, review.scribe)
    assert client.get(urls["report"]).status_code == 403
    assert "Đã rà soát" not in client.get(urls["dossier"]).content.decode()
    assert client.get(urls["judge"]).status_code == 404
    review.bring_to(DossierState.SUBMITTED)
    assert client.get(urls["report"]).status_code == 200
    assert "Đã rà soát" in client.get(urls["dossier"]).content.decode()
