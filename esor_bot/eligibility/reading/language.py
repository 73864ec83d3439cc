"""Reads which languages a person knows, how well, and which proof of it they name."""

from __future__ import annotations

from dataclasses import replace

from esor_bot.eligibility.circumstances import Language
from esor_bot.eligibility.message import Message
from esor_bot.eligibility.phrases import Hit

_LEVELS = (("none", "level_none"), ("low", "level_low"), ("high", "level_high"), ("open", "level_open"))
_CODES = frozenset({"a1", "a2", "b1", "b2", "c1", "c2"})
_REACH = 5


def read_languages(message: Message) -> tuple[Language, ...]:
    """Return the languages of which a level or a proof is told."""
    found: dict[str, Language] = {}
    taken: set[int] = set()
    for name in message.lexicon.languages:
        for hit in message.of(name):
            language = _leveled(message, name, hit, taken)
            if language and (name not in found or not found[name].level):
                found[name] = language
    first = message.lexicon.languages[0]
    code = _bare_code(message)
    if code and (not found or (first in found and not _coded(found[first]))):
        found[first] = code
    known = found.get(first, Language(first))
    proof = _proof(message)
    if proof and known.level not in {"none", "low"}:
        found[first] = replace(known, proof=proof)
    return tuple(found.values())


def _coded(language: Language) -> bool:
    return language.said in _CODES or language.level in {"none", "low"}


def _leveled(message: Message, name: str, hit: Hit, taken: set[int]) -> Language | None:
    """The level that stands nearest to the language in its clause, unless another language is nearer."""
    if not _tells(message, hit):
        return None
    best: tuple[float, str, Hit] | None = None
    for level, concept in _LEVELS:
        for other in message.of(concept):
            cost = _distance(message, hit, other)
            if cost <= _REACH and other.start not in taken and not _nearer_language(message, name, hit, other, cost):
                rank = (cost - 0.1 * (other.end - other.start), level, other)
                best = rank if best is None or rank[0] < best[0] else best
    if best is None:
        return None
    level = best[1]
    if level == "none" and not _is_none(message, hit, best[2]):
        return None
    if level in {"high", "open"} and message.before(best[2].start, 2, "neg"):
        level = "low"
    taken.add(best[2].start)
    return Language(name, level, message.words(best[2]))


def _tells(message: Message, hit: Hit) -> bool:
    if message.asking(hit.start):
        return message.inside(hit.start, "self") and message.after(
            hit.start - 4, 8, "level_low", "level_open", "level_high", "level_none"
        )
    return True


def _distance(message: Message, hit: Hit, other: Hit) -> float:
    if message.sentence[hit.start] != message.sentence[other.start]:
        return 99.0
    gap = other.start - hit.end if other.start >= hit.end else hit.start - other.end
    clauses = abs(message.clause[hit.start] - message.clause[other.start])
    return max(0, gap) + 3.0 * clauses


def _nearer_language(message: Message, name: str, hit: Hit, level: Hit, cost: float) -> bool:
    others = [other for other in message.of(*message.lexicon.languages) if other.concept != name]
    return any(_distance(message, other, level) < cost for other in others)


def _is_none(message: Message, hit: Hit, level: Hit) -> bool:
    """ "No French", "not a word of French"; not "no French certificate" and not "French is not needed"."""
    words = message.words(level)
    if words in message.some("without") and message.inside(hit.start, "self"):
        return level.end <= hit.start
    if message.after(hit.end, 1, "proof_word") or message.asking(hit.start):
        return False
    if level.start >= hit.end and words in message.some("plain_not"):
        return message.word(level.end) in message.some("at_all")
    if words.startswith("not"):
        return message.inside(hit.start, "speak")
    return level.start >= hit.end or level.end >= hit.start - 4


def _bare_code(message: Message) -> Language | None:
    """A level such as "B2" without a language: the one the page asks for first."""
    for concept, level in (("level_low", "low"), ("level_open", "open"), ("level_high", "high")):
        for hit in message.of(concept):
            denied = message.before(hit.start, 2, "neg")
            if message.words(hit) in _CODES and not message.has(*message.lexicon.languages[1:]) and not denied:
                return Language(message.lexicon.languages[0], level, message.words(hit).upper())
    return None


def _proof(message: Message) -> str:
    """A test or another proof that is named, and asked about or told as the person's own."""
    for hit in message.of("test"):
        if not message.in_sentence(hit.start, "test_claim") or message.in_sentence(hit.start, "elsewhere"):
            continue
        known = not message.asking(hit.start) or message.inside(hit.start, "ask", "self", "test_claim")
        if known and not _needed(message, hit):
            return message.words(hit).upper()
    for hit in message.of("other_proof"):
        if message.has("proof_word") and message.personal(hit.start):
            return "other"
    if message.has("english") and message.has("proof_word") and message.has("level_high") and message.has("need_word"):
        high = next(iter(message.of("level_high")))
        if message.words(high) not in _CODES and not message.asking(high.start):
            return "other"
    return ""


def _needed(message: Message, hit: Hit) -> bool:
    """ "TOEFL needed?" asks for the rule."""
    return any(token.text in message.some("needing") for token in message.tokens) and not message.has("self")
