"""A telegram that was filed twice: each copy mends what cannot be print in the other, no more."""

import textwrap

import pytest

import cablefix

HEAD = """FM AMEMBASSY VALDORO
TO SECSTATE WASHDC PRIORITY 4418

C O N F I D E N T I A L SECTION 01 OF 01 VALDORO 04418

SUBJECT: LUNCH WITH THE MINISTER OF HARBORS

"""
BODY = """1. THE MINISTER GAVE THE AMBASSADOR LUNCH ON OCTOBER 21.
HE SAID THAT THE TREATY WOULD BE SIGNED BEFORE THE END OF
THE YEAR AND THAT THE COAST GUARD HAD ASKED FOR 40 BOATS.

2. QUITTERA HAD PROMISED THAT THE HARBORS WOULD BE OPEN TO
ALL SHIPS BY NOVEMBER 14, AND THAT 1,250 MEN WERE READY.

3. COMMENT: THE MINISTER IS TIRED AND WILL RESIGN SOON.
"""
TELEGRAM = HEAD + BODY
NARROW = HEAD + "\n\n".join(textwrap.fill(p, 45) for p in BODY.split("\n\n")) + "\n"


def damaged(*changes, of=TELEGRAM):
    for printed, read in changes:
        assert printed in of
        of = of.replace(printed, read, 1)
    return of


def mended(text):
    return {
        (c.original, c.replacement)
        for c in cablefix.clean(text).corrections
        if c.rule == "second-copy"
    }


ONE = (("QUITTERA", "QUlTTERA"), ("1,250", "1,2S0"))
OTHER = (("NOVEMBER 14", "NOVEMBER l4"), ("40 BOATS", "4O BOATS"))


@pytest.mark.parametrize("second", [TELEGRAM, NARROW, BODY], ids=["same", "narrow", "body alone"])
@pytest.mark.parametrize("between", ["\n\n", "\f"])
def test_each_mends_the_other(second, between):
    text = damaged(*ONE) + between + damaged(*OTHER, of=second)
    wanted = {("QUlTTERA", "QUITTERA"), ("1,2S0", "1,250"), ("l4,", "14,"), ("4O", "40")}
    assert wanted <= mended(text)
    assert mended(cablefix.clean(text).text) == set()


def test_the_first_may_be_the_sound_one():
    assert ("1,2S0", "1,250") in mended(TELEGRAM + "\n\n" + damaged(*ONE))


@pytest.mark.parametrize(
    "other",
    [
        (("OCTOBER 21", "OCTOBER 23"), ("40 BOATS", "48 BOATS")),
        (("OCTOBER 21", "OCTOBER 23"),),
        (("SIGNED", "RATIFIED"), ("TIRED", "CHEERFUL"), ("COAST GUARD", "ARMY CORPS")),
    ],
)
def test_a_like_telegram_of_another_day_mends_nothing(other):
    assert mended(damaged(*ONE) + "\n\n" + damaged(*other)) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40 BOATS", "48 BOATS"),  # both may be right
        ("QUITTERA", "QUITTEPA"),
        ("QUITTERA", "McQUITTERA"),
        ("TIRED", "TRIED"),
        ("HE SAID", "HE SAYS"),
    ],
)
def test_what_both_may_have_printed_stays(one, other):
    assert mended(TELEGRAM + "\n\n" + damaged((one, other))) == set()


def test_a_figure_that_another_letter_would_give_stays():
    # the letter looks like 0, and the other telegram has 48
    text = damaged(("40 BOATS", "4O BOATS")) + "\n\n" + damaged(("40 BOATS", "48 BOATS"))
    assert mended(text) == set()


def test_two_copies_outvote_an_unknown_word_in_the_third():
    text = "\n\n".join((damaged(("QUITTERA", "QUITTEPA")), TELEGRAM, TELEGRAM))
    assert mended(text) == {("QUITTEPA", "QUITTERA")}


def test_copies_that_differ_among_themselves_mend_nothing():
    third = damaged(("QUITTERA", "QUITTEPA"), ("1,250", "1,260"))
    assert mended("\n\n".join((damaged(*ONE), TELEGRAM, third))) == set()


def test_phrases_that_come_again_are_no_copies():
    phrase = "THE GOVERNMENT OF THE REPUBLIC HAS THE HONOR TO INFORM THE EMBASSY THAT "
    text = "".join(f"{n}. {phrase}{more}.\n\n" for n, more in enumerate(
        ("IT HAS 40 BOATS", "THE SHIPS OF QUlTTERA LEFT", "4O OF THEM CAME"), 1))  # fmt: skip
    assert mended(HEAD + text) == set()
