"""Identity papers: passports with a machine-readable zone, and what is mistaken for one. All are specimens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]

from benchmarks.applications import hand
from benchmarks.applications.papers import Paper, finish
from benchmarks.applications.people import Person, plain
from benchmarks.applications.sheet import Sheet, Style
from benchmarks.applications.words import load

VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DEADLINE = date(2023, 2, 15)
FELLOWSHIP_ENDS = date(2024, 10, 31)


def check_digit(text: str) -> str:
    """Return the check digit of ICAO 9303: weights 7, 3, 1; `<` counts nothing."""
    total = sum((7, 3, 1)[place % 3] * max(VALUES.find(letter), 0) for place, letter in enumerate(text))
    return str(total % 10)


def _zone(text: str) -> str:
    letters = plain(text).upper()
    return "".join(letter if letter.isalnum() else "<" for letter in letters if letter != "'")


@dataclass(frozen=True, slots=True)
class Identity:
    """What stands on an identity paper."""

    country: str
    number: str
    surname: str
    given: str
    born: date
    female: bool
    expires: date
    personal: str = ""


def identity(person: Person, rng: Random, expires: date) -> Identity:
    """Return the data of a person's paper that expires on a day."""
    number = "".join(rng.choice("CFGHJKLMNPRTVWXYZ" if place < 2 else "0123456789") for place in range(9))
    return Identity(
        person.country,
        number,
        person.name.surname,
        person.name.given,
        person.born,
        person.name.female,
        expires,
        "".join(rng.choice("0123456789") for _ in range(11)) if rng.random() < 0.4 else "",
    )


def _code(country: str) -> str:
    return "D<<" if country == "DEU" else country


def td3(who: Identity) -> tuple[str, str]:
    """Return the two lines of 44 letters of a passport."""
    names = f"{_zone(who.surname)}<<{_zone(who.given)}"
    first = f"P<{_code(who.country)}{names}"[:44].ljust(44, "<")
    number, born, expires = who.number.ljust(9, "<"), f"{who.born:%y%m%d}", f"{who.expires:%y%m%d}"
    personal = who.personal.ljust(14, "<")
    check = check_digit(personal) if who.personal else "<"
    body = number + check_digit(number) + born + check_digit(born) + expires + check_digit(expires) + personal + check
    second = f"{number}{check_digit(number)}{_code(who.country)}{born}{check_digit(born)}{'F' if who.female else 'M'}"
    return first, f"{second}{expires}{check_digit(expires)}{personal}{check}{check_digit(body)}"


def td1(who: Identity) -> tuple[str, str, str]:
    """Return the three lines of 30 letters of an identity card."""
    number, born, expires = who.number.ljust(9, "<"), f"{who.born:%y%m%d}", f"{who.expires:%y%m%d}"
    first = f"I<{_code(who.country)}{number}{check_digit(number)}".ljust(30, "<")
    middle = f"{born}{check_digit(born)}{'F' if who.female else 'M'}{expires}{check_digit(expires)}{_code(who.country)}"
    middle = middle.ljust(29, "<")
    check = check_digit(first[5:30] + middle[0:7] + middle[8:15] + middle[18:29])
    return first, middle + check, f"{_zone(who.surname)}<<{_zone(who.given)}"[:30].ljust(30, "<")


def _dates(rng: Random) -> date:
    return FELLOWSHIP_ENDS + timedelta(days=rng.randrange(120, 2800))


def passport(
    person: Person, rng: Random, expires: date | None = None, label: str = "passport", cut: bool = False
) -> Paper:
    """Draw the photo page of a passport on a sheet of paper."""
    who = identity(person, rng, expires or _dates(rng))
    sheet = Sheet(Style(face=rng.choice(["helvetica", "dejavu", "vera"]), size=9), A4)
    sheet.begin(label)
    scale = rng.uniform(0.95, 1.5)
    x, y = rng.uniform(30, 110), rng.uniform(180, 450)
    x = min(x, A4[0] - 360 * scale - 10)
    if rng.random() < 0.3:
        _signature_page(sheet, rng, x, y + 256 * scale, scale, person)
    _photo_page(sheet, rng, x, y, scale, who, person, cut)
    if rng.random() < 0.2:
        sheet.string(A4[0] / 2, 780, rng.choice(load("passport")["captions"]), 12, "bold", align="center")
    return finish(sheet, scan=True if rng.random() < 0.85 else None, tags=frozenset({"passport"}))


