"""What was met lately."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from esor_bot.desk.seen import Seen


def test_the_oldest_is_forgotten() -> None:
    """A name is met once, until so many others were met since."""
    seen = Seen(2)

    assert [seen.first(name) for name in "aabbcba"] == [True, False, True, False, True, False, True]


def test_of_many_threads_one_is_first() -> None:
    """However many threads meet a name at once, it is the first time for one of them."""
    seen = Seen()
    with ThreadPoolExecutor(8) as threads:
        firsts = list(threads.map(seen.first, [str(number % 50) for number in range(2000)]))

    assert firsts.count(True) == 50
