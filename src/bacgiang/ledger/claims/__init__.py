"""The claims, a file a topic."""

from ..declare import Check
from .growth import GROWTH
from .investment import INVESTMENT
from .zones import ZONES

TOPICS: dict[str, list[Check]] = {
    "growth": GROWTH,
    "investment": INVESTMENT,
    "zones": ZONES,
}
CHECKS: list[Check] = [check for checks in TOPICS.values() for check in checks]
