"""Judges: other people's readers of calendars, and programs that subscribe to them. None shares code with Rapport.

They have an environment of their own, since some ask for older versions of what Rapport uses: `make judges`. Elsewhere
each is skipped by its name. libical (Debian: libical3) is asked where it is installed.
"""
