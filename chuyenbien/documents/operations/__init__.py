"""The verbs of the register: documents, what they assign, their files, and making a matter code-only.

Each runs inside :func:`chuyenbien.journal.recording`; :func:`store_upload` is a part of other verbs and records
nothing.
"""

from .confidentiality import reclassify
from .register import assign_task, attach, correct, register, register_basis, register_directive
from .uploads import store_upload, store_uploads

__all__ = [
    "assign_task",
    "attach",
    "correct",
    "reclassify",
    "register",
    "register_basis",
    "register_directive",
    "store_upload",
    "store_uploads",
]
