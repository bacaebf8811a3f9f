"""Two languages everywhere: a text is a pair, and the reader's language picks one."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["sv", "en"]


class Both(NamedTuple):
    """One text in Swedish and English."""

    sv: str
    en: str

    def pick(self, lang: Lang) -> str:
        """The text in the language asked for, or the other one where it is empty."""
        return (self.sv or self.en) if lang == "sv" else (self.en or self.sv)

    def fill(self, **parts: object) -> Both:
        """The pair with ``{name}`` filled in; a part may itself be a pair."""

        def one(text: str, lang: Lang) -> str:
            chosen = {
                key: value.pick(lang) if isinstance(value, Both) else value for key, value in parts.items()
            }
            return text.format(**chosen)

        return Both(one(self.sv, "sv"), one(self.en, "en"))

    def as_dict(self) -> dict[str, str]:
        """``{"sv": …, "en": …}`` for JSON."""
        return {"sv": self.sv, "en": self.en}


#: No text.
NOTHING = Both("", "")


def capital(text: Both) -> Both:
    """The pair with a capital first letter, as a sentence begins."""
    return Both(text.sv[:1].upper() + text.sv[1:], text.en[:1].upper() + text.en[1:])


def sentences(*texts: Both) -> Both:
    """Sentences after one another; empty ones are left out."""
    return Both(" ".join(t.sv for t in texts if t.sv), " ".join(t.en for t in texts if t.en))


def join(texts: list[Both], last: Both | None = None) -> Both:
    """``a, b och c`` in both languages."""
    word = last or Both("och", "and")

    def one(lang: Lang) -> str:
        parts = [text.pick(lang) for text in texts]
        if len(parts) < 2:
            return "".join(parts)
        return ", ".join(parts[:-1]) + f" {word.pick(lang)} " + parts[-1]

    return Both(one("sv"), one("en"))


_SWEDISH = {char: index for index, char in enumerate("abcdefghijklmnopqrstuvwxyzåäö")}


def swedish_key(text: str) -> tuple[tuple[int, str], ...]:
    """Sort key with å, ä, ö last, as Swedish readers expect; digits before letters."""
    folded = text.casefold().replace("é", "e").replace("ü", "y")
    return tuple((_SWEDISH.get(char, -1), char) for char in folded)
