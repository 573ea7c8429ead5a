"""Strings that break programs, by class: written for this project, none taken from a list.

In: nothing.  Out: `STRINGS`, more than five hundred, each once; `records(strings)`, a graph that carries them as names, titles, metrics and sentences.
"""
from __future__ import annotations

from itertools import product

from samples import BASE, _Paper, entity

from kg.model import Article, Naming, Note, Published, Records, Relation, Role

WORDS = ("null NULL nil None undefined undef NaN Infinity -Infinity true FALSE yes no on off void this self new delete class function return __proto__ constructor prototype toString valueOf hasOwnProperty __class__ "
         "__dict__ __init__ document window eval alert location a rdf:type kg: @prefix @base PREFIX SELECT graph.ttl manifest.json con nul aux COM1 LPT9 .DS_Store desktop.ini index.html INF nan 0x").split()
FIGURES = ("0 -0 00 1. .5 -1 +1 1/0 0/0 1e309 -1e309 1E-400 0x1F 0b11 0o17 1_000 1,000.00 1.000,00 ٠١٢ ９９ ½ ² ⅷ 9223372036854775808 -2147483649 4294967296 0.1e+ 1.2.3.4 127.0.0.1 ::1 2024-02-30 99:99:99 1e 1d "
           "123456789012345678901234567890123456789012345678901234567890").split()
SIGNS = [chr(code) for code in range(33, 127) if not chr(code).isalnum()] + ["''", '""', "``", "\\\\", "\\'", '\\"', "--", "/*", "*/", "//", "<!--", "-->", "<![CDATA[", "]]>", "<?xml?>", "&amp;", "&lt;script&gt;", "&#60;", "&#x3c;", "&nbsp;", "&",
          "'''", '"""', '"@zh .', "> .", '" ; a <x> .', "<x> <y> <z> .", "\\u0022", "\\U0001F600", "\\n", "\\0", "^^xsd:integer", "_:b0", "[] a []", "#comment", "{} {}", "%", "%s%s%n", "%00", "%2e%2e%2f", "%E0%A4%A"]
CONTROLS = [f"控{chr(code)}制" for code in (*range(32), *range(127, 160))]
UNSEEN = [f"隐{chr(code)}字" for code in (0xAD, 0x34F, 0x61C, 0x115F, 0x17B4, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFD, 0xE0001, 0xE0041, 0xE007F, 0x1D173)]
SPACES = [f"空{chr(code)}格" for code in (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)] + [" 先空", "后空 ", "\t制表", "两\n行", "两\r\n行", "回\r车", "段\n\n落", "\u3000缩进"]
EDGES = ["孤\ud800半", "孤\udfff半", "反\udc00\ud800序", "非\ufffe字", "非\uffff字", "末\U0010ffff位", "私\ue000用", "私\uf8ff用", "私\U000f0000用", "补\U00020000字", "罕𪚥字", "异\u9089\U000e0101体", "描⿰木木述", "兼\uf900容", "扩\u31c0笔",
         "叠" + "\u0301" * 60, "叠" + "\u0489\u20dd\u0338" * 12, "e\u0301 vs é", "İıſß", "ﬀﬁﬄ", "ǅ", "Å vs Å", "㍿㈱㋿", "ｆｕｌｌ ｗｉｄｔｈ", "Ｚ＜＞＆", "ₓ²ⁿ", "𝓯𝓪𝓷𝓬𝔂", "ⒶⒷ", "ʇxǝʇ", "·•・‧", "～〜∼", "—―─ー一", "〇○零０O", "「『【〔《〈“‘", "’”〉》〕】』」"]
