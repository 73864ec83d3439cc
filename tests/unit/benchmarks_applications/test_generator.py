"""The invented applications of the benchmark: their truth must be true."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from benchmarks.applications.faults import missing_one
from benchmarks.applications.leaves import assemble
from benchmarks.applications.passport import Identity, td3
from benchmarks.applications.series import FAULTS, Fault, prepare
from benchmarks.applications.truth import ORDER, line


@pytest.mark.parametrize("fault", list(dict.fromkeys(FAULTS)), ids=lambda fault: fault.__name__)
def test_every_fault_shows_in_the_truth(fault: Fault) -> None:
    """Whatever is done to an application, the truth doesn't call it complete, ordered and without a finding."""
    dossier, pages = prepare(1, 1, "ITA", fault)
    truth = line("x", "x.pdf", dossier.truth, pages)

    assert truth["verdict"] == "incomplete" or truth["order"] == "wrong" or "verdict_accept" in truth


def test_a_correct_application_is_complete() -> None:
    """With no fault all nine documents are found, in order, on pages that exist."""
    dossier, pages = prepare(1, 2, "SVN", None)
    truth = line("x", "x.pdf", dossier.truth, pages)

    assert (truth["verdict"], truth["order"], truth["findings"]) == ("complete", "ok", [])
    for document in ORDER:
        entry = truth["documents"][document]
        assert entry["status"] == "found"
        assert set(entry["pages"]) <= set(range(1, truth["pages"] + 1))


def test_same_seed_same_truth() -> None:
    """A seed gives the same truth again."""
    first, second = (prepare(1, 7, "GBR", missing_one) for _ in range(2))

    assert line("x", "x.pdf", first[0].truth, first[1]) == line("x", "x.pdf", second[0].truth, second[1])


def test_all_pages_get_into_the_file() -> None:
    """The file has as many pages as the truth says."""
    dossier, pages = prepare(1, 8, "GBR", None)
    pdf = assemble([replace(leaf, look=None) for leaf in pages], dossier.rng)

    assert len(PdfReader(io.BytesIO(pdf)).pages) == line("x", "x.pdf", dossier.truth, pages)["pages"]


def test_check_digits() -> None:
    """The machine-readable zone is the one that ICAO prints for its specimen."""
    who = Identity(
        "UTO", "L898902C3", "Eriksson", "Anna Maria", date(1974, 8, 12), True, date(2012, 4, 15), "ZE184226B"
    )

    assert td3(who) == (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    )
