"""The files that the benchmark of long files makes are read whole, and it measures them."""

import cablefix
from benchmarks.speed import page_files


def test_each_file_has_its_words(capsys):
    for name, write in page_files.WRITERS.items():
        pages = cablefix.open_pages("".join(write(2)).encode())
        assert pages.files[0].format.name == name
        assert len(pages.words) == 720
    assert page_files.main(["alto", "--pages", "1"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("| alto | 1 | 0 |")
