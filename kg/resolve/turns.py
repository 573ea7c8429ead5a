"""The word lists of turns of phrase round the names of a page.

In: a `RuleSet`.  Out: `PageTurns`, which `Facts` has as `turns`.  In an expression `@name` is a list in `rules/words/`, and what it is for stands there, at its head.
"""
from __future__ import annotations

from kg.rules.asked import Lists, endings, in_order, shape, valued


class PageTurns(Lists):
    """What stands beside things, sayings, posts and papers."""

    before_papers_place = endings("words-before-places-of-papers")
    before_things = endings("heads-cut-off-things")
    behind_products = in_order("ends-cut-off-products")
    between_posts = shape("(?:、[一-鿿]{1,12}){0,2}(?:@words-between-posts)(?:原任?|前)?(?:[一-鿿A-Za-zＡ-Ｚａ-ｚ0-9０-９]{1,16})?")  # 、著名作家、 and what no rule reads before the next post: the place of 县委书记, 某实验小学法治副校长
    births = endings("words-of-birth")
    formal_kinds = valued("formal-kinds-of-divisions")
    former_office = endings("words-of-former-office")
    heads_before_surnames = endings("heads-before-surnames")
    hearers = in_order("hearers-and-verbs-of-speech")
    level_of_unit = shape("(@levels-of-units)(?=[一-鿿])")  # of 师党委
    levels_of_units = shape("(?<=[0-9０-９〇零一二三四五六七八九十])(@levels-of-units)")  # 师, 团 of 农五师九十一团
    units_with_parts = shape(".*?(?:[0-9０-９〇零一二三四五六七八九十](?:@regiments-with-parts)|.(?:@farms-with-parts))")
    joints_before_names = endings("joints-before-names")
    office_and_head = shape("([一-鿿]{1,10}(?:@ends-of-offices)|(?:@bodies-with-sittings)常委会)副?(?:@heads-named-after-their-office|@heads-of-committees)")
    paper = shape("(.{2,4}?)(?:@ends-of-mastheads)")
    pronouns_at_heads = endings("pronouns-at-heads-of-paragraphs")
    second_name = shape("(?:@words-of-second-names)(?:[一-鿿]{2,4}、)*$")  # 又名李毅、 before 李振华
    streets = endings("ends-of-streets")
    today = shape("（(?:@words-for-todays-name)")
    titled = shape("^“([^“”]{2,})”(?:@words-of-titles)$")
    unread_house = shape("(?:^|[，。、；：！？“”…\\s])([^，。、；：！？“”…\\s了的在是和与及到向对从为被把由等地得着]{3,10})$")  # 爱心驿站, up to the post of its 负责人
    under_office = shape("(?:.(?:@last-signs-of-offices)|@forces-with-units)(?=(?:⟦[^⟧]*⟧)?.{1,8}(?:@bodies-under-offices)$)")
    unread_items = shape("(?:、[^，。、；：（）]{1,20}){0,2}、[^，。、；：（）]{1,27}")  # items of a list of posts that no rule reads, up to the name
    branch_of_level = shape("(.+?(?:@ends-of-bodies-with-branches))(@levels-in-names-of-branches)((?:中心)?(?:@names-of-branches))")
    numbered_unit = shape("第?([〇零一二三四五六七八九十百０-９]+)(?=@units-of-armies)")
    committee_of_term = shape("(?:第?[〇零一二三四五六七八九十0-9０-９]{1,3}届)?(?:@committees-of-assemblies)$")
    sitting = shape("第?[〇零一二三四五六七八九十0-9０-９]{1,3}届(?=(全国)?(@bodies-with-sittings))")  # 市十六届人大常委会 is the 市人大常委会
