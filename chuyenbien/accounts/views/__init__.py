from .passwords import ask_reset, change_password, reset, reset_asked
from .profile import change_email, end_other_sessions, end_session, language, profile
from .sign_in import csrf_failure, discard, locked_out, login, logout, resume

__all__ = [
    "ask_reset",
    "change_email",
    "change_password",
    "csrf_failure",
    "discard",
    "end_other_sessions",
    "end_session",
    "language",
    "locked_out",
    "login",
    "logout",
    "profile",
    "reset",
    "reset_asked",
    "resume",
]
