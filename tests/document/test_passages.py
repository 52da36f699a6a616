"""What is not English is left alone, word by word: languages, cipher, figures, garble."""

import random

import pytest

import cablefix
from cablefix.document.reading import read
from cablefix.language.language_id import to_capitals

PASSAGES = {
    "Spanish": (
        "El ministro dijo ayer que el gobierno no aceptará la propuesta de los vecinos, "
        "porque los pescadores del norte ya han perdido dos barcos y nadie les ha pagado "
        "nada."
    ),
    "French": (
        "Le ministre a déclaré hier que le gouvernement n'acceptera pas la proposition des "
        "voisins, parce que les pêcheurs du nord ont déjà perdu deux bateaux et que rien "
        "n'est payé."
    ),
    "German": (
        "Der Minister sagte gestern, dass die Regierung den Vorschlag der Nachbarn nicht "
        "annehmen werde, weil die Fischer im Norden schon zwei Boote für immer verloren "
        "haben."
    ),
    "Portuguese": (
        "O ministro disse ontem que o governo não vai aceitar a proposta dos vizinhos, "
        "porque os pescadores do norte já perderam dois barcos e ninguém lhes pagou nada "
        "até agora."
    ),
    "Italian": (
        "Il ministro ha detto ieri che il governo non accetterà la proposta dei vicini, "
        "perché i pescatori del nord hanno già perduto due barche e nessuno ha pagato nulla "
        "finora."
    ),
    "Russian": (
        "Ministr skazal vchera, chto pravitelstvo ne primet predlozheniye sosedey, potomu "
        "chto rybaki na severe uzhe poteryali dva sudna i nikto im za eto nichego ne "
        "zaplatil."
    ),
    "Vietnamese": (
        "Hôm qua ông bộ trưởng nói rằng chính phủ không chấp nhận đề nghị của nước láng "
        "giềng vì những người đánh cá ở miền bắc đã mất hai chiếc thuyền và chưa được trả "
        "tiền."
    ),
    "Chinese": (
        "Buzhang zuotian shuo zhengfu bu hui jieshou linguo de jianyi yinwei beifang de "
        "yumin yijing shiqu le liang sou chuan erqie hai meiyou ren gei tamen qian women ye "
        "bu zhidao."
    ),
    "Dutch": (
        "De minister heeft gisteren gezegd dat de regering het voorstel van de buren niet "
        "zal aannemen, omdat de vissers in het noorden al twee boten hebben verloren."
    ),
    "Polish": (
        "Minister powiedział wczoraj, że rząd nie przyjmie propozycji sąsiadów, ponieważ "
        "rybacy na północy stracili już dwie łodzie i nikt im za to nie zapłacił."
    ),
    "Indonesian": (
        "Menteri mengatakan kemarin bahwa pemerintah tidak akan menerima usul dari negara "
        "tetangga karena para nelayan di utara sudah kehilangan dua perahu."
    ),
    "Turkish": (
        "Bakan dün hükümetin komşuların önerisini kabul etmeyeceğini söyledi, çünkü "
        "kuzeydeki balıkçılar zaten iki tekne kaybetti ve kimse onlara bir şey ödemedi."
    ),
    "Swahili": (
        "Waziri alisema jana kwamba serikali haitakubali pendekezo la majirani kwa sababu "
        "wavuvi wa kaskazini wamepoteza mashua mbili na hakuna mtu aliyewalipa."
    ),
}
"""Our own sentences, on one invented quarrel over herring."""

ENGLISH = (
    "THE AMBASSADOR MET WITH THE MINISTER OF HARBORS ON FRIDAY TO DISCUSS\n"
    "THE QUARREL OVER THE HERRING. {}\n"
    "THE EMBASSY BELIEVES THAT THE GOVERNMENT WILL NOT CHANGE ITS MIND\n"
    "BEFORE THE ELECTIONS ARE OVER.\n"
)
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def in_lines(text, words=9):
    tokens = text.split()
    return "\n".join(" ".join(tokens[i : i + words]) for i in range(0, len(tokens), words)) + "\n"


def groups(signs, least, most, count=60, seed=3):
    dice = random.Random(seed)
    made = ("".join(dice.choices(signs, k=dice.randint(least, most))) for _ in range(count))
    return in_lines(" ".join(made), 8)


def kinds(text):
    return [p.name or p.kind for p in read(text).passages]


def covered(text, piece):
    """The share of the tokens of a piece of the text that lie in passages."""
    reading = read(text)
    start = text.index(piece)
    tokens = [
        t for r in reading.lines for t in r.line.tokens() if start <= t.start < start + len(piece)
    ]
    return sum(reading.is_apart(t.start, t.end) for t in tokens) / len(tokens)


@pytest.mark.parametrize("language", PASSAGES)
@pytest.mark.parametrize("written", ["as it is", "in capitals"])
def test_a_whole_text(language, written):
    text = in_lines(PASSAGES[language])
    text = to_capitals(text) if written == "in capitals" else text
    assert kinds(text) == [language]
    assert covered(text, text.strip()) == 1
    assert cablefix.clean(text).corrections == ()


