"""Banners and stamps of release, and the dates behind them."""

from __future__ import annotations

import cablefix

HEAD = "PAGE 0{n} OF 04 LISBON 04418 221412Z\nFM AMEMBASSY LISBON\nTO SECSTATE WASHDC\n"
BANNER = "Margaret P. Grafeld Declassified/Released US Department of State EO Systematic Review"


def cable(*feet: str) -> str:
    return "\f".join(
        HEAD.format(n=n) + "THE FERRY SAILS AT NOON ON MONDAY AND RETURNS AT NIGHT.\n" + foot + "\n"
        for n, foot in enumerate(feet, 1)
    )


def test_a_banner_in_ruins_is_written_as_printed() -> None:
    ruin = "Mcrgoret ? Grofold Dccloss fiedFeleosed U5 Deporlment of Stcte EC Syslematlc Reviow"
    text = cable(f"{ruin} 09 APR 2011")
    result = cablefix.clean(text)
    assert f"{BANNER} 09 APR 2011" in result.text
    (c,) = (c for c in result.corrections if c.rule == "footer-phrase")
    assert BANNER in c.why
    assert result.revert() == text


def test_three_pages_outvote_a_date() -> None:
    right = f"{BANNER} 09 APR 2011"
    result = cablefix.clean(cable(right, right, right, f"{BANNER} 09 AFR 2O11"))
    assert result.text.count("09 APR 2011") == 4


def test_two_pages_do_not() -> None:
    right, other = f"{BANNER} 09 APR 2011", f"{BANNER} 08 APR 2010"
    assert "08 APR 2010" in cablefix.clean(cable(right, right, other)).text
