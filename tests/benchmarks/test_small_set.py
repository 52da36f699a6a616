"""The committed set: whole, ours, and the same to the byte when rendered again."""

import json

import pytest

from benchmarks.sets import SETS, SMALL, read_set
from benchmarks.small.render import SEED
from benchmarks.small.render import SETS as RENDERED
from training.synthesis.compose import compose
from training.synthesis.corpus import own_texts
from training.synthesis.engines import check_engine
from training.synthesis.fonts import MissingToolError, check_fonts
from training.synthesis.golden import gold_of
from training.synthesis.levels import LEVELS, machine_of, plan_of
from training.synthesis.lists import read_lists
from training.synthesis.read import read_page
from training.synthesis.run import KINDS, jobs_of

SIZE = 600_000


def test_the_set_is_whole_and_small():
    (data,) = (one for one in SETS if one.name == "small")
    documents = list(read_set(data, SMALL, None))
    assert {d.part for d in documents} == {"L1", "L2", "L3", "L4", "memo1", "memo3"}
    assert all(d.gold and d.gaps is not None for d in documents)
    assert sum(path.stat().st_size for path in SMALL.glob("*.jsonl")) < SIZE


def composed(name):
    """The documents of one level, composed anew."""
    texts = list(own_texts(SMALL / "texts" / "telegrams"))
    jobs = jobs_of(KINDS[name], "texts", texts, SMALL / "lists", dict(RENDERED)[name], SEED)
    lists = read_lists(SMALL / "lists")
    return [compose(j.task.id, lists, list(j.task.sources), j.task.other, SEED) for j in jobs]


@pytest.mark.parametrize("name", ["L1", "L4"])
def test_the_truth_is_composed_the_same_again(name):
    lines = (SMALL / f"{name}.jsonl").read_text("utf-8").splitlines()
    committed = [json.loads(line)["gold"] for line in lines]
    assert [gold_of(document.pages).text for document in composed(name)] == committed


def test_a_page_is_read_the_same_again():
    """One page of a poor copy, printed, worn and read twice; a whole set takes minutes."""
    try:
        check_fonts()
        check_engine("tesseract")
    except MissingToolError as missing:
        pytest.skip(str(missing))
    document, lists = composed("L3")[0], read_lists(SMALL / "lists")
    own = (SEED, document.id, "L3")
    page = min(document.pages, key=lambda p: (len(p.body) < 5, len(p.body)))
    machine, plan = machine_of(LEVELS["L3"], own, 70), plan_of(LEVELS["L3"], own)
    first, second = (
        read_page(page, machine, plan, 0.5, 1, lists, "tesseract", plan.psm) for _ in range(2)
    )
    assert first.strip()
    assert first.encode() == second.encode()