@pytest.mark.parametrize("language", PASSAGES)
def test_a_quoted_sentence(language):
    quoted = to_capitals(" ".join(PASSAGES[language].split()[:11]))
    text = ENGLISH.format(f"HE SAID: QUOTE {quoted} UNQUOTE.")
    assert kinds(text) == [language]
    assert covered(text, quoted) >= 0.8
    reading = read(text)
    assert not reading.is_apart(0, text.index("HE SAID"))
    assert cablefix.clean(text).corrections == ()


def test_slips_in_another_language_stay():
    text = in_lines(to_capitals(PASSAGES["Spanish"]).replace("PROPUESTA", "PR0PUFSTA"))
    assert cablefix.clean(text).corrections == ()


def test_english_around_a_quotation_is_still_mended():
    quoted = to_capitals(" ".join(PASSAGES["French"].split()[:12]))
    text = ENGLISH.format(f"HE SAID: {quoted}").replace("GOVERNMENT", "GOVERNMFNT")
    assert [c.replacement for c in cablefix.clean(text).corrections] == ["GOVERNMENT"]


@pytest.mark.parametrize("size", [4, 5])
@pytest.mark.parametrize("signs", [CAPITALS, "0123456789"])
def test_groups_of_a_cipher(signs, size):
    text = ENGLISH.format("\n\n" + groups(signs, size, size) + "\n")
    assert set(kinds(text)) <= {"cipher", "figures"}
    result = cablefix.clean(text)
    assert result.corrections == ()
    assert not [g for g in result.gaps if g.kind == "illegible"]


def test_a_table_of_figures():
    text = ENGLISH.format("\n\n" + "1,250  3.5  1,310  3.6  1,402  3.8\n" * 4 + "\n")
    assert kinds(text) == ["figures"]
    assert cablefix.clean(text).corrections == ()


def test_garble_is_a_gap():
    garble = groups(CAPITALS + "-?:$3!&8", 1, 11)
    text = ENGLISH.format("\n\n" + garble + "\n")
    assert kinds(text) == ["garble"]
    result = cablefix.clean(text)
    assert result.corrections == ()
    (gap,) = [g for g in result.gaps if g.kind == "illegible"]
    assert covered(text, garble.strip()) == 1
    assert gap.start <= text.index(garble) + 1
    assert "nothing is readable over 8 lines" in gap.why


def test_a_text_of_garble_is_a_gap_as_a_whole():
    text = groups(CAPITALS, 2, 10)
    (gap,) = cablefix.clean(text).gaps
    assert (gap.kind, gap.start, gap.end) == ("illegible", 0, len(text) - 1)


def test_a_blot_is_no_gap():
    text = ENGLISH.format("\n\nXQ ZVRK PLQ\nWXT\n\n")
    assert kinds(text) == []
    assert not [g for g in cablefix.clean(text).gaps if g.kind == "illegible"]


def test_another_script():
    assert kinds("Министр сказал вчера, что правительство не примет предложение.\n") == ["script"]


NAMES = """PARTICIPANTS: VICE FOREIGN MINISTER LIU HUAQIU, QIAN QICHEN, LI DAOYU, MA ZHENGANG,
ZHU RONGJI AND THE CHIEF OF PROTOCOL MET IN BEIJING AT ZHONGNANHAI. FROM SHANGHAI
CAME WEI JINGSHENG AND FANG LIZHI; GUANGDONG AND FUJIAN SENT NOBODY.
"""
OFFICES = (
    "CIA, DIA, NSC, OMB, STR, EXIM, USIA, JCS, EUR, ARA, INR, POLCOUNS, ECONCOUNS, USLO, GOPRC\n"
)


@pytest.mark.parametrize(
    "text",
    [
        NAMES,
        ENGLISH.format("PRESENT WERE OSTROWSKI, VANDERBEEK, ESTENSSORO, MBEKE AND QUITTERA."),
        OFFICES * 3,
        "C O R R E C T E D  C O P Y\nTHE MINISTER SAID THAT THE FERRY WOULD SAIL EVERY FRIDAY.\n",
        ENGLISH.format("THE NOTE VERBALE SPOKE OF A MODUS VIVENDI AND OF FORCE MAJEURE."),
        "THC MIN1STER 0F HARB0RS SA1D TBAT THE FERRV W0ULD SA1L EVERV FR1DAY FR0M\n"
        "THE 0LD QUAV, AND TBAT HE W0ULD N0T BE ABLF T0 C0ME BEF0RE TBE W1NTER.\n",
        "SM-ITAL-VALDORO 04418\n1. 2. 3.\n",
    ],
    ids=["Chinese names", "names", "offices", "spaced out", "Latin terms", "damaged", "short"],
)  # fmt: skip
def test_english_is_not_taken_for_anything_else(text):
    assert kinds(text) == []


def test_an_empty_text_and_marks_alone():
    assert kinds("") == []
    assert kinds("-- : .\n* * *\n") == []
