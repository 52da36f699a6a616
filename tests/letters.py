"""The letters, marks, numbers and signs of all Unicode, and lines of cables to put them into."""

import unicodedata
from functools import cache

HOLE = "¤"
"""Where a letter is put; only one of a line is filled at a time."""

FIRST, LAST = 0x80, 0x10FFFF
"""All of Unicode but for ASCII, of which cables are made anyway."""

KNOWN = "ªºǅßıİĸŉﬁſKʰˣ\u0301\u0489٣३²①⑷½Ⅳⅳⓐ🅐𝟘ŸΣςΐẞ"
"""Letters that broke programs before: without a capital, with two, with another's, marks, numbers
that are no figures, figures of other scripts."""


@cache
def every(category: str) -> list[str]:
    """All code points of a general category, such as `L` for letters."""
    return [c for c in map(chr, range(FIRST, LAST + 1)) if unicodedata.category(c)[0] == category]


@cache
def by_behaviour() -> list[str]:
    """Letters, marks, numbers and signs: the known ones, and one of each other behaviour.

    A program that asks str methods and NFKD for what a letter is does the same with all that
    behave alike.
    """
    found = {_behaviour(char): char for category in "LMNS" for char in every(category)}
    known = {_behaviour(char) for char in KNOWN}
    return [*KNOWN, *(char for behaviour, char in found.items() if behaviour not in known)]


def _behaviour(char: str) -> tuple[object, ...]:
    upper, plain = char.upper(), unicodedata.normalize("NFKD", char)
    return (
        char.isalpha(), char.isdecimal(), char.isdigit(), char.isnumeric(), char.islower(),
        char.isupper(), len(upper), upper == char, upper.isascii(), upper.lower() == char,
        plain == char, plain[0].isascii() and plain[0].isalnum(),
    )  # fmt: skip


PROSE = """
THE MINISTER SAID THAT THE TREATY WAS IN THE INTEREST OF BOTH COUNTRIES, AND THAT THE PARLIAMENT
WOULD PASS IT BY A LARGE MAJORITY. THE AMBASSADOR WELCOMED THIS AND ASKED WHETHER THE DATE COULD BE
MADE PUBLIC. HE NOTED THAT THE EMBASSY HAD RECEIVED SEVERAL COMPLAINTS FROM AMERICAN COMPANIES."""
"""Makes the print a light one on the whole: in poor print the same lines take twice as long."""

CABLE = (
    """\
PAGE 0¤ OF 0¤ BEIJIN 1379¤ 0¤ OF 03 13055¤Z C17/11 02521¤ NOD38¤
P¤GE 02 OF ¤4 BEI¤IN ¤3790 01 OF ¤3 ¤30559Z ¤17/11 025214 NO¤388
¤CTION NO¤S-¤0
INFO LOG-¤0 AD¤-00 ¤DS-0¤ /¤0¤W
-----652¤7C 13055¤Z /¤8
¤ 13¤535Z ¤AY ¤1 ZFF¤
F¤ AMEMB¤SSY BEIJING¤
T¤ SECST¤TE WASH¤C IMM¤DIATE 588¤
SECT¤ON 0¤ OF ¤3 BEIJ¤NG 1379¤
NODI¤
¤
E.¤. 1235¤: D¤CL: OAD¤
TA¤S: PRE¤, ¤RM, MN¤C, ¤
SUBJ¤CT¤ U/¤ KIMM¤TT VISI¤
REF¤ BEIJ¤NG 1379¤
1¤ SUMMARY: THE MIN¤STER SA¤D THE TREATY.
¤. THE AMB¤SSADOR NOT¤D THAT ¤ IS.
1¤. (¤) HE SAI¤, "THE ¤ARLIAMENT
CLASSIFIED BY ¤MBASSADOR, REASON 1.¤(D)
[REDA¤TED] [¤¤¤¤] B¤ (b)(¤) 1.4(¤)
[¤ lines not decl¤ssified] [1-1/¤ lines]
U N C ¤ A S S I F I E D
RELEAS¤D IN P¤RT B¤
DATE/CASE ID: 1¤ JUN 200¤ 20010¤337
CAPTION REMO¤ED BY S/S (RL) ON ¤/4/9¤
DRAFTED BY: EAP/C¤:JSM¤TH 3/1¤/91
END SUMM¤RY
LILL¤Y
UNCL¤SSIFIED
PAGE ¤
NNNN¤"""
    + 4 * PROSE
)

MEMORANDUM = (
    """\
MEMORAN¤UM FOR THE PRESID¤NT
DATE: M¤y ¤, 197¤
T¤: The Secr¤tary
FR¤M: ¤R - Mr. Sm¤th
SUBJ¤CT: The tre¤ty
He pa¤d [¤ lines not declassified] for the b¤at, ¤nd left. ¤
P¤rticip¤nts: ¤
TAB ¤: The ¤aper
Att¤chment ¤
¤. The m¤nister ¤said¤ so.
RELE¤SED IN FULL Review Auth¤rity: J¤hn Date: 0¤/12/9¤"""
    + 4 * PROSE
)


def fill(template: str, letters: list[str], turn: int) -> str:
    """A letter in one place of each line, line after line and turn after turn others."""
    return "\n".join(
        _fill_line(line, letters[(turn + 7 * n) % len(letters)], turn // 2 + n)
        for n, line in enumerate(template.split("\n"))
    )


def _fill_line(line: str, letter: str, place: int) -> str:
    """The other places of the line hold what would be printed there, more or less."""
    parts = line.split(HOLE)
    filled = parts[0]
    for i, part in enumerate(parts[1:]):
        usual = "0" if (filled[-1:] or part[:1]).isdigit() else "A"
        filled += (letter if i == place % (len(parts) - 1) else usual) + part
    return filled
