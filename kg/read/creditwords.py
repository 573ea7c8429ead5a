"""The words of bylines and credits, under their names in code.

In: a rule set.  Out: `CreditWords`: who writes or takes pictures, what a credit says was done, and what is no name though it stands where one may.
"""
from __future__ import annotations

from kg.namelike import reading
from kg.rules.asked import Lists, endings, in_order, shape, word_set
from kg.tokens import frequency

_LONGEST_NAME = 6  # characters without a dot (乌云其木格)


class CreditWords(Lists):
    """Words round the names of those who wrote and those who took the pictures."""

    surnames = word_set("surnames")
    roles = in_order("writer-roles")
    role_ends = in_order("lines.yaml#role-end")
    edited = shape("(?:@lines.yaml#no-writer-role)[：／]?\u3000?(?:[一-鿿]{2,3}(?:(?=[　、）】])|$)|[一-鿿]\u3000[一-鿿])(?:[　、](?:[一-鿿]{2,3}|[一-鿿]\u3000[一-鿿])(?=[　、）】]|$))*")
    role_within = shape("(?:@lines.yaml#before-role)*(?:@lines.yaml#plain-role)(?=[一-鿿])")
    name_and_role = shape("([一-鿿]{2,3})((?:@lines.yaml#before-role)*(?:@lines.yaml#plain-role))")
    houses = word_set("press-houses")
    reports = endings("lines.yaml#report")
    labels = endings("lines.yaml#label")
    no_names = word_set("lines.yaml#no-name")
    stands_for = in_order("lines.yaml#stands-for")
    speech = in_order("lines.yaml#speech")
    task_first = shape("[□■◎●▲（]?\u3000?(?:@lines.yaml#task)(?:\u3000|：|／|@writer-roles)")  # ■ 摄影 记者 李勇
    rest_of_name = shape("[一-鿿]{1,2}(?:\u3000?(?:@lines.yaml#report))?")  # behind a line of writers that is full
    names_begun = shape("(?:[。！？”]|(?:@lines.yaml#sent-word)[】］]?) ?[（(](?:(?:[一-鿿]{2,12}|[一-鿿] [一-鿿])[ 、])*(?:(?!@lines.yaml#begins-role)[一-鿿]{2,3}|[一-鿿] [一-鿿])$")
    took = endings("lines.yaml#took")
    took_and_told = endings("lines.yaml#took-and-told")
    took_it = word_set("lines.yaml#took-it")
    sent = endings("lines.yaml#sent")
    wrote = shape("@lines.yaml#wrote|\u3000(?:@lines.yaml#wrote-alone)(?:\u3000|$)")
    sent_from = endings("lines.yaml#sent-from")
    paper = shape("(?:＃+\u3000)?[一-鿿]{2,8}(?:@lines.yaml#paper-end)")
    of_picture = shape("@lines.yaml#of-picture")

    def is_name(self, word: str) -> bool:
        """True where a word of two or three characters (compound surnames: up to five) begins with a surname, or a longer one reads as a whole name (努尔别克)."""
        if not 2 <= len(word) <= _LONGEST_NAME and "・" not in word:
            return False
        if "・" in word or not self.surnames:
            return True
        if len(word) <= 3 and word[0] in self.surnames or len(word) <= 5 and word[:2] in self.surnames:
            return True
        return len(word) > 3 and _reads_as_name(word)

    def are_names(self, words: list[str]) -> bool:
        """True where all words are names; one in three or more may have a rare surname, if the dictionary does not have it as a word."""
        odd = [word for word in words if not self.is_name(word)]
        return bool(words) and (not odd or len(odd) == 1 and len(words) > 2 and 2 <= len(odd[0]) <= 3 and not frequency(odd[0]))


def _reads_as_name(word: str) -> bool:
    """True where a whole word reads rather as a name than as ordinary words."""
    whole = reading("", word)
    return whole.length == len(word) and whole.margin > 0
