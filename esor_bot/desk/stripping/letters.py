"""What stands around the matter of a letter: whom it greets, who writes, and how it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from esor_bot.desk.stripping.marks import Found

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁŃŇŌŐŘŚŠŞȘŤȚŪŮŰŲŹŻŽ"
_PARTICLE = r"(?:van|von|de|der|den|del|della|di|da|dos|le|la|al|el|bin|ben)"
NAME = rf"(?:[{UPPER}]\.(?= )|[{UPPER}][\w'’-]*|{_PARTICLE}(?= [{UPPER}]))"
TITLE = (
    r"(?i:dott\.ssa|sig\.ra|dr|doctor|prof|professor|mr|mrs|ms|miss|mx|sir|madam|madame|frau|herr|herrn|"
    r"monsieur|mme|mlle|docteur|señora?|sra?|doctora?|dott|dottore|dottoressa|signora?|sig|"
    r"professore|professoressa|pan|pani)\.?"
)

_GREETING = (
    r"(?i:dear|hello|hi|hiya|hey|good (?:morning|afternoon|evening|day)|greetings|to whom it may concern|"
    r"sehr geehrte[rs]?|liebe[rs]?|guten (?:tag|morgen|abend)|grüß gott|grüezi|hallo|servus|moin|"
    r"bonjour|bonsoir|salut|chère?s?|estimad[oa]s?|querid[oa]s?|hola|buen[oa]s (?:días|dias|tardes|noches)|"
    r"gentil[ei](?:ssim[oa])?|egregi[oa]|spett\.?(?:le)?|car[oa]|cari|buongiorno|buonasera|"
    r"salve|ciao|szanowni|dzień dobry)"
)
_GREETED = (
    r"(?i:all|team|everyone|everybody|there|office|esor|esr|esor-bot|bot|colleagues?|committee|ladies|gentlemen|damen|"
    r"herren|kolleg\w+|mesdames|messieurs|équipe|equipo|todos|tutti|zusammen|again|and|und|et|y|e|or|sirs?)"
)
_ASKING = (
    r"(?i:i|we|can|could|may|might|must|do|does|did|is|are|am|was|will|would|should|shall|have|has|how|what|when|where|"
    r"which|who|why|if|my|the|a|an|please|just|quick|one|is|it|in|ich|kann|darf|wie|was|wann|wo|ist|muss|je|puis|est|"
    r"comment|quand|quel\w*|où|puedo|cómo|como|cuándo|qué|es|posso|come|quando|quale|è|thanks?|thank|not|no)"
)
_OPENING = re.compile(
    rf"(?:^|(?<=\n))\s*{_GREETING}\b"
    rf"(?:(?:[ ,]+(?:{_GREETING}|{TITLE}|{_GREETED})| +(?!{_ASKING}\b){NAME})(?![\w'’]))*"
    rf"(?:(?: +(?!{_ASKING}\b)[\w.'’-]+){{1,2}}(?= *[,!]))?"
    r"[ ]*[,!:;.–-]*"
)

_INTRODUCED = (
    r"(?i:my (?:full |last |first )?name(?: is|'s|:)|name(?: is|:)|i am called|mein name ist|ich hei(?:ß|ss)e|"
    r"je m['’]appelle|mon nom est|me llamo|mi nombre es|mi chiamo|il mio nome è|nazywam się)"
)
_STOPS = r"(?i:and|from|i|i'm|a|an|the|und|aus|ich|et|je|de|y|soy|e|sono|with|working|currently|writing)"
_INTRODUCTION = re.compile(rf"{_INTRODUCED}(?: +(?!{_STOPS}(?:\W|$))(?:[{UPPER}]\.|[^\s,.;!?()]+)){{1,4}}")
_NOT_NAMES = (
    r"(?:Board|European|Europe|ESR|ESOR|Radiolog\w*|Full|Member|Certified|Resident|Fellow\w*|Consultant|German|Italian|"
    r"French|Spanish|Polish|Turkish|Greek|Dutch|Swiss|Austrian|British|English|Native|Currently|Not|Head|Senior|Junior|"
    r"Medical|Doctor|Specialist|Academic|MD|PhD)"
)
_OWN_NAME = rf"(?!{_NOT_NAMES}\b){NAME}"
_I_AM = re.compile(
    r"(?i:\b(?:i am|i'm|i’m|this is|it's|ich bin|je suis|soy|sono|hier ist|hier schreibt))"
    rf" +(?:{TITLE} +(?:{TITLE} +)*{NAME}(?: +{NAME}){{0,3}}"
    rf"|{_OWN_NAME} +{_OWN_NAME}(?: +{_OWN_NAME})?)(?= *(?:[,.;!(\n]|$|(?:and|from|und|aus|et|y|e)\b))"
    rf"|(?i:\bi am|i'm|i’m) +{_OWN_NAME}(?= from\b)"
)

_FAREWELL = (
    r"(?i:(?:with |my |very |all the |warm(?:est)? |kind(?:est)? |best )*(?:regards|wishes|greetings)|"
    rf"all the best|best(?=\s*(?:[,.!–-]|\n|$|(?-i:[{UPPER}])))|"
    r"sincerely(?: yours)?|yours(?: (?:sincerely|faithfully|truly))?|cheers|br|kr|rgds|respectfully|"
    r"mit (?:freundlichen|besten|lieben|herzlichen) grü(?:ß|ss)en|"
    r"(?:(?:viele|liebe|beste|herzliche|freundliche|schöne) )?grü(?:ß|ss)e|mfg|lg|vg|hochachtungsvoll|"
    r"(?:bien |très )?cordialement|bien à vous|salutations(?: distinguées)?|"
    r"(?:un |muchos |cordiales )?saludos?(?: cordial(?:es)?)?|atentamente|cordialmente|"
    r"(?:cordiali|distinti|cari|un cordiale) salut[io]|cordialmente|pozdrawiam)"
)
_FOR_WHAT = r"(?: (?:a lot|so much|very much|in advance|again|for (?:your|the) (?:help|time|reply|answer)))*"
_THANKS = (
    rf"(?i:(?:many |so many )?thanks{_FOR_WHAT}|thank you{_FOR_WHAT}|thx|tks|ty|"
    r"(?:vielen |herzlichen |besten )?dank(?:e)?(?: (?:im voraus|schön|sehr))?|merci(?: (?:beaucoup|d['’]avance))*|"
    r"(?:muchas )?gracias(?: (?:de antemano|por adelantado))?|grazie(?: (?:mille|in anticipo))?|dziękuję)"
)
_PERSON = rf"(?:{TITLE} +)*{NAME}(?:[ ,]+(?:{TITLE}|{NAME}|(?i:md|phd|ebir|edir|frcr)))*\.?"
_WHO_SIGNS = rf"(?:[ ,.!–:;)(-]*\n?[ \t–-]*(?:{_PERSON}|[\w.'’-]+(?: [\w.'’-]+)?))?"
_AFTER_NAME = r"(?:\n(?![^\n]*\?)[^\n]{0,80}){0,8}"
_CLOSING = (
    re.compile(
        rf"(?:^|\n|(?<=[.?!,;…)]) )\s*(?:{_THANKS}[ ,.!]*(?:(?:and|und|et|y|e) )?)*"
        rf"{_FAREWELL}(?![\w'’]){_WHO_SIGNS}{_AFTER_NAME}\s*$"
    ),
    re.compile(rf"(?:^|\n|(?<=[.?!,;…)\w]) )\s*{_THANKS}(?![\w'’]){_WHO_SIGNS}{_AFTER_NAME}[ .!]*\s*$"),
    re.compile(rf"\n\s*(?:[–-]+ *)?{_PERSON}(?:\n(?![^\n]*\?)[^\n]{{0,60}}){{0,4}}\s*$"),
)
_SENT_FROM = re.compile(r"(?i)\n?\s*(?:sent from my|von meinem|envoyé de mon|enviado desde mi|inviato da)[^\n]*\s*$")

_PLAIN = re.compile(rf"^(?:{_GREETING}|{_GREETED}|{_FAREWELL}|{_THANKS}|{TITLE}|[\W_])+$")


def opening(text: str) -> Iterator[Found]:
    """Find the greeting, with whom it greets."""
    found = _OPENING.match(text)
    if found:
        yield Found(*found.span(), gap=False)


def introduction(text: str) -> Iterator[Found]:
    """Find where somebody says who they are."""
    for pattern in (_INTRODUCTION, _I_AM):
        for found in pattern.finditer(text):
            yield Found(*found.span(), gap=False)


def closing(text: str) -> Iterator[Found]:
    """Find the end of a letter, with who signs and what stands below."""
    sent = _SENT_FROM.search(text)
    end = sent.start() if sent else len(text)
    if sent:
        yield Found(end, len(text), gap=False)
    for pattern in _CLOSING:
        found = pattern.search(text[:end])
        if found and found.start() > 0:
            yield Found(found.start(), end, gap=False)
            return


def is_plain(said: str) -> bool:
    """Say whether a piece is the same in every letter: "Hello", "Best regards", "Thanks"."""
    return bool(_PLAIN.match(said))
