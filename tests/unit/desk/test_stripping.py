"""What concerns one person is taken out of a letter, and nothing that a rule needs."""

from __future__ import annotations

import time

import pytest

from esor_bot.desk.stripping import strip
from esor_bot.domain.statement import GAP

KNOWN = ("Cleo Meier", "Anna Rossi")

LETTERS = [
    ("Dear Dr Rossi, may I send the file later?", "May I send the file later?"),
    ("Dear Sir or Madam,\nmay I send the file later?", "May I send the file later?"),
    ("hi anna, can i bring my dog", "Can i bring my dog"),
    ("Hi can I send it in two files, or one?", "Can I send it in two files, or one?"),
    ("Hey, does the certificate need an apostille", "Does the certificate need an apostille"),
    ("Hi there! Is TOEFL 95 enough?", "Is TOEFL 95 enough?"),
    (
        "Hello,\n\nmy name is Anna Rossi and I am a radiologist. Is IELTS 6.5 enough?\n\nBest,\nAnna",
        "I am a radiologist. Is IELTS 6.5 enough?",
    ),
    (
        "Good morning, is 15.02.2023 the last day? Thanks in advance, Piotr Kowalski",
        "Is 15.02.2023 the last day?",
    ),
    ("Can I apply in 2024?\nThanks\nDr. Eva Król, MD\nDept. of Radiology\n+48 22 123 45 67", "Can I apply in 2024?"),
    ("Can I send it via WeTransfer? BR Tom", "Can I send it via WeTransfer?"),
    ("is the limit 10 MB? cheers, tom", "Is the limit 10 MB?"),
    ("Is the limit 10 MB?\n\nKind regards\nTom Baker", "Is the limit 10 MB?"),
    ("When do you answer? Thank you very much", "When do you answer?"),
    ("When do you answer?\n- Tom", "When do you answer?"),
    ("Which form is it?\nSent from my iPhone", "Which form is it?"),
    (
        "Hello Ms Weber. Yes, you may send it until 20 February. Kind regards, Cleo",
        "Yes, you may send it until 20 February.",
    ),
    (
        "Yes. IELTS 6.5 or TOEFL 90 count, not older than 2 years. Best regards\nCleo Meier\nESOR Office",
        "Yes. IELTS 6.5 or TOEFL 90 count, not older than 2 years.",
    ),
    ("Dear Anna, up to 10 MB per e-mail. Best, Cleo", "Up to 10 MB per e-mail."),
    (
        "Sehr geehrte Frau Dr. Huber, darf ich zwei Dateien schicken? Mit freundlichen Grüßen, Max Muster",
        "Darf ich zwei Dateien schicken?",
    ),
    ("Guten Tag, wie groß darf die Datei sein? LG Eva", "Wie groß darf die Datei sein?"),
    ("Hallo zusammen, zählt das Goethe-Zertifikat C1?\nViele Grüße\nEva", "Zählt das Goethe-Zertifikat C1?"),
    (
        "Bonjour, je m'appelle Claire Dupont. Puis-je envoyer deux fichiers ? Cordialement, Claire",
        "Puis-je envoyer deux fichiers?",
    ),
    ("Bonjour Madame, le DALF C1 suffit-il ? Merci d'avance", "Le DALF C1 suffit-il?"),
    ("Hola, me llamo Juan Pérez. ¿Puedo enviar el PDF mañana? Un saludo, Juan", "¿Puedo enviar el PDF mañana?"),
    ("Buenos días, ¿cuánto es la beca, 23.000 €? Gracias", "¿cuánto es la beca, 23.000 €?"),
    (
        "Gentile Dott.ssa Bianchi, mi chiamo Luca Verdi, posso mandare il TOEFL? Grazie mille, Luca",
        "Posso mandare il TOEFL?",
    ),
    ("Buongiorno, quando esce il risultato?\nCordiali saluti\nLuca Verdi", "Quando esce il risultato?"),
    ("<@U024BE7LH> does TOEFL 95 count?", "Does TOEFL 95 count?"),
    ("<@!81234567890> is the file limit 10 MB?", "Is the file limit 10 MB?"),
    ("Hello I'm Anna Rossi. When do you answer?", "When do you answer?"),
]
"""Letters of which nothing is lost but what stands around the matter."""

