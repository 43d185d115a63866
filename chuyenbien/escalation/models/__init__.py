from .hard import HardEntry, HardList
from .obstacle import Obstacle
from .request import AuthorityAnswer, AuthorityRequest, RequestInvolvement, TimedOut
from .terms import NextAuthority, ReplyTerms

__all__ = [
    "AuthorityAnswer",
    "AuthorityRequest",
    "HardEntry",
    "HardList",
    "NextAuthority",
    "Obstacle",
    "ReplyTerms",
    "RequestInvolvement",
    "TimedOut",
]