def _face(sheet: Sheet, rng: Random, x: float, y: float, wide: float, high: float) -> None:
    canvas = sheet.canvas
    skin = rng.choice([(0.95, 0.8, 0.68), (0.86, 0.68, 0.54), (0.75, 0.55, 0.42), (0.98, 0.86, 0.78)])
    canvas.setFillColorRGB(0.86, 0.88, 0.9)
    canvas.rect(x, y, wide, high, stroke=0, fill=1)
    canvas.setFillColorRGB(*rng.choice([(0.2, 0.2, 0.3), (0.4, 0.1, 0.1), (0.1, 0.3, 0.3)]))
    canvas.ellipse(x + wide * 0.05, y - high * 0.25, x + wide * 0.95, y + high * 0.3, stroke=0, fill=1)
    canvas.setFillColorRGB(*rng.choice([(0.15, 0.1, 0.08), (0.4, 0.25, 0.1), (0.75, 0.6, 0.3), (0.5, 0.5, 0.5)]))
    canvas.ellipse(x + wide * 0.2, y + high * 0.3, x + wide * 0.8, y + high * 0.95, stroke=0, fill=1)
    canvas.setFillColorRGB(*skin)
    canvas.ellipse(x + wide * 0.27, y + high * 0.22, x + wide * 0.73, y + high * 0.84, stroke=0, fill=1)
    canvas.setFillColorRGB(0.1, 0.1, 0.1)
    for eye in (0.41, 0.59):
        canvas.circle(x + wide * eye, y + high * 0.58, wide * 0.025, stroke=0, fill=1)
    canvas.setStrokeColorRGB(0.6, 0.25, 0.25)
    canvas.line(x + wide * 0.42, y + high * 0.37, x + wide * 0.58, y + high * 0.37)


def _page(sheet: Sheet, rng: Random, x: float, y: float, scale: float) -> None:
    canvas = sheet.canvas
    tint = rng.choice([(0.9, 0.94, 0.98), (0.96, 0.92, 0.9), (0.92, 0.96, 0.91), (0.95, 0.93, 0.97)])
    canvas.setFillColorRGB(*tint)
    canvas.setStrokeColorRGB(0.5, 0.5, 0.55)
    canvas.rect(x, y, 360 * scale, 252 * scale, stroke=1, fill=1)
    canvas.setLineWidth(0.3)
    canvas.setStrokeColorRGB(*(part - 0.1 for part in tint))
    for number in range(14):
        canvas.bezier(
            x,
            y + (60 + number * 13) * scale,
            x + 120 * scale,
            y + (90 + number * 13) * scale,
            x + 240 * scale,
            y + (40 + number * 13) * scale,
            x + 360 * scale,
            y + (66 + number * 13) * scale,
        )


def _photo_page(
    sheet: Sheet, rng: Random, x: float, y: float, scale: float, who: Identity, person: Person, cut: bool
) -> None:
    data = load("passport")
    words = data["words"].get(person.country, data["words"]["any"])
    _page(sheet, rng, x, y, scale)
    _face(sheet, rng, x + 14 * scale, y + 82 * scale, 86 * scale, 112 * scale)
    string, small = sheet.string, 5.5 * scale
    string(x + 14 * scale, y + 236 * scale, words[0], 8.5 * scale, "bold")
    string(x + 14 * scale, y + 222 * scale, words[1], 8.5 * scale, "bold")
    place = str(person.facts["town"])
    rows = [
        [("Type/Type", "P"), ("Code/Code", who.country), ("Passport No./N° du passeport", who.number)],
        [("Surname/Nom", who.surname.upper())],
        [("Given names/Prénoms", who.given.upper())],
        [("Nationality/Nationalité", str(person.facts["nationality"]).upper())],
        [("Date of birth/Date de naissance", _written(who.born, rng)), ("Sex/Sexe", "F" if who.female else "M")],
        [("Place of birth/Lieu de naissance", place.upper())],
        [
            ("Date of issue/Date de délivrance", _written(_issued(who.expires), rng)),
            ("Date of expiry/Date d'expiration", _written(who.expires, rng)),
        ],
        [("Authority/Autorité", words[2])],
    ]
    numbered = rng.random() < 0.3
    top = y + 206 * scale
    for row_number, row in enumerate(rows):
        for column, (label, value) in enumerate(row):
            at = x + (112 + column * (230 / max(len(row), 2))) * scale
            string(at, top, (f"{row_number + 1}. " if numbered else "") + label, small, colour=(0.3, 0.3, 0.4))
            string(at, top - 8.5 * scale, value, 7.6 * scale, "bold")
        top -= 17 * scale
    string(x + 230 * scale, y + 100 * scale, "SPECIMEN", 26 * scale, "bold", (0.85, 0.6, 0.6), "center")
    canvas = sheet.canvas
    canvas.setFillColorRGB(0.98, 0.98, 0.98)
    canvas.rect(x, y, 360 * scale, 56 * scale, stroke=0, fill=1)
    if not cut:
        zone(sheet, td3(who), x + 12 * scale, y + 34 * scale, 336 * scale, 15.5 * scale)


def _issued(expires: date) -> date:
    return date(expires.year - 10, expires.month, min(expires.day, 28))


