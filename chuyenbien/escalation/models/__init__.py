from .obstacle import Obstacle
from .request import AuthorityAnswer, AuthorityRequest, RequestInvolvement

__all__ = ["AuthorityAnswer", "AuthorityRequest", "Obstacle", "RequestInvolvement"]
