"""Do nothing: the text as the OCR read it."""

from .peer import Peer

PEER = Peer("do nothing", "the OCR text as it is", list, lambda: "1")
