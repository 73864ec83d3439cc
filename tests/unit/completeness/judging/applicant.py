"""The papers of an applicant who does not exist, and the spec of the shipped programme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from esor_bot.completeness.judging import judge
from esor_bot.completeness.page import Line, Page
from esor_bot.completeness.recognition import Recogniser, Zone
from esor_bot.completeness.spec import check_spec
from esor_bot.domain.recognition import Catalogue, CheckSpec
from esor_bot.domain.report import CompletenessReport, DocumentStatus
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.knowledge.recognition import load_catalogue
from tests.unit.completeness.mrz.makers import card, passport
from tests.unit.completeness.pages import file

TODAY = date(2023, 1, 10)

LETTER = """
Tuva Line Brandvold
Department of Radiology, Elverdal Hospital

# Letter of motivation

Dear members of the committee,

I am applying for the fellowship because I would like to learn more about oncologic imaging.
I have worked in the department of my hospital for five years and I have read many scans.
My interest began with my first rotation, when I saw how much images can change a decision.
I hope to gain experience in image analysis, and I wish to improve my knowledge of research.
In my present post I teach students, and I have built a small database with my colleagues.
I would be grateful for the chance, and I am convinced that my work would benefit from it.

Yours faithfully,
Tuva Line Brandvold
"""
FORM = """
# ESOR Curriculum Vitae

Family name: Brandvold
First name: Tuva Line
Date of birth: 17.04.1991
Nationality: Norwegian
Private address: Fjellveien 3, Elverdal
Phone: +47 900 00 000
E-mail: tuva@example.org
ESR membership number: 102938
Current position: Consultant radiologist since 2021
Institution: Elverdal Hospital
Head of department: Prof. Aksel Nordmo
Date of board certification: 14.06.2021
Medical education: University of Elverdal, 2009 to 2015
Mother tongue: Norwegian
Radiological skills: CT of the abdomen, MRI of the pelvis
Number of examinations reported: 4200 in the last year
Courses attended: a school of imaging in 2019, a workshop in 2022
Supervisor: Prof. Aksel Nordmo
"""
RECOMMENDATION = """
Elverdal Hospital

# Letter of recommendation

To whom it may concern,

I strongly recommend Dr Brandvold for the fellowship. She has worked in my department since 2016.
She is an excellent colleague, and her reports are careful. She teaches our students with patience.
I have known her for seven years. Her research is original, and she writes well. She would be
an asset to every team, and her colleagues value her. I recommend her without reservation.

Yours sincerely,
Prof. Aksel Nordmo
Head of the Department of Radiology
"""
BOARD = """
Norwegian Directorate of Health

# Specialist certificate

This is to certify that Tuva Line Brandvold, born on 17.04.1991,
has been awarded the title of specialist in radiology
after the specialist examination.

Elverdal, 14.06.2021
Seal and signature
"""
ENGLISH = """
# IELTS Test Report Form

Academic

Candidate: Tuva Line Brandvold
Listening 8.0   Reading 8.5   Writing 7.0   Speaking 7.5
Overall band score 8.0   CEFR level C1
The test of English was taken on 12.03.2022.
"""
PUBLICATIONS = """
# List of publications

1. Brandvold TL, Nordmo A. Texture of liver lesions. Eur Radiol. 2022;32(4):1201-1210. doi:10.1000/er.2022.1
2. Brandvold TL, Vik S, Nordmo A. MRI of the pelvis. Acta Radiol. 2021;62(2):101-109. doi:10.1000/ar.2021.2
3. Vik S, Brandvold TL. Doses in paediatric CT. Eur J Radiol. 2020;131:88-95. doi:10.1000/ejr.2020.3
4. Brandvold TL, Moe K. Structured reports. Insights Imaging. 2020;11(1):20-27. doi:10.1000/ii.2020.4
5. Nordmo A, Brandvold TL. Staging of rectal cancer. Abdom Radiol. 2019;44(9):300-311. doi:10.1000/abr.2019.5
"""
REFEREES = """
# List of references to be contacted

The following people may be contacted.

Prof. Aksel Nordmo
Head of the Department of Radiology, Elverdal Hospital
aksel.nordmo@example.org
Tel. +47 900 00 001

Dr Siv Vik
Consultant radiologist, Elverdal Hospital
siv.vik@example.org
Tel. +47 900 00 002
"""
MEMBERSHIP = """
European Society of Radiology

# Membership certificate

This is to confirm that Tuva Line Brandvold is a full member
of the European Society of Radiology (ESR).
The membership fee for 2023 has been paid.
"""
PASSPORT = "\n".join(
    [
        "# Passport",
        "Surname BRANDVOLD",
        "Given names TUVA LINE",
        "Nationality NORWEGIAN",
        "Date of birth 17.04.1991",
        "Date of expiry 22.09.2031",
        "",
        *passport(),
    ]
)
CARD = "\n".join(["# Identity card", "Surname BRANDVOLD", "Given names TUVA LINE", "Date of birth 17.04.1991", *card()])
EUROPASS = """
# Curriculum vitae Europass

Personal information
Tuva Line Brandvold

# Work experience
2021 - present Consultant radiologist, Elverdal Hospital
2016 - 2021 Resident in radiology, Elverdal Hospital

# Education and training
2009 - 2015 University of Elverdal
2006 - 2009 Elverdal Upper School

# Language skills
Mother tongue Norwegian

# Digital skills
Databases
"""
CONTENTS = """
# Table of contents

Letter of motivation
ESOR Curriculum Vitae
Letter of recommendation
Specialist certificate
Language certificate
List of publications
List of references to be contacted
ESR membership certificate
Copy of passport
"""
PAPERS = {
    "motivation_letter": LETTER,
    "esor_cv": FORM,
    "recommendation_letters": RECOMMENDATION,
    "board_certificate": BOARD,
    "language_certificate": ENGLISH,
    "publications": PUBLICATIONS,
    "references": REFEREES,
    "esr_membership": MEMBERSHIP,
    "passport": PASSPORT,
}


class Remembering(Recogniser):
    """A recogniser that looks once at each page of these tests, since most of them share most pages."""

    def __init__(self, given: CheckSpec) -> None:
        super().__init__(given)
        self._seen: dict[tuple[Page, tuple[Line, ...]], Zone] = {}

    def look(self, page: Page, rows: Sequence[Line]) -> Zone:
        """Weigh the lines of a page, or return what was weighed before."""
        key = (page, tuple(rows))
        if key not in self._seen:
            self._seen[key] = super().look(page, rows)
        return self._seen[key]


@cache
def catalogue() -> Catalogue:
    """Return the shipped catalogue."""
    return load_catalogue(shipped())


@cache
def spec() -> CheckSpec:
    """Return the spec of the shipped programme."""
    return check_spec(load(shipped()).programmes[0], catalogue(), TODAY)


@cache
def recogniser() -> Recogniser:
    """Return the recogniser of the shipped programme."""
    return Remembering(spec())


def judged(pages: Sequence[Page]) -> CompletenessReport:
    """Judge pages against the shipped programme."""
    return judge(pages, spec(), recogniser())


def whole(**other: str) -> list[Page]:
    """Return all papers, one on each page, with some of them replaced, or left out where the text is empty."""
    return file(*(text for text in {**PAPERS, **other}.values() if text))


def status(report: CompletenessReport) -> dict[str, DocumentStatus]:
    """Return the status of every document."""
    return {one.id: one.status for one in report.documents}


def codes(report: CompletenessReport, document: str = "") -> set[str]:
    """Return the codes of the findings, of one document or of all."""
    return {one.code for one in report.findings if not document or one.document == document}
