"""What invitations are tried on."""

from tests.calendars.test_fetching import server  # noqa: F401
from tests.stories.conftest import cli, daemons  # noqa: F401
from tests.traps.conftest import desks  # noqa: F401
