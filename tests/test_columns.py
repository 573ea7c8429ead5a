"""Columns of briefs, comments, captions told by their place, and bylines of other habits; every page is invented."""
from __future__ import annotations

import pytest

from kg.read import read_text

REPORT = ("梧桐镇架起连心桥\n　　本报讯（记者 林一帆）六月三日，平南县梧桐镇的连\n心桥建成通车。两岸群众敲锣打鼓，走上新桥。老支书\n说，这座桥盼了三十年。\n　　桥长六十米，宽四米，"
          "由县公路段承建，历时五个月。\n")


def told(text, ruleset):
    page = read_text(text, ruleset=ruleset)
    return [(article.kind, article.kicker, article.title, article.reporters) for article in page.articles if article.kind in ("article", "caption")]


HEAD = ("article", None, "梧桐镇架起连心桥", ("林一帆",))
CASES = {
    "a comment has its own article": (REPORT + "\n编后\n　　一座桥，连着两岸的心，也连着干部和群众的心。这样\n的桥，多架几座才好。\n", [HEAD, ("article", None, "编后", ())]),
    "a comment's title stands on the line of its kind": (REPORT + "\n●短评 多架连心桥\n　　一座桥，连着两岸的心，也连着干部和群众的心。这样\n的桥，多架几座才好。\n",
                                                     [HEAD, ("article", "短评", "多架连心桥", ())]),
    "below a rubric in brackets a flush title stands in the column": ("［浔江时评］\n把“桥”架到心坎上\n一座桥，连着两岸的心，也连着干部\n和群众的心。这样的桥，多架几座才\n好，多架几座才能把路走宽，把人心\n连得更紧。山里人盼桥，盼的是走出\n去的路，是送进来的医生和老师，是\n日子里的盼头。\n（秦 川）\n",
                                                               [("article", "［浔江时评］", "把“桥”架到心坎上", ("秦川",))]),
    "a few characters above signed paragraphs name a column": (REPORT + "\n街市百态\n■ 平南县图书馆昨日开放夜间阅览。（林 青）\n■ 大安镇农民昨日捐出古井石栏。\n",
                                                         [HEAD, ("article", None, "街市百态", ("林青",))]),
    "short paragraphs below a rubric are one column": (REPORT + "\n县内短讯\n　　平南县图书馆昨日开放夜间阅览，首夜有百余人到馆。\n　　大安镇农民李桂生昨日把祖传石栏捐给镇文化站。\n",
                                                      [HEAD, ("article", None, "县内短讯", ())]),
    "a flush line between an indented text and a headline is a caption": (REPORT + "\n群众走上连心桥。\n\n大安镇通了自来水\n　　本报讯（记者 周小燕）昨日，大安镇自来水厂通水。\n",
                                                                  [HEAD, ("caption", None, None, ()), ("article", None, "大安镇通了自来水", ("周小燕",))]),
    "a scene set apart with its photographer below is a caption": (REPORT + "\n渔民在浔江上收网，今年鱼汛来得早。\n周小燕 摄\n\n大安镇通了自来水\n　　本报讯（记者 周小燕）昨日，大安镇自来水厂通水。\n",
                                                           [HEAD, ("caption", None, None, ("周小燕",)), ("article", None, "大安镇通了自来水", ("周小燕",))]),
    "a headline and the photographer's line belong to the picture between them": (REPORT + "\n浔江鱼汛来得早\n图为渔民在浔江上收网。今年雨水足，江鱼比往年早到\n半个月，渔民们忙着下网。\n周 燕/摄\n\n大安镇通了自来水\n　　本报讯（记者 周小燕）昨日，大安镇自来水厂通水。\n",
                                                                         [HEAD, ("caption", None, "浔江鱼汛来得早", ("周燕",)), ("article", None, "大安镇通了自来水", ("周小燕",))]),
    "a jump line between two articles is furniture": (REPORT + "\n（下转第四版）\n\n大安镇通了自来水\n　　本报讯（记者 周小燕）昨日，大安镇自来水厂通水。\n", [HEAD, ("article", None, "大安镇通了自来水", ("周小燕",))]),
    "a letter-spaced name in a bracket stands below its report": (REPORT.replace("本报讯（记者 林一帆）", "初夏的浔江边，鼓乐齐鸣") + "（蓝 怀 山）\n", [("article", None, "梧桐镇架起连心桥", ("蓝怀山",))]),
    "a headline above a line that begins with a day is no part of the column": ("平南县梧桐镇\n连心桥今日通车群众齐欢笑\n6月3日，平南县梧桐镇的连心桥建\n成通车。两岸群众敲锣打鼓，走上新\n桥。老支书说，这座桥盼了三十年。\n"
                                                                          "桥长六十米，宽四米，由县公路段承\n建，历时五个月。\n", [("article", "平南县梧桐镇", "连心桥今日通车群众齐欢笑", ())]),
    "a writer of five characters without a dot is one writer": ("大安镇通了自来水\n　　本报讯（记者林一帆 通讯员巴哈提别克）昨日，大安镇\n自来水厂通水。大安镇地势高，井水苦涩，群众到江边挑\n水吃，来回要走两里路。水厂建成后，全镇家家户户都用\n上了江水，妇女们说，扁担可以歇一歇了。\n", [("article", None, "大安镇通了自来水", ("林一帆", "巴哈提别克"))]),
    "a heading may end with a quotation": ("社区的“老娘舅”\n——平南县城东社区调解员梁桂芳素描\n□ 邹小萍 文/图\n楼道里堆了杂物，找梁姨；婆媳红了\n脸，也找梁姨。三年来，她调解纠纷\n二百多起，没有一起反弹。街坊都说\n她是好人。\n",
                                    [("article", None, "社区的“老娘舅”", ("邹小萍",))]),
    "a credit that begins behind a full stop goes on in the line below": (REPORT.replace("五个月。", "五个月。本报\n记者 周小燕 摄影报道"), [("article", None, "梧桐镇架起连心桥", ("林一帆", "周小燕"))]),
    "the last word of a credit stands on a line of its own": (REPORT + "\n　　渔民在浔江上收网，今年的江鱼来得早。本报记者　周小燕\n摄\n", [HEAD, ("caption", None, None, ("周小燕",))]),
    "the first line of a paragraph above a break is no headline": (REPORT + "\n新桥通车 江岸欢歌\n　　连日来，位于浔江两岸群山间的村庄\n\n盼着新桥通车。六月三日，新桥建成，群\n众敲锣打鼓，走上桥头。老支书说，这座\n桥盼了三十年。\n"
                                                                  "　　桥长六十米，宽四米，由县公路段\n承建，历时五个月。\n", [HEAD, ("article", None, "新桥通车江岸欢歌", ())]),
    "a picture below a notice is no part of it": (REPORT + "\n减资公告\n　　本公司拟将注册资本减至二百万元，请债权人前来申报。\n\n　　浔江边的柚农忙着套袋，今年柚果挂得密。（周小燕 摄影报道）\n", [HEAD, ("caption", None, None, ("周小燕",))]),
    "pictures in a row have their writers below them": (REPORT + "\n图①梧桐镇群众走上连心桥。\n记者 周小燕 报道\n图②大安镇群众在古井边打水。\n通讯员 何苗 报道\n", [HEAD, ("caption", None, None, ("周小燕",)), ("caption", None, None, ("何苗",))]),
}


@pytest.mark.parametrize("case", CASES)
def test_columns_and_captions(case, ruleset):
    text, wanted = CASES[case]
    assert told(text, ruleset) == wanted
