"""How good are the answers? Asks the questions of benchmarks/questions and judges replies by outcome and entry.

    python -m benchmarks.questions [english] [ambiguous] [dialogues] [eligibility] [--failures] [--kind KIND]

right      the outcome is one of those that were expected, and the reply's first entry is one of the right ones
           (for several questions in one message: each part has one of its entries among those of the reply)
dangerous  answered where that was not expected, or answered with an entry that is not right; a definite verdict
           that was not expected
missed     everything else

The questions stand nowhere in the knowledge and were written by another hand than its phrasings.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from esor_bot.answering.assistant import Assistant
from esor_bot.bootstrap import build_assistant
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Reply

FOLDER = Path(__file__).resolve().parent / "questions"
NOW = "2023-01-10T10:00:00+01:00"
DEFINITE = {"eligible", "not_eligible"}

Row = dict[str, Any]


def turns(row: Row) -> Iterator[tuple[str, str | None, Row]]:
    """Yield id, conversation and expectation of each message of a row."""
    if "turns" in row:
        for number, turn in enumerate(row["turns"], 1):
            yield f"{row['id']}#{number}", row["id"], {**turn, "now": row.get("now", NOW)}
    else:
        yield row["id"], None, row


def judge(expect: Row, reply: Reply) -> tuple[str, str]:
    """Return right, dangerous or missed, and the reason."""
    if "verdict" in expect.get("expect", {}):
        return _judge_verdict(expect["expect"], reply)
    outcome, found = reply.outcome.value, [entry.id for entry in reply.entries]
    if outcome not in expect["outcome"]:
        return ("dangerous" if outcome == "answered" else "missed"), f"{outcome} {found[:3]}"
    if outcome == "smalltalk" or (outcome == "escalate" and "answered" not in expect["outcome"]):
        return "right", ""
    if expect.get("all"):
        lacking = [part for part in expect["all"] if not set(part) & set(found)]
        return ("missed", f"lacks {lacking}, has {found}") if lacking else ("right", "")
    wanted = set(expect.get("entries", ()))
    if outcome == "clarify" and len(expect["outcome"]) == 1:
        hits = len(wanted & set(found))
        return ("right", "") if hits >= min(2, len(wanted)) else ("missed", f"offers {found}")
    if not wanted or (wanted & set(found) if outcome == "clarify" else found[:1] and found[0] in wanted):
        return "right", ""
    return ("dangerous" if outcome == "answered" else "missed"), f"{outcome} with {found[:3]}"


def _judge_verdict(expect: Row, reply: Reply) -> tuple[str, str]:
    got = reply.verdict.value if reply.verdict else None
    allowed = {expect["verdict"], *expect.get("verdict_ok", ())}
    if allowed & {"needs_office", "unknown"}:
        allowed |= {"needs_office", "unknown"}
    if got in allowed:
        return "right", ""
    return ("dangerous" if got in DEFINITE else "missed"), f"verdict {got}, wanted {expect['verdict']}"


def run(app: Assistant, rows: list[Row]) -> Iterator[tuple[str, Row, Reply, float]]:
    """Ask every message in order; yields id, expectation, reply and milliseconds."""
    for row in rows:
        for id_, conversation, expect in turns(row):
            now = datetime.fromisoformat(expect.get("now", NOW))
            began = time.perf_counter()
            reply = app.handle(Message(expect["question"], now, conversation))
            yield id_, expect, reply, 1000 * (time.perf_counter() - began)


def table(app: Assistant, name: str, *, failures: bool, kind: str | None) -> None:
    """Print the table of one file."""
    rows = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines() if line]
    counts: dict[str, Counter[str]] = {}
    times = []
    for id_, expect, reply, millis in run(app, rows):
        group = expect.get("kind") or expect.get("lang") or name
        if kind and group != kind:
            continue
        verdict, reason = judge(expect, reply)
        counts.setdefault(group, Counter())[verdict] += 1
        times.append(millis)
        if failures and verdict != "right":
            wanted = expect.get("all") or expect.get("entries") or expect.get("outcome") or ""
            print(f"{verdict.upper():9} {id_} [{group}] {expect['question'][:150]!r} -> {reason}; wanted {wanted}")
    print(f"{name:14}     n  right  dangerous  missed")
    total = sum(counts.values(), Counter[str]())
    for group, count in [*sorted(counts.items()), ("all", total)]:
        number = count.total()
        print(
            f"{group:14} {number:5} {count['right'] / number:6.1%} {count['dangerous'] / number:10.1%}"
            f" {count['missed'] / number:7.1%}"
        )
    times.sort()
    print(f"milliseconds: median {times[len(times) // 2]:.2f}, 99 % {times[int(len(times) * 0.99)]:.2f}\n")


def main() -> None:
    """Read the arguments and print a table for each file asked for."""
    parser = argparse.ArgumentParser(description="How good are the answers?")
    parser.add_argument("names", nargs="*", default=["english", "ambiguous", "dialogues", "eligibility"])
    parser.add_argument("--failures", action="store_true", help="list what is not right")
    parser.add_argument("--kind", help="only this kind of question")
    options = parser.parse_args()
    began = time.perf_counter()
    app = build_assistant()
    print(f"loaded in {time.perf_counter() - began:.2f} s\n", file=sys.stderr)
    for name in options.names:
        table(app, name, failures=options.failures, kind=options.kind)


if __name__ == "__main__":
    main()
