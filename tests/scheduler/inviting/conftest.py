"""What invitations are tried on."""

from tests.stories.conftest import cli, daemons  # noqa: F401
from tests.traps.conftest import desks  # noqa: F401
