"""The order in which the story happens."""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.models import Unit

from . import article, conferring, cycles, illustration, ladders, long, preparation, rated, self_reviews, told, waiting
from .people import make_world


def is_built() -> bool:
    """Whether the database holds anything already."""
    return Unit.objects.exists()


def build() -> None:
    """Build the whole story. Each day is one recorded act after another, dated by the story's clock."""
    orgs.seed_code_lists()
    orgs.seed_calendar()
    with clock.at(dt.date(2020, 10, 15)), journal.recording(by=None):
        world = make_world()
    before = cycles.open_2021(world)
    illustration.last_year(world, before)
    rated.last_year(world, before)
    self_reviews.last_year(world, before)
    cycle = cycles.open_2022(world, before)
    preparation.decide_2022(world, cycle)
    cycles.suggest_and_delegate(world, cycle)
    illustration.own_limitation(world, cycle)
    illustration.this_year(world, cycle)
    self_reviews.this_year(world, cycle)
    article.enter(world, before, cycle)
    rated.this_year(world, cycle)
    long.hard_lists(world)
    waiting.leave(world, cycle)
    conferring.prepare(world, cycle)
    conferring.close_for_data(world, before)
    ladders.climb(world)
    preparation.ask_opinions(world, preparation.next_cycle(world, cycle))
    told.tell(world)