GAPS = [
    ("please call me: +43 664 1234567", "+43 664 1234567"),
    ("my number is 0664 1234567, is that needed", "0664 1234567"),
    ("tel. 533 40 64 ok?", "tel. 533 40 64"),
    ("my email is anna.rossi@gmail.com, can you confirm?", "anna.rossi@gmail.com"),
    ("write to anna (at) gmail.com please", "anna (at) gmail.com"),
    ("my passport no. is C01X00T47, is this ok", "C01X00T47"),
    ("ESR member 123456, fee paid for 2023, ok?", "123456"),
    ("invoice 2023-00417 paid, is it proof?", "2023-00417"),
    ("I was born on 12 March 1990, is there an age limit?", "12 March 1990"),
    ("geb. 03.04.1991, zählt das?", "03.04.1991"),
    ("née le 3 avril 1991, suis-je trop âgée ?", "3 avril 1991"),
    ("see https://drive.google.com/file/d/1AbCdEfGhIjKlMn/view?usp=sharing for the cv", "drive.google.com"),
    ("https://portal.example.org/reset?token=abc123 does not work", "token=abc123"),
    ("I asked <@U024BE7LH> already", "U024BE7LH"),
    ("IBAN AT61 1904 3002 3457 3201, is that right", "3457"),
    ("my orcid is 0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("Prof. Taourel told me to ask: may I come in May?", "Taourel"),
    ("Yes, Anna, you may.", "Anna"),
    ("ask cleo meier for it", "cleo meier"),
]
"""What stands in the middle of something, with a piece of it that must be gone."""

KEPT = [
    "The deadline is 15 February 2023, the 15.02.2023, 2023-02-15 or 15/02/2023.",
    "The grant is €23,000, that is 23000 EUR or 23.000 € for the 12 months of 2023/24.",
    "IELTS 6.5, TOEFL iBT 100, Cambridge C1 and TOEIC 945 count from 2021-2023 on.",
    "Write to office@myesr.org; the page is https://www.myesr.org/fellowships.",
    "I am Board Certified since 2021 and a Full Member of ESR, is this enough?",
    "Five publications (IF 4.5), 3 letters, 1 PDF of 10 MB with 300 dpi, 34090 Montpellier.",
    "Does 20230215 mean the 15th, and is May or March the start?",
    "The fee of 1000000 EUR is a joke, 100000 € too.",
    "Thank you for your answer. One more question: is C1 enough?",
    "What is the best way to send it?",
    "Best before 1 March, at 9:00 CET, for the first 3 years.",
    "Grant and Will are words, May is a month, and Mark is a coin.",
]


@pytest.mark.parametrize(("letter", "rest"), LETTERS)
def test_what_stands_around_the_matter_goes(letter: str, rest: str) -> None:
    """Greetings, names, thanks and signatures go without a trace, and the matter stays word for word."""
    assert strip(letter, KNOWN).text == rest


@pytest.mark.parametrize(("letter", "piece"), GAPS)
def test_what_points_to_one_person_leaves_a_gap(letter: str, piece: str) -> None:
    """Numbers, addresses, birthdays and names inside a sentence go, are told, and leave a gap to be looked at."""
    stripped = strip(letter, KNOWN)

    assert piece not in stripped.text
    assert stripped.gaps
    assert GAP in stripped.text
    assert any(piece in taken for taken in stripped.taken)


@pytest.mark.parametrize("text", KEPT)
def test_what_a_rule_needs_stays(text: str) -> None:
    """Dates, amounts, years, exams, public addresses and words that look like names are not touched."""
    assert strip(text, (*KNOWN, "Mark Grant", "May Will")).text == text
    assert strip(text, KNOWN).taken == ()


def test_it_is_told_what_was_taken() -> None:
    """What was taken out is told as it stood there; what every letter has is not."""
    letter = "Dear Dr Rossi, my name is Eva Król. Is C1 enough? Best regards, Eva"

    assert strip(letter).taken == ("Dear Dr Rossi", "my name is Eva Król", "Best regards, Eva")
    assert strip("Hello, is C1 enough? Thanks").taken == ()


@pytest.mark.parametrize("piece", ["Best, ", "Dr ", "+4 ", "a@", "A1", "Anna Rossi ", "\n", "my name is ", "thanks, "])
def test_no_letter_takes_long(piece: str) -> None:
    """The longest text that fits, of whatever it is made, is read in a moment."""
    began = time.perf_counter()
    strip((piece * 4000)[:4000], KNOWN)

    assert time.perf_counter() - began < 5
