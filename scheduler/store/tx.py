"""The name under which the rest of the house knows an open transaction, without knowing SQLAlchemy."""

from sqlalchemy import Connection as Transaction

__all__ = ["Transaction"]
