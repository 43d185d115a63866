"""Rule packs: the numbers of a regulation as data, each with its citation and how sure it is. No engine.

A cycle pins one pack for good. What could not be read in the document itself has no value or says *unconfirmed*.
"""

from .reading import Number, Pack, all_packs, find, get

__all__ = ["Number", "Pack", "all_packs", "find", "get"]
