from .sign_in import SignIn
from .user import User, UserManager

__all__ = ["SignIn", "User", "UserManager"]
