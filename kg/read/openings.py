"""The words by which reports, pictures and letters begin, under their names in code.

In: a rule set.  Out: `OpeningWords`: shapes of datelines, of headlines in brackets, of leads, of letters to the editor and of what speaks of a picture.
"""
from __future__ import annotations

from kg.rules.asked import Lists, shape, signs

_SIGNS = "[■□▲△●◆◇○◎▪]"
_NO_HEADLINE = "【(?![^】]*(?:@lines.yaml#no-headline-in-brackets|(?:@lines.yaml#sent-word)】))"


class OpeningWords(Lists):
    """What a line begins with that opens a text, or a paragraph that shows one."""

    dateline = shape(_SIGNS + "*\u3000?[（【]?(?:据)?[一-鿿]{1,8}(?:@lines.yaml#press-sign|@lines.yaml#dateline-word)|" + _SIGNS + "\u3000?(?:@lines.yaml#writer-above-text)|[（【〈]?(?:@lines.yaml#taken-up)第?[０-９一二三四Ａ]")
    head_of_report = shape("[■□▲●◆○◎]\u3000?[一-鿿]{2,4}|[（【]?[一-鿿]{1,10}(?:@lines.yaml#press-sign|@lines.yaml#told)[^。]{0,30}(?:@lines.yaml#sent-word|@lines.yaml#who-sent)|(?:@lines.yaml#own-paper)?(?:@lines.yaml#writer-above-text)\u3000")
    dateline_alone = shape("(?:日|@lines.yaml#own-house)\u3000?(?:@lines.yaml#sent-how)?(?:@lines.yaml#message)$")  # on its line, the bracket of its writers on the next
    bracketed = shape(_NO_HEADLINE + "[^【】（），。；：]{5,20}】(?=[^【】]{12})")  # 【老街通了公交】昨日，……: the headline of a short report
    bracketed_in_column = shape(_NO_HEADLINE + "[^】【），。；]{5,20}】")
    opens_bracket = shape("【(?!.*(?:@lines.yaml#no-headline-begun))[^】【，。；]{5,24}")
    closes_bracket = shape("(?!.{0,12}(?:@lines.yaml#sent-word)】)[^】【，。；]{1,12}】")
    lead = shape("\u3000(?:[０-９]{1,2}月|@lines.yaml#lately|@lines.yaml#lead-word)")  # behind a headline on one line with its report
    own_day = shape("(?:[０-９]{1,4}年)?(?:[０-９]{1,2}月)?[０-９]{1,2}日|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日|@lines.yaml#lately|@lines.yaml#own-report")
    to_the_editor = shape("(?:(?:@lines.yaml#greeting)?(?:@lines.yaml#addressed)(?:@lines.yaml#form-of-address)们?|@lines.yaml#editors)：")
    question = shape("(?:@lines.yaml#asks)：")
    of_picture = shape("@lines.yaml#speaks-of-picture")
    leads_to_day = signs("lines.yaml#leads-to-day")