def _written(day: date, rng: Random) -> str:
    months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
    return rng.choice([f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}", f"{day:%d} {months[day.month - 1]} {day:%Y}"])


def zone(sheet: Sheet, lines: tuple[str, ...], x: float, y: float, wide: float, leading: float) -> None:
    """Draw the lines of a machine-readable zone, letter by letter in even steps."""
    for number, line in enumerate(lines):
        text = sheet.canvas.beginText(x, y - number * leading)
        step = wide / len(line)
        size = step / 0.602 * 0.93
        text.setFont("Courier-Bold", size)
        text.setFillColorRGB(0, 0, 0)
        text.setCharSpace(step - 0.6 * size)
        text.textOut(line)
        text.setCharSpace(0)
        sheet.canvas.drawText(text)


def _signature_page(sheet: Sheet, rng: Random, x: float, y: float, scale: float, person: Person) -> None:
    _page(sheet, rng, x, y, scale)
    data = load("passport")
    sheet.string(x + 20 * scale, y + 220 * scale, rng.choice(data["signature"]), 6.5 * scale)
    hand.signature(sheet, rng, x + 60 * scale, y + 150 * scale, 140 * scale)
    sheet.string(x + 20 * scale, y + 70 * scale, rng.choice(data["requests"]), 6 * scale)
    sheet.string(x + 20 * scale, y + 30 * scale, "SPECIMEN", 14 * scale, "bold", (0.8, 0.6, 0.6))


def identity_card(person: Person, rng: Random, label: str = "-passport", both: bool = True) -> Paper:
    """Draw an identity card (front, and the back with its three-line zone)."""
    who = identity(person, rng, _dates(rng))
    data = load("passport")
    head = data["cards"].get(person.country, data["cards"]["any"])
    return _card(person, rng, who, head, td1(who) if both else (), label, "not_a_passport")


def residence_permit(person: Person, rng: Random, label: str = "-passport") -> Paper:
    """Draw a residence permit."""
    who = identity(person, rng, _dates(rng))
    return _card(person, rng, who, rng.choice(load("passport")["permits"]), td1(who), label, "")


def driving_licence(person: Person, rng: Random, label: str = "-passport") -> Paper:
    """Draw a driving licence."""
    who = identity(person, rng, _dates(rng))
    return _card(person, rng, who, rng.choice(load("passport")["licences"]), (), label, "")


def _card(
    person: Person, rng: Random, who: Identity, head: str, lines: tuple[str, ...], label: str, finding: str
) -> Paper:
    sheet = Sheet(Style(face=rng.choice(["helvetica", "dejavu"]), size=9), A4)
    sheet.begin(label)
    scale, x = rng.uniform(1.0, 1.5), rng.uniform(50, 110)
    y = 480.0
    for side in range(2 if lines or rng.random() < 0.5 else 1):
        _card_side(sheet, rng, x, y, scale, who, head, person, lines if side else (), bool(side))
        y -= 200 * scale
    return finish(sheet, scan=True if rng.random() < 0.8 else None, finding=finding)


def _card_side(
    sheet: Sheet,
    rng: Random,
    x: float,
    y: float,
    scale: float,
    who: Identity,
    head: str,
    person: Person,
    lines: tuple[str, ...],
    back: bool,
) -> None:
    canvas = sheet.canvas
    canvas.setFillColorRGB(*rng.choice([(0.9, 0.95, 0.97), (0.97, 0.92, 0.93), (0.93, 0.96, 0.92)]))
    canvas.roundRect(x, y, 243 * scale, 153 * scale, 9, stroke=1, fill=1)
    if back:
        sheet.string(x + 12, y + 132 * scale, f"{person.facts['street']}, {person.facts['town']}", 7 * scale)
        sheet.string(x + 12, y + 118 * scale, str(person.facts["country"]).upper(), 7 * scale)
        if lines:
            zone(sheet, lines, x + 8 * scale, y + 48 * scale, 227 * scale, 14 * scale)
        return
    sheet.string(x + 10 * scale, y + 138 * scale, head, 8 * scale, "bold")
    _face(sheet, rng, x + 10 * scale, y + 25 * scale, 66 * scale, 84 * scale)
    values = [
        who.surname.upper(),
        who.given.upper(),
        f"{who.born:%d.%m.%Y}   {'F' if who.female else 'M'}",
        str(person.facts["nationality"]).upper(),
        f"{who.number}   {who.expires:%d.%m.%Y}",
    ]
    for number, value in enumerate(values):
        sheet.string(x + 86 * scale, y + (118 - number * 17) * scale, f"{number + 1}.  {value}", 7.5 * scale)
    sheet.string(x + 150 * scale, y + 14 * scale, "SPECIMEN", 15 * scale, "bold", (0.8, 0.5, 0.5), "center")
