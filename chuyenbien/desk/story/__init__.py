"""The demo's story, built through the verbs in order of time.

Real bodies carry only what the article of Nhân Dân (January 2023) says; all that concerns them is entered on
30/01/2023 with the article as its basis. Everything the article does not tell happens at bodies called "Đơn vị minh
họa NN", whose rows are marked as illustrations.
"""

from .build import build, is_built
from .people import ACCOUNTS, PASSWORD

__all__ = ["ACCOUNTS", "PASSWORD", "build", "is_built"]
