"""What is counted while platforms are served, for Prometheus: numbers by platform, kind and reason; never of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
OK = "ok"

_QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0)
_LONG = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")


class Metrics:
    """Counts in a register of its own. Any thread may call it, and nothing is raised.

    Labels are words of ours, or of a platform's errors (`channel_not_found`); what is no such word counts as `other`.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        own = self.registry
        by = ("platform", "kind")
        self._events = Counter("esor_bot_events", "What people did, by kind.", by, registry=own)
        self._answers = Counter(
            "esor_bot_answers", "What came of it, by outcome.", ("platform", "outcome"), registry=own
        )
        self._acknowledged = Histogram(
            "esor_bot_acknowledge_seconds",
            "Until an event was acknowledged to the platform.",
            ("platform",),
            buckets=_QUICK,
            registry=own,
        )
        self._handled = Histogram(
            "esor_bot_handle_seconds", "From an event to its answer at the place.", by, buckets=_QUICK, registry=own
        )
        result = ("platform", "result")
        self._posts = Counter("esor_bot_posts", 'Calls that show something: "ok", or why not.', result, registry=own)
        self._outbox = Counter("esor_bot_outbox_tries", 'Tries of the outbox: "ok", or why not.', result, registry=own)
        self._reconnects = Counter(
            "esor_bot_reconnects", "Connections to a platform that were made again.", ("platform",), registry=own
        )
        self._checks = Histogram(
            "esor_bot_check_seconds", "How long checks of files took.", ("result",), buckets=_LONG, registry=own
        )
        self._checking = Gauge("esor_bot_checks_running", "Checks of files that run, or wait their turn.", registry=own)

    def acknowledged(self, platform: str, seconds: float) -> None:
        """Count an event that was acknowledged to its platform, so many seconds after it came."""
        self._acknowledged.labels(_word(platform)).observe(seconds)

    def handled(self, platform: str, kind: str, seconds: float) -> None:
        """Count an event whose answer is at its place, so many seconds after it came."""
        self._handled.labels(_word(platform), _word(kind)).observe(seconds)

    def delivered(self, platform: str, result: str = OK) -> None:
        """Count a call that was to show something at a platform: that it did, or one word on why it did not."""
        self._posts.labels(_word(platform), _word(result)).inc()

    def reconnected(self, platform: str) -> None:
        """Count a connection to a platform that had to be made again."""
        self._reconnects.labels(_word(platform)).inc()

    def heard(self, platform: str, kind: str, outcome: str) -> None:
        """Count something that a person did, and what came of it."""
        self._events.labels(_word(platform), _word(kind)).inc()
        self._answers.labels(_word(platform), _word(outcome)).inc()

    def sent(self, platform: str, result: str = OK) -> None:
        """Count a try of the outbox to deliver something: that it did, or one word on why it did not."""
        self._outbox.labels(_word(platform), _word(result)).inc()

    @contextmanager
    def checking(self) -> Iterator[None]:
        """Count a check of a file, and for how long it runs."""
        began, result = monotonic(), "failed"
        self._checking.inc()
        try:
            yield
            result = OK
        finally:
            self._checking.dec()
            self._checks.labels(result).observe(monotonic() - began)

    def add(self, collector: Collector) -> None:
        """Let something be asked for its numbers whenever the numbers are read."""
        self.registry.register(collector)

    def told(self) -> bytes:
        """Return all numbers as Prometheus reads them (CONTENT_TYPE)."""
        return generate_latest(self.registry)


def _word(text: str) -> str:
    return text if _WORD.fullmatch(text) else "other"
