"""Whether a proposal is right by hand-made gold."""

import pytest

from training.fitting.gold import Row, is_right, read_rows

TEXT = "THE AGNESTV . WAS GRANTBD"
ROWS = [
    Row(4, 11, "AMNESTY", "certain"),
    Row(12, 14, "", "certain"),
    Row(18, 25, "GRANTED", "possible"),
]


@pytest.mark.parametrize(
    ("start", "end", "replacement", "right"),
    [
        (4, 11, "AMNESTY", True),
        (4, 11, "AGNES", False),
        (4, 11, "AMNESTV", None),  # nearer, not there yet
        (12, 14, "", True),
        (4, 14, "AMNESTY ", True),
        (0, 3, "TBE", False),  # no slip stands here
        (18, 25, "GRANTED", None),  # the gold does not say for sure
    ],
)
def test_a_change_is_judged_by_the_gold(start, end, replacement, right):
    assert is_right(TEXT, ROWS, start, end, replacement) is right


def test_rows_are_read_with_their_escapes(tmp_path):
    path = tmp_path / "corrections.tsv"
    path.write_text(
        "start\tend\tcorrected\tcertainty\n7\t9\tA\\nB\tprobable\n1\t2\t\tcertain\n", "utf-8"
    )
    assert read_rows(path) == [Row(1, 2, "", "certain"), Row(7, 9, "A\nB", "probable")]
