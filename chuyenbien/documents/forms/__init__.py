"""Forms of the register, of files, and of acts that may be entered on somebody's behalf."""

from .acting import ActForm
from .register import ReclassifyForm
from .uploads import UploadField, UploadsField

__all__ = ["ActForm", "ReclassifyForm", "UploadField", "UploadsField"]
