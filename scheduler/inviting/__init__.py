"""Inviting: providers are asked to meetings and joint visits by e-mail (RFC 5546), told of changes, and their answers
are taken. The first word is a person's; what follows from it goes out by itself.

Every function works inside one transaction that its caller opened; the outbox carries the letters out.
"""

from scheduler.inviting.answering import NotTaken, Taken, take
from scheduler.inviting.arranging import arrange
from scheduler.inviting.collecting import collect
from scheduler.inviting.keeping import invite, keep_up
from scheduler.inviting.letters import Mailroom

__all__ = ["Mailroom", "NotTaken", "Taken", "arrange", "collect", "invite", "keep_up", "take"]
