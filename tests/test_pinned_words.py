"""No word that claims something changes unseen: each is as it was pinned.

`python tests/test_pinned_words.py` pins them anew and prints what changed: read each
line against the data before you keep it. `make refresh` leaves the list as it is.
"""

import pytest
from pinned import PINNED, carrying, differences, pinned, rows, strings, written

RENEW = "read each against the data; if it is meant, python tests/test_pinned_words.py"


def test_the_words_that_claim_are_as_they_were_pinned():
    if found := differences(rows(), pinned()):
        said = f"{len(found)} differences from tests/pinned_words.csv: {RENEW}"
        pytest.fail("\n".join([said, *found]), pytrace=False)


@pytest.mark.parametrize(
    "text, other",
    [
        ("It grew by 13.4 percent.", "It grew by 13.5 percent."),
        ("It rose in 2023.", "It rose in 2022."),
        ("It rose in 2023.", "It fell in 2023."),
        ("More than half was new.", "Less than half was new."),
        ("More than half was new.", "More than a third was new."),
        ("A six-fold rise", "A five-fold rise"),
        ("Exports doubled.", "Exports tripled."),
        ("It was twice as large.", "It was thrice as large."),
        ("Zones of Bắc Giang", "Zones of Bắc Ninh"),
        ("Wintek came first.", "Foxconn came first."),
        ("The north grew first.", "The south grew first."),
        ("On 1 July it ended.", "On 1 June it ended."),
        ("It never fell.", "It fell."),
        ("Nine in ten agree.", "Eight in ten agree."),
        ("Prices rose before wages.", "Prices rose after wages."),
        ("| exports | 2017, 2020 |", "| exports | 2017, 2021 |"),
    ],
)
def test_a_change_of_what_is_claimed_is_named(text, other):
    found = differences(rows([("a.md", other)]), rows([("a.md", text)]))
    assert len([line for line in found if "a.md" in line]) == 2


@pytest.mark.parametrize(
    "text, other",
    [
        ("The growth of 2023 was high.", "That growth of 2023 was high."),
        ("It rose to 13 percent, they say", "It rose to 13 percent; they say"),
    ],
)
def test_a_change_of_other_words_is_none(text, other):
    assert carrying(text) == carrying(other)


def test_pieces_may_move():
    one, other = rows([("a.md", "It rose in 2023."), ("a.md", "It fell in 2020.")])
    assert differences([one, other], [other, one]) == []


def test_strings_of_code_are_read_whole():
    code = 'bg.tell(f"It grew {x} times since " "2010", x)\nbg.facts("grdp")'
    assert strings(code) == ["It grew {} times since 2010"]
    assert strings('bg.show(ax, ylabel="percent", height="tall")') == ["percent"]


if __name__ == "__main__":
    found = rows()
    before = pinned() if PINNED.exists() else []
    print("\n".join(differences(found, before) or ["nothing changed"]))
    PINNED.write_text(written(found), encoding="utf-8", newline="")
