"""What the daemon answers over HTTP: calendar feeds, a health check, and the practitioner's day behind a login."""

from scheduler.web.health import CHANNEL_PATIENCE, PATIENCE, dead, health
from scheduler.web.routes import ROUTES
from scheduler.web.site import Site
from scheduler.web.visits import Premises, premises

__all__ = ["CHANNEL_PATIENCE", "PATIENCE", "ROUTES", "Premises", "Site", "dead", "health", "premises"]
