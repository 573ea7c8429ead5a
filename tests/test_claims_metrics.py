"""Shapes that say of which things a figure is: what places suffered, what was done for people, what grows on land, how far each place of a list lies."""
from __future__ import annotations

import pytest
from marked import findings, rules

from kg.extract.claims import read

# sentence, then the metric of each figure, with the shape that it stands for
METRICS = [
    ("暴雨造成<25万>民众受灾。", ["受灾民众"], "a verb of causing is no act on those counted"),
    ("甲州等<9市><31个>县（市、区）出现严重内涝。", ["出现严重内涝市", "出现严重内涝县（市、区）"], "what places suffered stands behind the last of them"),
    ("北湖等<6市><20个>县<40万人>受灾。", ["受灾市", "受灾县", "受灾人数"], "a count of people may stand between"),
    ("水库分布在<14个>乡镇<96个>村。", ["水库分布乡镇", "水库分布村"], "a verb of lying in places stays with their count"),
    ("涉及<3个>县。", ["涉及县"], "the verb alone, where nothing stands before it"),
    ("全县辖<14个>乡镇。", ["乡镇"], "to have places says nothing of them"),
    ("<1200名>下岗工人中，有<700多人>得到妥善安置。", ["下岗工人", "妥善安置下岗工人"], "some of the people of the clause before, and what was done for them"),
    ("被抓获的<7人>当中，有<4人>来自外地。", ["抓获人数", "来自外地人数"], "当中 counts nobody"),
    ("<3200余户>停电村民恢复供电。", ["恢复供电停电村民"], "those to whom something happened can act too"),
    ("<三名>男子正在拆卸停在院里的一辆三轮车。", ["拆卸三轮车男子"], "an object is named without what tells which one it is"),
    ("全省连续遭受三次袭击的有<25个>县。", ["连续遭受三次袭击的县"], "a clause with 的有 tells which things behind the figure are counted"),
    ("大豆每亩可增产<75公斤>，全市可增产<2亿公斤>。", ["大豆亩产", "大豆产量"], "more output is a change of output, or of what a measure of land yields"),
    ("全县粮食增产<12%>。", ["粮食产量"], "a rate of more output"),
    ("超额完成增产<250万吨>的任务。", ["产量"], "that a task is done is no thing"),
    ("我市女排获得<第4名>，男排获得<第5名>。", ["女排名次", "男排名次"], "a team of men or women, and its place"),
    ("云山县发生<5.1级>地震。", ["震级"], "震级 says of what"),
    ("震中距云山县县城<12公里>、宁武县县城<30公里>。", ["震中距云山县县城距离", "震中距宁武县县城距离"], "distances of a list from one place"),
    ("县城进水最深<1.8米>，最深处达<3米>。", ["进水深度", "最深处深度"], "the greatest of a dimension"),
    ("老汉被撞飞约<3米>远。", ["撞飞距离"], "远 behind a length makes it a distance"),
    ("全县拥有茶园<40万亩>。", ["茶园面积"], "land by what grows on it has an area"),
    ("先后发展花椒<26亩>。", ["花椒种植面积"], "a verb of planting and a crop"),
    ("村里发展茶园<4万亩>。", ["发展茶园"], "where it was done is no part of it"),
    ("把流转来的<778亩>棉花播种完。", ["棉花面积"], "来的 leads to no figure"),
    ("<十六亿元>提升大豆产能。", ["提升大豆产能投资"], "a headline's sum, and what is done with it"),
    ("此次赴外地的<392人>中，下岗职工将近<一半>。", ["赴外地人数", "下岗职工占比"], "a part of those of the clause before"),
    ("全市<230万>农民人均获益<460元>。", ["农民", "农民人均获益金额"], "人均 belongs to the figure behind"),
    ("<万余>农民转移到城镇企业。", ["转移到城镇企业农民"], "people need no measure word to act"),
    ("警戒水位<52米>，流量达<5万立方米>。", ["警戒水位", "流量"], "a warning bears no flow"),
    ("发放棉被<800床>到灾区，其中儿童棉被<200床>。", ["发放棉被", "发放儿童棉被"], "a part keeps the act of its whole"),
    ("[南湖|Nature]水位<6天>上涨<2.89米>。", ["水位上涨时间", "水位"], "a noun, how long, and by how much"),
    ("以超过<150公里>的时速驶向主城。", ["时速"], "a speed is no length, and where it leads no thing that has it"),
    ("民警追出<200多米>。", ["追出距离"], "a verb of moving with its result"),
    ("巡逻艇狂奔<5公里>。", ["狂奔距离"], "a verb of moving"),
    ("<18项>符合施工条件的项目开工。", ["开工项目"], "a clause with 的 describes works, whatever they are counted in"),
    ("当地<24小时>内降雨量达<300毫米>。", ["24小时内降雨量"], "an amount with its time"),
    ("为国家提供商品粮<800亿斤>，提供原木<6亿立方米>。", ["提供商品粮", "提供原木"], "a short noun keeps its verb of supply"),
    ("修建学校<60所>。", ["修建学校"], "a short noun keeps its verb of making"),
    ("外资项目<1个>，在[宁武县|Division]投资<20亿元>的食品生产项目落地。", ["外资项目", "投资"], "an attribute is of the thing behind 的, not of the one before"),
    ("园区带动周边<四个>村<1000余户>农民致富。", ["园区带动村", "带动农民"], "a verb of driving reaches over places to people"),
    ("[宁武县|Division]在全省<43个>县中名列<第13位>。", ["县", "名次"], "a place among so many is no count of these"),
    ("[宁武县|Division]的经济地位在全省<16个>县市中仅列<第13位>。", ["县市", "经济地位"], "what has its place among so many"),
    ("人均收入<3万元>，在全国<36个>城市中列<第12位>。", ["人均收入", "城市", "人均收入"], "what was told before has its place among so many"),
    ("在全国良种鉴评中夺得<第一>。", ["全国良种鉴评名次"], "the contest in which a place was won"),
    ("第四次洪峰到达，最高水位<149米>，流量<1400立方米>。", ["第四次洪峰最高水位", "第四次洪峰流量"], "an event that the clause before tells of"),
    ("先后筹措资金<4亿余元>。", ["筹措资金"], "funds and what was done to have them"),
    ("中毒的还有<两名>老师。", ["中毒的老师"], "的还有 as 的有"),
    ("新增企业<11家>，总数达<91家>。", ["企业", "企业总数"], "the total of what was counted before"),
    ("先后盗取<5辆>未上锁电动车。", ["盗取未上锁电动车"], "a denial inside a noun"),
    ("<23个>项目集中开工。", ["开工项目"], "a manner before the verb"),
    ("全县产茶<1.5万吨>。", ["茶产量"], "a verb of yielding in one word with what is yielded"),
    ("组织了<20余名>志愿者到敬老院开展活动。", ["组织志愿者"], "people who were called together, whatever for"),
    ("每亩可产籽棉<300公斤>。", ["籽棉亩产"], "what a measure of land yields, and of which crop"),
    ("一亩地能产<800斤>。", ["亩产"], "what a measure of land yields"),
    ("台风造成直接经济损失<3000万元>。", ["直接经济损失"], "what caused it is no part of it"),
    ("合作社发展产业基地<2500亩>。", ["发展产业基地"], "the house that acts owns the figure"),
    ("煤气中毒酿成<3>死<5>伤<1>失踪。", ["死亡人数", "受伤人数", "失踪人数"], "one character tells what befell a bare number of people"),
    ("海啸致沿岸地区<18人>死亡另有<2人>失踪。", ["死亡人数", "失踪人数"], "more is told behind what befell them"),
    ("雷雨造成<120户>停电。", ["停电户数"], "a verb of causing names nothing"),
    ("当日预计增加<600个>席位。", ["席位"], "a period alone names nothing"),
    ("园区{今年}增加<300个>工位。", ["工位"], "what is counted stands behind, who added it before"),
    ("武警官兵<16人>奔赴现场。", ["武警官兵"], "what they did is no part of their noun"),
    ("巡逻艇<19艘>进行排查。", ["巡逻艇"], "what they did is no part of their noun"),
    ("骡马<86头>死亡。", ["死亡骡马"], "animals die too"),
    ("老汉种下的<6亩>苎麻长势喜人。", ["苎麻面积"], "a state of which a quality is told"),
    ("全县高速公路超过<180公里>。", ["高速公路里程"], "roads have a mileage"),
    ("改造乡村公路<13公里>。", ["改造乡村公路"], "what is rebuilt is counted"),
    ("他学了<3年>木工。", ["学木工时间"], "a trade, and how long it was followed"),
    ("脱困<860户><3100人>。", ["脱困户数", "脱困人数"], "the people of the households before"),
    ("查获榴莲<300箱>共<0.7吨>。", ["查获榴莲", "查获榴莲量"], "the same things in another unit"),
    ("渔政部门查处走私燕窝<500盒>。", ["查处走私燕窝"], "the house that acts owns the figure"),
    ("车间工人提出合理化建议<230条>。", ["提出合理化建议"], "the people that act are no part of what they did"),
    ("她跳过<1.92米>，队友跑出<11秒>。", ["成绩", "成绩"], "verbs of athletes before a result"),
    ("全县转移就业<5.2万人>，其中省外<2.1万人>、县内<1.6万人>。", ["转移就业人数", "省外转移就业人数", "县内转移就业人数"], "where the part is says nothing alone"),
    ("新建食堂<36所>，其中城区<12所>，农村<24所>。", ["新建食堂", "城区新建食堂", "农村新建食堂"], "the act of the list is the whole's"),
    ("中长期贷款余额<86亿元>。", ["中长期贷款余额"], "中 begins a word that the dictionary lacks"),
    ("麦收进度达<八成>。", ["麦收进度"], "a noun that the dictionary has as an adverb"),
    ("已收割大麦<26万亩>，进度达<八成>。", ["收割大麦", "收割大麦进度"], "progress is of what was done"),
    ("平均预期寿命达<78岁>。", ["平均预期寿命"], "a length of life is no age"),
    ("网络播放量达<12亿次>。", ["网络播放量"], "an amount is counted in times"),
    ("研修班为期<10天>。", ["研修班时长"], "the event before the verb"),
    ("<62万亩>荞麦受旱。", ["受旱荞麦"], "what befell a crop is told of it, not of its area"),
    ("捐款捐物折合人民币<86万元>。", ["捐款捐物"], "what it comes to leads to the sum"),
    ("她以<14.6分>夺冠。", ["成绩"], "a score of a contest"),
    ("民事案件平均办案用时下降了<40天>。", ["民事案件平均办案用时"], "a noun that the dictionary tears"),
    ("龙眼涨到每公斤<60元>。", ["每公斤龙眼价格"], "a price that was reached, for each"),
    ("为<210名>老人免费检查视力。", ["老人"], "a word of manner ends no noun"),
]


ARTICLES = [
    ("种植黄精让村民增收。黄精亩产<600公斤>，收入<2万元>。{去年}种植黄精<40亩>，{今年}又发展<60亩>。预计总产值<90万元>。",
     ["黄精亩产", "黄精收入", "黄精种植面积", "黄精种植面积", "黄精总产值"], "one crop again and again"),
    ("他种植黄精、天麻和重楼，都卖得好。收入<2万元>。", ["收入"], "of three crops none is what the article is about"),
    ("县里的机械产业基地投产。机械产业有机械企业和机械市场。预计总产值<90万元>。", ["总产值"], "what is not grown is no crop"),
]


@pytest.mark.parametrize(("text", "metrics", "because"), ARTICLES)
def test_bare_attribute_is_of_the_crop_that_its_article_is_about(text, metrics, because):
    assert [reading.metric for reading in read(findings(text), rules())] == metrics, because


@pytest.mark.parametrize(("sentence", "metrics", "because"), METRICS)
def test_metric_tells_of_which_things_the_figure_is(sentence, metrics, because):
    assert [reading.metric for reading in read(findings(sentence), rules())] == metrics, because