SCRIPTS = ["مرحبا بالعالم", "שלום עולם", "abc مرحبا 123", "सूचना पत्र", "ข่าวท้องถิ่น", "សួស្តី", "안녕하세요", "ニュース", "Привет", "Γειά", "ᠮᠣᠩᠭᠣᠯ", "བོད་ཡིག", "ئۇيغۇرچە", "ꆈꌠꉙ", "𐍈𐌰", "ᚠᚢᚦ", "Z̸a̶l̵g̷o̸"]
EMOJI = ["😀", "👍🏿", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇳", "1️⃣", "☎️", "❤︎", "🀄", "🕵🏽‍♂️", "🧑‍🚀局", "©®™", "♠♥♦♣", "⚠️公司"]
TAGS = ("script", "img src=x", "svg", "iframe", "body", "input autofocus", "details open", "video", "math", "object", "style", "marquee", "a href=javascript:document.title=1", "base href=//x.invalid", "meta http-equiv=refresh content=0", "link rel=stylesheet href=//x.invalid")
EVENTS = ("", " onerror=document.title='x'", " onload=alert(1)", " onfocus=alert(2)")
MARKUP = [f"<{tag}{event}>{close}局" for (tag, event), close in product(product(TAGS, EVENTS), ("", "alert(3)</script>"))] + [
    "</script>局", "</SCRIPT >局", "</script\t>局", "<script\n>局", "<ScRiPt>alert(4)</ScRiPt>", "<scr<script>ipt>", "</title><script>alert(5)</script>", "</style><img src=x onerror=alert(6)>", "</textarea>", "\"><img src=x onerror=alert(7)>",
    "' onmouseover='alert(8)", "\" autofocus onfocus=\"alert(9)", "javascript:alert(10)", "JaVaScRiPt:alert(11)", "java\nscript:alert(12)", "data:text/html,<script>alert(13)</script>", "vbscript:x", "<!--<script>alert(14)//-->", "<noscript><p title=\"</noscript><img src=x onerror=alert(15)>\">",
    "<template><script>alert(16)</script></template>", "+ADw-script+AD4-", "\u00bcscript\u00be", "\ufe64script\ufe65", "＜script＞alert(17)＜/script＞", "<svg><animate onbegin=alert(18)>", "<table background=//x.invalid>", "<form action=//x.invalid><button>", "<style>@import '//x.invalid'</style>", "url(//x.invalid)"]
TEMPLATES = ["{{7*7}}", "{{ config }}", "{% raw %}", "{% for x in y %}", "{#", "${7*7}", "#{7*7}", "<%= 7*7 %>", "<?php echo 1 ?>", "@{7}", "[[7*7]]", "{0}", "{name!r}", "{:>999999}", "%(x)s", "%d%%n", "$HOME", "${IFS}", "$(touch x)", "`touch x`", "; rm -rf x", "| cat", "&& true", "|| true", "> /dev/null", "!!", "~root", "*.txt", "-rf", "--help"]
QUERIES = ["' OR 1=1 --", "1; DROP TABLE claims", "') UNION SELECT 1,2 --", "\" OR \"\"=\"", "admin'--", "} UNION { ?s ?p ?o", "DELETE WHERE { ?s ?p ?o }", "*)(uid=*", "' || '1'=='1", "x'; exec y --"]
PLACES = ["../../x", "..\\..\\x", "....//....//x", "/etc/passwd", "C:\\Windows\\x", "\\\\server\\x", "file:///etc/passwd", "./.", "..", ".", "~/.ssh", "a/b/c", "a\0b", "%2e%2e/x", "..%c0%afx", "x.txt\n.exe", "名/字", "名\\字", "http://x.invalid/?q=<>\"", "//x.invalid", "mailto:x@x.invalid?subject=y", "urn:x:y", "a#b?c=d&e", "::$DATA", "x" * 300 + ".txt"]
FORMULAS = [sign + rest for sign, rest in product("=+-@\t\r＝＋－＠", ("1+1", "SUM(A1)", "cmd|' /C x'!A0", "HYPERLINK(\"//x.invalid\")"))] + [" =1+1", "\n=1", "'=1", "\"=1\"", ";=1", ",=1,", "a\"b,c;d\te", "=", "-", "-3.5万", "——领先"]
PATTERNS = ["(a+)+$", "(.*)*", "[", "(?<=x)", "\\", "$^", "(?i)", "a{99999}", "[[:alpha:]]", "\\p{Han}"]
LONG = ["长" * 5000, "((" * 500, "“" * 400 + "”" * 400, "<" * 600, "a" * 4000, "好 " * 900, "1" * 3000, "😀" * 700, "&" * 500, "\\" * 500, '"' * 500, "]" * 500 + ">"]

CLASSES = {"words": WORDS, "figures": FIGURES, "signs": SIGNS, "controls": CONTROLS, "unseen": UNSEEN, "spaces": SPACES, "edges": EDGES, "scripts": SCRIPTS, "emoji": EMOJI, "mark-up": MARKUP, "templates": TEMPLATES, "queries": QUERIES, "places": PLACES,
           "formulas": FORMULAS, "patterns": PATTERNS, "long": LONG}
STRINGS: tuple[str, ...] = tuple(dict.fromkeys(string for strings in CLASSES.values() for string in strings))


def records(strings: tuple[str, ...] = STRINGS) -> Records:
    """One page with a line, an article, a named thing, a post, a relation and a claim for each string."""
    lines = [f"{string}现有职工{at + 20}人，负责人{string}。" for at, string in enumerate(strings)]
    text = "\n".join(lines)
    paper = _Paper(strings[0] + ".txt", text, f"{BASE}article/0")
    things = [entity(("ORG", "PER", "LOC")[at % 3], "", f"{string}", f"{string}之") for at, string in enumerate(strings)]
    articles, namings, claims, relations, roles, start = [], [], [], [], [], 0
    for at, (string, line, thing) in enumerate(zip(strings, lines, things, strict=True)):
        paper.article_id = f"{BASE}article/{at}"
        articles.append(Article(paper.article_id, paper.name, "article", string, string, string, (string,), Published("2024", "printed", string), (), start, start + len(line)))
        namings.append(Naming(thing.id, paper.evidence(string, "any-rule", start)))
        claims.append(paper.claim(line[:-1], f"{at + 20}人", str(at + 20), "人", "level", f"职工{string}", thing, baseline=string, rule=string, because=(string,)))
        roles.append(Role(thing.id, string, things[0].id, string, None, paper.evidence(line, string, start)))
        relations.append(Relation(thing.id, "located_in", things[at - 1].id, string, None, paper.evidence(line, string, start)))
        start += len(line) + 1
    return Records(sources=(paper.source,), articles=tuple(articles), entities=tuple(sorted(things, key=lambda e: e.id)), namings=tuple(namings), roles=tuple(roles), relations=tuple(relations), claims=tuple(claims),
                   notes=tuple(Note("skipped", string, string) for string in strings[::7]), version="0.1.0")
