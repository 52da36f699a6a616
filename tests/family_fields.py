"""Compares the fields of a document with those that a case or a page of the docs states."""

import re


def norm(value):
    """Letters and figures alone, without leading noughts."""
    return re.sub(r"[\W_]+", "", re.sub(r"(?<!\d)0+(?=\d)", "", str(value))).casefold()


def value_of(result, name):
    """A field of the principal cable as a string, or as a list of strings."""
    if name == "cables":
        return [c.mrn for c in result.cables]
    if name.startswith("release."):
        release = result.cable.release
        return getattr(release, name.removeprefix("release.")) if release else None
    found = getattr(result.cable, name)
    return [f.value for f in found] if isinstance(found, tuple) else getattr(found, "value", found)


def differing(result, stated):
    """The stated fields that are otherwise; an empty one must not be there."""
    return {
        name: value_of(result, name)
        for name, wanted in stated.items()
        if not _is_same(name, wanted, value_of(result, name))
    }


def _is_same(name, wanted, found):
    if wanted in ("", []):
        return not found
    if isinstance(wanted, list):
        return sorted(map(norm, wanted)) == sorted(map(norm, found))
    return str(found).startswith(wanted) if name == "date" else norm(found) == norm(wanted)
