"""Invented cables to cut up."""

SENTENCES = (
    "THE MINISTER OF HARBORS SAID THAT THE FERRY WOULD SAIL\nEVERY FRIDAY FROM THE OLD QUAY.",
    "THE AMBASSADOR ASKED WHETHER THE TREATY COULD BE\nRATIFIED BEFORE THE WINTER RECESS.",
    "QUITTERA REPLIED THAT THE COMMITTEE HAD NOT YET MET\nAND THAT HE WOULD NOT PRESS IT.",
    "THE EMBASSY WILL REPORT ON THE VOTE AS SOON AS IT IS\nKNOWN IN THE CAPITAL.",
    "THE COAST GUARD HAS TWO BOATS, OF WHICH ONE LIES IN\nTHE YARD UNTIL SPRING.",
    "HARBOR FEES HAVE RISEN BY A TENTH, AND SHIPPERS ARE\nNOT CONTENT WITH THEM.",
    "ALL PARTIES IN THE CHAMBER AGREE THAT FOREIGN NETS DO\nHARM TO THE STOCK OF HERRING.",
    "HE INVITED THE SECRETARY TO OPEN THE NEW LIGHTHOUSE IN\nJUNE, IF HIS DUTIES ALLOW.",
)

HEAD = (
    "FM AMEMBASSY VALDORO\nTO SECSTATE WASHDC IMMEDIATE 2107\n\n"
    "C O N F I D E N T I A L VALDORO 04418\n\nE.O. 12356: DECL: OADR\n\n"
    "TAGS: PREL, EFIS, SNAR, XA\n\nSUBJECT: LUNCH WITH THE MINISTER OF HARBORS\n\n"
)


def paragraphs(*numbers: int) -> str:
    """Paragraphs with these numbers."""
    return "".join(f"{n}. {SENTENCES[(n - 1) % len(SENTENCES)]}\n\n" for n in numbers)


def cable(body: str, sign: str = "HALLORAN\n") -> str:
    """A cable of one section."""
    return f"O 221350Z OCT 90\n{HEAD}{body}{sign}"


def page(number: int, of: int, section: int = 1, sections: int = 1, cable: str = "04418") -> str:
    """The header of a page."""
    time = {"04418": f"2214{section}2Z C04/09 03187{section} NOD61{section}"}.get(
        cable, "090908Z C01/05 020640 NOD304"
    )
    return f"PAGE {number:02d} OF {of:02d} VALDOR {cable} {section:02d} OF {sections:02d} {time}\n"
