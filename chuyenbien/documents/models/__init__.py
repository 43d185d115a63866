from .directive import DirectiveTask, TaskInvolvement
from .document import Document, DocumentInvolvement
from .file import StoredFile

__all__ = ["DirectiveTask", "Document", "DocumentInvolvement", "StoredFile", "TaskInvolvement"]
