"""Alembic's environment: runs the migrations on the connection that `scheduler.store.upgrading` hands in."""

from alembic import context

from scheduler.store.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
