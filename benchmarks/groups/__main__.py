"""Groups questions of which it is known what they ask, and judges every pair of them.

    python -m benchmarks.groups [--groups]

precision  of the pairs that stand in one group, those that ask the same
recall     of the pairs that ask the same, those that stand in one group

by shared words    what the words alone give, weighed as on the card of a case (similar cases)
by likeness        the grouping itself, where no topic is known of any question
with the topics    as the office sees it: what the bot finds to be a known silence is a group already. Those topics
                   are broader than these: furniture, deposit and pets are all "the accommodation"

`chosen` was looked at while the grouping was made, `unseen` was not.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import combinations, product
from pathlib import Path
from time import perf_counter

import numpy as np
import yaml

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.base import Base
from esor_bot.answering.normalise import words
from esor_bot.bootstrap import build_assistant
from esor_bot.desk.groups import clusters
from esor_bot.desk.likeness import Likeness
from esor_bot.desk.similar import LEAST as SIMILAR
from esor_bot.domain.conversation import Message
from esor_bot.domain.programme import EntryKind

FILE = Path(__file__).parent / "questions.yaml"
SHORTEST = 3
NOW = datetime(2023, 1, 10, 9, tzinfo=UTC)
LINE = "{name:<20}{questions:>10}{topics:>8}{groups:>8}{precision:>11.1%}{recall:>9.1%}{mixed:>8}"

Groups = list[list[int]]


def by_words(texts: Sequence[str]) -> Groups:
    """Group by the words that questions share, those that few of these questions have counting more."""
    said = [{word for word in words(text) if len(word) >= SHORTEST} for text in texts]
    spread = Counter(word for found in said for word in found)
    alike = np.zeros((len(texts), len(texts)), np.float32)
    for (one, first), (other, second) in product(enumerate(said), repeat=2):
        shared, all_ = (
            sum(math.log1p(len(texts) / spread[word]) for word in found) for found in (first & second, first)
        )
        alike[one, other] = shared / all_ if all_ else 0.0
    return clusters(np.sqrt(alike * alike.T), SIMILAR)


def with_topics(texts: Sequence[str], app: Assistant, base: Base) -> Groups:
    """Group as the office sees it: by the silent entry that the bot finds, the rest by their words."""
    topics: dict[str, list[int]] = {}
    rest: list[int] = []
    for place, text in enumerate(texts):
        found = [base.entry(one.id) for one in app.handle(Message(text, NOW)).entries]
        silent = next((entry.id for entry in found if entry is not None and entry.kind is EntryKind.SILENT), "")
        topics.setdefault(silent, []).append(place) if silent else rest.append(place)
    alike = Likeness(base).among([texts[place] for place in rest])
    return [*topics.values(), *([rest[place] for place in places] for places in clusters(alike))]


def judge(groups: Iterable[Sequence[int]], labels: Sequence[str]) -> tuple[float, float, int]:
    """Return precision and recall over all pairs, and how many groups hold questions on different things."""
    pairs = [labels[one] == labels[other] for group in groups for one, other in combinations(group, 2)]
    wanted = sum(count * (count - 1) // 2 for count in Counter(labels).values())
    mixed = sum(len({labels[place] for place in group}) > 1 for group in groups)
    return sum(pairs) / max(len(pairs), 1), sum(pairs) / max(wanted, 1), mixed


def main() -> None:
    """Print a table for each part of the questions, and for all of them at once."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.groups")
    parser.add_argument("--groups", action="store_true", help="show the groups of all questions")
    show = parser.parse_args().groups
    app = build_assistant()
    base = next(iter(app.engines.values())).base
    parts: dict[str, dict[str, list[str]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    parts["all"] = {topic: texts for part in list(parts.values()) for topic, texts in part.items()}
    ways: dict[str, Callable[[Sequence[str]], Groups]] = {
        "by shared words": by_words,
        "by likeness": lambda texts: clusters(Likeness(base).among(texts)),
        "with the topics": lambda texts: with_topics(texts, app, base),
    }
    for name, topics in parts.items():
        print(f"{name:<20} questions  topics  groups  precision   recall   mixed")
        texts = [text for said in topics.values() for text in said]
        labels = [topic for topic, said in topics.items() for _ in said]
        for way, grouped in ways.items():
            groups = grouped(texts)
            precision, recall, mixed = judge(groups, labels)
            told = {"name": way, "questions": len(texts), "topics": len(topics), "groups": len(groups)}
            print(LINE.format(**told, precision=precision, recall=recall, mixed=mixed))
        print()
    begun = perf_counter()
    groups = clusters(Likeness(base).among(texts))
    print(f"{len(texts)} questions grouped in {(perf_counter() - begun) * 1000:.0f} ms")
    _thousand(base)
    if show:
        _print(groups, texts)


def _thousand(base: Base) -> None:
    """Measure the most that is ever grouped at once."""
    phrasings = sorted(question for entry in base.entries for question in entry.questions)
    chosen = np.random.default_rng(1).choice(len(phrasings), 1000, replace=False)
    begun = perf_counter()
    clusters(Likeness(base).among([phrasings[place] for place in chosen]))
    print(f"1000 questions grouped in {(perf_counter() - begun) * 1000:.0f} ms")


def _print(groups: Groups, texts: Sequence[str]) -> None:
    for group in sorted(groups, key=len, reverse=True):
        print()
        for place in group:
            print(f"  {texts[place]}")


if __name__ == "__main__":
    main()
