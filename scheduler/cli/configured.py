"""Where the configuration lies."""

import os
from pathlib import Path


def config_path(given: str | None) -> Path:
    """The configuration file: the one named, ./config.toml, or the user's own."""
    if given:
        return Path(given)
    here = Path("config.toml")
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path("~/.config").expanduser()) / "rapport" / "config.toml"
    return here if here.exists() or not home.exists() else home
