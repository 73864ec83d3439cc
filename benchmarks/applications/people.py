"""Invented people: a radiologist of some country, with a career, a head of department and people who know them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from benchmarks.applications.words import Day, Digits, Gender, load

LETTERS = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "ø": "oe",
    "å": "aa",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ł": "l",
    "ı": "i",
    "đ": "d",
    "ħ": "h",
}
TITLES = ("Prof.", "Prof. Dr.", "Professor", "Dr.", "PD Dr.", "Assoc. Prof.", "Prof. Dr. med.", "MD PhD")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in Latin letters and in the script of the country."""

    given: str
    surname: str
    given_native: str
    surname_native: str
    female: bool

    @property
    def full(self) -> str:
        """Given name and surname in Latin letters."""
        return f"{self.given} {self.surname}"

    @property
    def native(self) -> str:
        """Given name and surname in the country's script."""
        return f"{self.given_native} {self.surname_native}"


@dataclass(frozen=True, slots=True)
class Referee:
    """Somebody who can be asked about the applicant."""

    name: str
    title: str
    role: str
    place: str
    mail: str
    phone: str


@dataclass(frozen=True, slots=True)
class Person:
    """An applicant: the country's key, the name, the dates of a career, and all facts that texts may name."""

    country: str
    lang: str
    name: Name
    born: date
    board: date
    referees: tuple[Referee, ...]
    facts: dict[str, object] = field(default_factory=dict)


def plain(text: str) -> str:
    """Return the text in the letters A to Z, as passports and addresses write it."""
    out = "".join(LETTERS.get(letter, letter) for letter in text.lower())
    out = unicodedata.normalize("NFKD", out)
    return "".join(letter for letter in out if letter.isascii()).strip()


def _pair(text: str) -> tuple[str, str]:
    latin, _, native = text.strip().partition("=")
    return latin, native or latin


def _name(rng: Random, land: dict[str, str]) -> Name:
    female = rng.random() < 0.5
    given = _pair(rng.choice(land["f" if female else "m"].split(",")))
    forms = rng.choice(land["s"].split(",")).split("/")
    surname = _pair(forms[-1] if female else forms[0])
    return Name(given[0], surname[0], given[1], surname[1], female)


def _place(rng: Random, land: dict[str, str]) -> dict[str, str]:
    town = _pair(rng.choice(land["towns"].split(",")))
    house, house_native = (part.format(town=own) for part, own in zip(_both(rng, land["hosp"]), town, strict=True))
    school, school_native = (part.format(town=own) for part, own in zip(_both(rng, land["uni"]), town, strict=True))
    return {
        "town": town[0],
        "town_native": town[1],
        "hospital": house,
        "hospital_native": house_native,
        "university": school,
        "university_native": school_native,
    }


def _both(rng: Random, options: str) -> tuple[str, str]:
    return _pair(rng.choice(options.split("|")))


def _referee(rng: Random, land: dict[str, str], place: str) -> Referee:
    name = _name(rng, land)
    domain = (
        plain(place).replace(" ", "-").replace("'", "").replace(",", "")[:22].strip("-.") + "." + land["a2"].lower()
    )
    return Referee(
        name=name.full,
        title=rng.choice(TITLES),
        role=rng.choice(load("common")["roles"]),
        place=place,
        mail=f"{plain(name.given)[0]}.{plain(name.surname).replace(' ', '').replace(chr(39), '')}@{domain}",
        phone=f"{land['phone']} {rng.randrange(10, 99)} {rng.randrange(100, 999)} {rng.randrange(1000, 9999)}",
    )


def _day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


RECENT = (date(2020, 4, 1), date(2022, 12, 20))


def person(rng: Random, country: str = "", certified: tuple[date, date] = RECENT) -> Person:
    """Return a new applicant, of the named country or any, who became a specialist in the given time."""
    lands = load("countries")
    country = country or rng.choice(sorted(lands))
    land = lands[country]
    name = _name(rng, land)
    place = _place(rng, land)
    board = _day(rng, *certified)
    start = date(board.year - 5, rng.randrange(1, 13), 1)
    degree = _day(rng, date(start.year - 1, 6, 1), date(start.year - 1, 12, 1))
    born = _day(rng, date(degree.year - 26, 1, 1), date(degree.year - 24, 12, 28))
    others = [_referee(rng, land, place["hospital"])] + [
        _referee(rng, lands[other], _place(rng, lands[other])["hospital"])
        for other in [country, rng.choice(sorted(lands)), rng.choice(sorted(lands))]
    ]
    facts = _facts(rng, land, name, place)
    today = _day(rng, date(2023, 1, 4), date(2023, 2, 13))
    facts |= {
        "born": Day(born),
        "board": Day(board),
        "start": Day(start),
        "degree": Day(degree),
        "today": Day(today),
        "english": Day(_day(rng, date(2021, 3, 1), date(2022, 12, 10))),
        "paid": Day(_day(rng, date(2023, 1, 3), today)),
        "since": rng.randrange(2015, 2021),
        "head": f"{others[0].title} {others[0].name}",
        "head_name": others[0].name,
        "head_mail": others[0].mail,
        "age_years": 2023 - start.year,
    }
    return Person(country, land["lang"], name, born, board, tuple(others), facts)


def _facts(rng: Random, land: dict[str, str], name: Name, place: dict[str, str]) -> dict[str, object]:
    common = load("common")
    given, surname = plain(name.given), plain(name.surname).replace(" ", "").replace("'", "")
    streets = common["streets"]
    street = rng.choice(streets.get(land["lang"], streets["en"]))
    facts: dict[str, object] = dict(place)
    he = ("she", "her", "her", "She", "Her", "Ms") if name.female else ("he", "his", "him", "He", "His", "Mr")
    facts |= dict(zip(("he", "his", "him", "He", "His", "mr"), he, strict=True))
    facts |= {
        "name": name.full,
        "native": name.native,
        "given": name.given,
        "surname": name.surname,
        "given_native": name.given_native,
        "surname_native": name.surname_native,
        "NAME": name.full.upper(),
        "SURNAME": name.surname.upper(),
        "reversed": f"{name.surname} {name.given}",
        "country": land["en"],
        "country_native": land["native"],
        "nationality": land["nat"],
        "street": f"{street} {rng.randrange(1, 140)}",
        "zip": str(rng.randrange(1000, 99999)),
        "phone": f"{land['phone']} {rng.randrange(100, 999)} {rng.randrange(100, 999)} {rng.randrange(100, 999)}",
        "mail": rng.choice(
            [f"{given}.{surname}@mailbox.example", f"dr.{surname}@post.example", f"{given[0]}{surname}@radmail.example"]
        ),
        "g": Gender(name.female),
        "no": Digits(str(rng.random())),
        "topic": rng.choice(common["topics"]),
        "topic2": rng.choice(common["topics"]),
        "modality": rng.choice(common["modalities"]),
        "esr_no": rng.randrange(10000, 260000),
        "department": rng.choice(common["departments"]),
    }
    return facts
