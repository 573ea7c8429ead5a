"""Pages in other looks: what stands where, and who wrote it.  Every page is invented; a row is (page, articles as kind, title, reporters, how the body begins; why)."""
from __future__ import annotations

import pytest

from kg.read import read_text

LONG = "渡口的石阶重新铺过，候船亭里添了长椅和热水，守渡人说，往后过江不用再淋雨。"
WIDE = "大家说，这样的好事越多越好，往后还要把码头边的灯一盏一盏点亮起来。"

PAGES = [
    ("永福渡口添了候船亭\n\n■ 本报记者 李 勇 汪 鹏\n\n近日，永福渡口的候船亭落成了。" + LONG + "\n",
     [("article", "永福渡口添了候船亭", ("李勇", "汪鹏"), "近日，")], "names of two characters set apart behind a role are two"),
    ("过江不再淋雨\n永福渡口新亭落成\n　　本报讯（记者 李勇）近日，\n永福渡口的新亭落成了，石阶重\n新铺过，候船亭里添了长椅，守渡\n人说，都是大家凑的钱。\n　　渡口的石阶也由他们一块一块\n铺好，大家都说方便。\n",
     [("article", "永福渡口新亭落成", ("李勇",), "近日，")], "a kicker says in words of its own what the title and the text say"),
    ("李勇涉嫌受贿、\n贪污一案开庭\n\n本报讯（记者 王小芳）近日，李勇涉嫌受贿、贪污一案在灵川县开庭。旁听的市民坐满了三排，庭审一直持续到傍晚。\n",
     [("article", "李勇涉嫌受贿、贪污一案开庭", ("王小芳",), "近日，")], "a headline breaks off in a list and goes on"),
    ("永福渡口添了候船亭\n\n本报讯（记者 李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n\n▲冷水鱼出塘了，车间里的姑娘们忙着分拣装箱。\n\n（记者 王小芳 摄影报道）\n\n灵川县办起流动书屋\n\n本报讯（记者 吴小红）灵川县的流动书屋开进了村口，孩子们围着书架挑书。\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "近日，"), ("caption", None, ("王小芳",), "▲冷水鱼"), ("article", "灵川县办起流动书屋", ("吴小红",), "灵川")], "an arrow and a photographer's line make a caption"),
    ("情系家乡\n永福乡贤捐助\n渡口添了候船亭\n文/图 记者 李勇\n　　6月3日，永福渡口的候船亭\n落成了，石阶重新铺过，亭里添了\n长椅和热水，守渡人说，往后过江\n不用再淋雨。\n　　候船亭是乡贤捐的，渡口的石\n阶也由他们一块一块铺好，大家都\n说方便。\n",
     [("article", "永福乡贤捐助渡口添了候船亭", ("李勇",), "6月3日")], "four lines right on top of a column that is set in head it"),
    ("永福渡口添了候船亭\n\n■ 本报记者 李 勇\n汪志鹏 李 娜\n\n近日，永福渡口的候船亭落成了。" + LONG + "\n",
     [("article", "永福渡口添了候船亭", ("李勇", "汪志鹏", "李娜"), "近日，")], "a row of names below a byline goes on with it"),
    ("永福渡口添了候船亭\n\n本报讯（记 者 李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "近日，")], "a role set apart is no name"),
    ("永福渡口添了候船亭\n\n岭南网 6 月 3 日讯（记者 李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "近日，")], "figures set apart in a dateline"),
    ("渡口添了新亭\n\n岭南网6月3日讯\n（记者 李勇 通讯员 汪\n志鹏）近日，永福渡口的候\n船亭落成，石阶重新铺过，\n候船亭里添了长椅和热水，\n往后过江不用再淋雨了。\n",
     [("article", "渡口添了新亭", ("李勇", "汪志鹏"), "近日，")], "a dateline alone on a line of a narrow column, its writers cut in two"),
    ("　　　永福渡口添新亭\n　　过江不再淋雨\n　　本报讯（记者 李勇）近日，\n永福渡口的候船亭落成了，石阶重\n新铺过，候船亭里添了长椅和热水。\n　　守渡人说，往后过江不用再淋\n雨了。\n",
     [("article", "永福渡口添新亭过江不再淋雨", ("李勇",), "近日，")], "headlines in the middle of a column whose paragraphs are set in"),
    ("永福渡口添了候船亭\n\n本报讯（记者 李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n\n在阳朔县的江边，竹筏排成了队。王小芳 摄\n\n\n“今年要多扎几条筏子。”阳朔县的老周和老伴在江边忙着。\n\n" + WIDE + "\n\n周山 本报记者 吴小红 摄\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "近日，"), ("caption", None, ("王小芳",), "在阳朔"), ("caption", None, ("周山", "吴小红"), "“今年")],
     "below a picture stands another one, which its photographer signs"),
    ("渡口守了三十年\n——永福渡口见闻\n■ 本报记者 李勇\n　　永福渡口的石阶重新铺过。" + LONG + "\n　　一条船\n　　如今，" + LONG + "\n全州县农技人员走进田间地头指导秋种\n　　目前正是秋种时节，全州县的农技人员走进了田间。" + LONG + "\n",
     [("article", "渡口守了三十年", ("李勇",), "永福渡口"), ("article", "全州县农技人员走进田间地头指导秋种", (), "目前正是")], "sections are set in as paragraphs are, and a headline stands flush"),
    ("3上一版  下一版4\n\n永福渡口添了候船亭\n\n近日，永福渡口的候船亭落成了。" + LONG + "\n\n3上一篇  下一篇4 2013年5月7日 放大 缩小 默认\n",
     [("article", "永福渡口添了候船亭", (), "近日，")], "buttons of a web page are no headlines"),
    ("永福渡口添了候船亭\n\n■ 本报记者 李勇\n\n永福渡口的候船亭落成了。" + LONG + "\n\n" + WIDE + "\n\n\n\n阳朔县的竹筏排成了队。" + WIDE + " ■ 本报记者 王小芳\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "永福"), ("caption", None, ("王小芳",), "阳朔")], "behind a wider gap another writer signs a picture"),
    ("■ 本报记者 李勇\n\n永福渡口的候船亭落成了，石阶重\n新铺过，候船亭里添了长椅和热水。\n\n永福渡口添了候船亭\n\n6月3日，阳朔县的\n竹筏在江边排成了队，\n老周忙着扎筏子。\n\n■ 本报记者 王小芳\n\n■ 本报记者 吴小红\n\n灵川县的流动书屋开进了村口，孩\n子们围着书架挑书，一直挑到天黑。\n\n灵川县办起流动书屋\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "永福"), ("caption", None, ("王小芳",), "6月3日"), ("article", "灵川县办起流动书屋", ("吴小红",), "灵川")], "two signed lines apart sign two texts"),
    ("永福渡口添了候船亭\n\n本报讯\n\n记者 李勇\n\n近日，永福渡口的候船亭落成了。" + LONG + "\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "近日，")], "a dateline, a writer and a text on lines of their own are one report"),
    ("永福渡口添了候船亭\n\n本报讯（记者 李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n\n冷水鱼出塘，车间里的姑娘们忙着分拣装箱。\n\n近年来，资源县把鱼塘连成片，三百户农家靠着鱼苗增收。\n\n通讯员 王文芳 摄\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "近日，"), ("caption", None, ("王文芳",), "冷水鱼")], "a photographer, in whose name 文 stands, signs paragraphs that say nothing of the text above"),
    ("永福渡口添了候船亭\n\n■ 本报记者 李勇\n\n永福渡口的候船亭落成了。" + LONG + "\n\n鱼塘边的笑声\n\n冷水鱼出塘了，车间里的姑娘们忙着分拣装箱。图为分拣现场。\n\n通讯员 王小芳 摄\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "永福渡口"), ("caption", "鱼塘边的笑声", ("王小芳",), "冷水鱼")], "a paragraph with its photographer below a headline is a picture of its own"),
    ("恭城电网：\n\n守住山里的灯\n\n连日来，恭城的供电人踏雪巡线。" + LONG + " 王小芳 李山\n",
     [("article", "守住山里的灯", ("王小芳", "李山"), "连日来")], "a kicker with a colon set apart from its title, and bare names behind the last full stop"),
    ("永福渡口添了候船亭\n\n□岭南讯（记者 李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n\n" + WIDE + "\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "近日，")], "a sign before a dateline makes no brief"),
    ("永福渡口添了候船亭\n\n本报讯（记者 李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n\n渡口夜里没有灯\n\n编辑同志：我住在江边，每晚摸黑过江。" + WIDE + "\n\n江边社区居民 吴小红\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "近日，"), ("article", "渡口夜里没有灯", ("吴小红",), "编辑同志")], "a letter is a text of its own, and its writer signs below"),
    ("　　永福渡口的石阶重新铺过，候船\n亭里添了长椅和热水，往后过江不用\n再淋雨了。\n　　守渡人说，江上的船比往年多了\n一倍，候船的人坐得满满当当，灯也\n\n冷水鱼出山\n　　本报讯（记者 王小芳）资源县的\n冷水鱼坐上了冷链车，两天就能送到\n海边的城市。\n\n一盏一盏亮了起来，照着江面，也照\n着回家的路。\n　　渡口还要修一座码头，把两岸的\n人送得更远。\n　　明年开春动工，当年就能用上。\n",
     [("article", None, (), "永福渡口"), ("article", "冷水鱼出山", ("王小芳",), "资源县")], "where paragraphs are set in, a stretch that begins flush goes on with the article that broke off"),
    ("渡口的灯\n○ 汪志鹏\n石阶往下走\n灯就亮一盏\n守渡的人\n把名字系在缆上\n\n他不说话\n只听桨声\n一年又一年\n\n渡口添了候船亭\n\n永福渡口的石阶重新铺过。" + LONG + "\n",
     [("article", "渡口的灯", ("汪志鹏",), "石阶"), ("article", "渡口添了候船亭", (), "永福渡口")], "verse in stanzas, and the headline of the next text"),
    ("守 渡 人\n——永福江边纪事\n\n周 远 山\n\n永福渡口的石阶重新铺过。" + LONG + "\n",
     [("article", "守渡人", ("周远山",), "永福渡口")], "three characters set apart below a subtitle are who wrote it"),
    ("永福渡口添了候船亭\n\n本报讯（李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n\n" + WIDE + "\n\n\n\n昨日，记者在全州县的鱼塘看到，冷水鱼正在出塘。\n\n近年来，全州县把鱼塘连成片。\n\n本报记者 王小芳 摄\n\n\n\n灵川县办起流动书屋\n\n本报讯（吴小红）孩子们围着书架挑书。" + LONG + "\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "近日，"), ("caption", None, ("王小芳",), "昨日，"), ("article", "灵川县办起流动书屋", ("吴小红",), "孩子们")], "a gap parts a picture's two paragraphs from the text above"),
    ("本报讯（记者 李勇）永福渡口的石\n阶重新铺过，候船亭里添了长椅和热\n水，往后过江不用再淋雨。\n\n永福渡口添了候船亭\n\n全州县的鱼塘里，冷水鱼正在出塘，\n姑娘们忙着分拣装箱。\n\n本报记者 王小芳 摄\n\n灵川县的流动书屋开进了村口，孩\n子们围着书架挑书，一直挑到天黑，\n老人们也来坐坐。\n\n灵川县办起流动书屋\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "永福"), ("caption", None, ("王小芳",), "全州县"), ("article", "灵川县办起流动书屋", (), "灵川")], "a photographer signs what stands above him, for nobody takes a text"),
    ("永福渡口添了候船亭\n\n永福渡口的石阶重新铺过，候\n船亭里添了长椅和热水，守渡人说\n往后过江不用再淋雨。（记者 周\n山）\n\n灵川县办起流动书屋\n\n孩子们围着书架挑书，一直挑到\n天黑，老人们也来坐坐，书架旁添\n了长椅和热水，往后不用再站着。\n全媒体记者 吴小红 通讯员 王\n芳 摄\n",
     [("article", "永福渡口添了候船亭", ("周山",), "永福"), ("article", "灵川县办起流动书屋", ("吴小红", "王芳"), "孩子们")], "a name that a narrow column has cut, in a bracket and in a row of writers"),
    ("永福渡口添了候船亭\n\n永福渡口的石阶重新铺过。" + LONG + "（记者张寅王海波）\n\n灵川县办起流动书屋\n\n孩子们围着书架挑书。" + LONG + "\n\n本报记者王一鸣柳州报道\n",
     [("article", "永福渡口添了候船亭", ("张寅", "王海波"), "永福"), ("article", "灵川县办起流动书屋", ("王一鸣",), "孩子们")], "two names written together are cut where both are likelier, and a place before 报道 is none"),
    ("永福渡口添了候船亭\n\n本报讯（记者 李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n\n本报讯（记者 王小芳）灵川县的流动书屋开进了村口。" + WIDE + "\n\n灵川县办起流动书屋\n\n资源县冷水鱼出山\n\n本报讯（记者 吴小红）资源县的冷水鱼坐上了冷链车。" + WIDE
     + "\n\n本报讯（记者 周远山）恭城的月柿红了，果农忙着采摘。" + WIDE + "\n\n恭城月柿红了\n\n岁末好礼 万家团圆\n柿饼礼盒 欢迎选购\n订货电话：0773—5551234\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "近日，"), ("article", "灵川县办起流动书屋", ("王小芳",), "灵川"), ("article", "资源县冷水鱼出山", ("吴小红",), "资源"), ("article", "恭城月柿红了", ("周远山",), "恭城")],
     "on a page of headlines above their texts, one below a text that has none and that it speaks of"),
    ("永福渡口添了候船亭\n\n■ 本报记者 李勇\n\n【读者反映】 近日，江边的住户说渡口夜里没有灯。" + WIDE + "\n\n【记者调查】 江边的石阶上确实一片漆黑。" + LONG + "\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "【读者")], "【记者调查】 names a stage of the report, and nobody"),
    ("永福渡口添了候船亭\n\n本报讯（李勇）永福渡口的候船亭落成了。" + LONG + "\n\n本报讯（王小芳）“夜里走过街口，一眼能看见路面。”开店的老秦说。\n\n老街路灯亮了\n\n根据各处的安排，年底前还要把旧巷的路灯换成新的。\n\n灵川县办起流动书屋\n\n本报讯（吴小红）孩子们围着书架挑书。" + LONG + "\n\n资源县冷水鱼出山\n\n本报讯（周山）资源县的冷水鱼坐上了冷链车。" + WIDE + "\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "永福"), ("article", "老街路灯亮了", ("王小芳",), "“夜里"), ("article", "灵川县办起流动书屋", ("吴小红",), "孩子们"), ("article", "资源县冷水鱼出山", ("周山",), "资源县")], "where all is in order, the one text without a headline and the one without a dateline are one"),
    ("永福渡口添了候船亭\n\n本报讯（李勇）永福渡口的候船亭落成了，渡口还设了\n\n候鸟来到会仙湿地安了家\n\n本报讯（周山）会仙湿地来了候鸟。" + LONG + "\n\n\n\n冷水鱼正在出塘，姑娘们忙着分拣装箱。\n\n■ 摄影 记者 王小芳\n\n\n\n灵川县办起流动书屋\n\n本报讯（吴小红）孩子们围着书架挑书。" + LONG + "\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "永福"), ("article", "候鸟来到会仙湿地安了家", ("周山",), "会仙"), ("caption", None, ("王小芳",), "冷水鱼"), ("article", "灵川县办起流动书屋", ("吴小红",), "孩子们")], "a photographer whose task is named first signs what stands above"),
    ("本报讯（李勇）永福渡口的石阶重\n新铺过，候船亭里添了长椅和热水，\n往后过江不用再淋雨，灯也亮了。\n守渡人说，坐船的人多了一倍，候\n船的亭子里坐得满满当当。\n\n永福渡口添了候船亭和长椅　往后过江不再淋雨吹风\n\n全州县的鱼塘里，冷水鱼正在出塘，\n姑娘们忙着分拣装箱，冷链车在塘\n边排成了队。（周山）\n\n全州县冷水鱼出塘\n",
     [("article", "永福渡口添了候船亭和长椅往后过江不再淋雨吹风", ("李勇",), "永福"), ("article", "全州县冷水鱼出塘", ("周山",), "全州县")], "a headline of two halves on one line, longer than its column"),
    ("渡口添了新亭\n\n岭南法制网讯（记者 李勇\n通讯员 汪志鹏 周山）近日，永福\n渡口的候船亭落成，石阶重新铺过，\n候船亭里添了长椅和热水，往后过\n江不用再淋雨了。\n",
     [("article", "渡口添了新亭", ("李勇", "汪志鹏", "周山"), "近日，")], "a short line whose bracket is open is no headline"),
    ("永福渡口电子显示屏\n昨日启用\n\n　　本报讯（李勇）永福渡口的显示屏亮了，\n石阶重新铺过，候船亭里添了长椅和热水，往\n后过江不用再淋雨。\n　　守渡人说，坐船的人多了一倍，候船的亭\n子里坐得满满当当。\n\n今年上半年\n灵川县新建流动书屋三十处\n\n　　本报讯（吴小红）孩子们围着书架挑书，\n一直挑到天黑，老人们也来坐坐，书架旁添了\n长椅和热水，往后不用再站着。\n",
     [("article", "永福渡口电子显示屏昨日启用", ("李勇",), "永福"), ("article", "今年上半年灵川县新建流动书屋三十处", ("吴小红",), "孩子们")], "a day with its verb goes on with the line above, and a time alone is no headline"),
    ("渡口变了样\n居民：坐船不用再淋雨\n摆渡人：码头修好，夜里也能开船了\n\n　　本报讯（李勇）永福渡口的显示屏亮了，\n石阶重新铺过，候船亭里添了长椅和热水，往\n后过江不用再淋雨。\n　　守渡人说，坐船的人多了一倍，候船的亭\n子里坐得满满当当。\n",
     [("article", "渡口变了样", ("李勇",), "永福")], "lines that are all short and end no sentence are no column"),
    ("本报讯（记者 李勇）永福渡口的石阶\n重新铺过，候船亭里添了长椅和热水，\n守渡人说，江上的船比往年多了一倍，\n候船的人坐得满满当当，灯也一盏一\n\n阳朔县的竹筏在江\n边排成了队，老周\n忙着扎筏子，孩子\n们在岸上看。\n本报记者 吴小红 通讯员 王小芳 摄\n\n盏亮了起来，照着江面，也照着回家的\n路，守渡人说，往后要把码头修好，\n两岸的人都来坐船。\n\n永福渡口添了候船亭\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "永福"), ("caption", None, ("吴小红", "王小芳"), "阳朔")], "a picture's text in a narrower measure stands inside a sentence, who took it right below"),
    ("永福渡口添了候船亭\n\n本报讯（记者 李勇）永福渡口的石阶重新铺过，候船亭里添了长椅和热水，守渡人说，往后要把码头边的灯一盏一\n\n\n\n阳朔县的竹筏在江边排成了队，老周忙着扎筏子，孩子们在岸上看。\n\n中新社记者 王小芳 摄\n\n盏点亮起来，让过江的人放心。" + LONG + "\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "永福"), ("caption", None, ("王小芳",), "阳朔")], "a picture's text behind a wide gap stands inside a sentence"),
    ("苇 河 林 业 报\n2004年8月27日　星期五　第三版\n\n本报讯（记者 李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n",
     [("article", None, ("李勇",), "近日，")], "a paper's name above the day at the top of a page is its masthead"),
    ("永福渡口添了候船亭\n\n本报讯（记者 李勇）永福渡口的石阶重新铺过，候船亭里添了长椅和热水，全县已经建成渡口\n\n各乡船票一览（单位：元）\n渡口 去年 今年\n永福 4.20 5.10\n阳朔 3.80 8.30\n灵川 6.40 9.10\n\n共用候船亭八座，方便了村民出行。" + LONG + "\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "永福渡口的石阶"), ("article", "各乡船票一览（单位：元）", (), "永福")], "a row ends a table, and the sentence around it goes on below"),
    ("守渡三十年\n\n■ 本报记者 王小芳\n\n老周守着江边的渡口。" + LONG + "\n\n腰痛别乱按 小心骨折\n\n张婆婆腰痛去推拿，送到医院一查是骨折。医生说，老人骨头脆，用力推拿容易受伤，今年这样的病人来了二十多位。\n\n（通讯员 李勇）\n",
     [("article", "守渡三十年", ("王小芳",), "老周"), ("article", "腰痛别乱按小心骨折", ("李勇",), "张婆婆")], "a writer in brackets below a text signs that text, and not the one above, which has its own"),
    ("永福渡口添了候船亭\n\n本报讯（记者 李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n\n江边快递\n\n●永福 县医院来渡口义诊，为守渡人量了血压。\n（王小芳）\n●阳朔 竹筏在江边排成了队，等着客人。\n（吴小红）\n",
     [("article", "永福渡口添了候船亭", ("李勇",), "近日，"), ("article", "江边快递", ("王小芳", "吴小红"), "●永福")], "a few characters above short reports name their column, though a writer stands below each"),
    ("渡口问答\n\n■ 本报记者 李勇\n\n问：过江的船票怎么买？（永福县 王小芳）\n\n答：可以在亭里买，也可以上船再买。" + LONG + "\n\n问：夜里还有船吗？（阳朔县 吴小红）\n\n答：夜里没有船，头班船六点开。" + WIDE + "\n",
     [("article", "渡口问答", ("李勇",), "问：过江")], "who asks in a column of questions is no writer, and ends no text"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), PAGES, ids=[case[2] for case in PAGES])
def test_a_page_is_parted_as_an_editor_would(text, wanted, why, ruleset):
    page = read_text(text, ruleset=ruleset)
    found = [(article.kind, article.title, article.reporters, page.text.slice(article.body[0])) for article in page.articles if article.kind != "advert"]
    assert [row[:3] for row in found] == [row[:3] for row in wanted]
    assert all(row[3].startswith(begins[3]) for row, begins in zip(found, wanted, strict=True))


def test_headlines_that_speak_of_the_text_above_stand_after_their_texts(ruleset):
    reports = [("永福渡口添了候船亭", "永福渡口的候船亭落成了。"), ("灵川县办起流动书屋", "灵川县的流动书屋开进了村口。"), ("资源县冷水鱼出山", "资源县的冷水鱼坐上了冷链车。"),
               ("荔浦芋头挖窖备冬", "荔浦的芋头入了窖。"), ("恭城月柿挂满枝头", "恭城的月柿红了。")]
    # The page begins with a headline and ends with a text, as pages do whose headlines stand before their texts.
    page = read_text("江边纪事\n\n" + "".join(f"本报讯（记者 李勇）近日，{lead}{LONG}\n\n{title}\n\n" for title, lead in reports) + "本报讯（记者 王小芳）昨日，兴安县开了书市。" + WIDE + "\n", ruleset=ruleset)
    said = {page.text.slice(article.body[0]): article.title for article in page.articles if article.body}
    assert [said[f"近日，{lead}{LONG}"] for _, lead in reports[1:]] == [title for title, _ in reports[1:]]


def test_a_motto_above_texts_with_headlines_below_them_heads_nothing(ruleset):
    page = read_text("倡导文明新风 建设美好家园\n\n本报讯（记者 李勇）近日，永福渡口的候船亭落成了。" + LONG + "\n\n永福渡口添了候船亭\n\n"
                     "本报讯（记者 王小芳）灵川县的流动书屋开进了村口，孩子们围着书架挑书。\n\n灵川县办起流动书屋\n", "page", ruleset=ruleset)
    assert [(article.title, article.reporters) for article in page.articles if article.kind == "article"] == [("永福渡口添了候船亭", ("李勇",)), ("灵川县办起流动书屋", ("王小芳",))]


def test_a_line_whose_word_goes_on_behind_another_article_is_text(ruleset):
    said = "候船亭里的长椅坐满了人，守渡人周远山说，他从来没有这样高"
    page = read_text("永福渡口添了候船亭\n\n本报讯（记者 李勇）永福渡口的候船亭落成了。" + LONG + "\n\n" + said + "\n\n走进新村\n\n灵川县办起流动书屋\n\n本报讯（记者 王小芳）灵川县的流动书屋开进了村口。" + WIDE
                     + "\n\n兴过。" + WIDE + "\n", ruleset=ruleset)
    assert [(article.kicker, article.title) for article in page.articles] == [(None, "永福渡口添了候船亭"), ("走进新村", "灵川县办起流动书屋")]
    assert "".join(page.text.slice(span) for span in page.articles[0].body).endswith(said + "兴过。" + WIDE)


def test_a_headline_in_brackets_heads_its_brief_in_a_column_over_two_lines_too(ruleset):
    page = read_text("""要闻简报
【苇河镇老旧桥梁全部完成
加固】九月五日，苇河镇最后
一座老桥加固完工，过往车辆
不再绕行。全镇今年加固桥梁
十二座。
【图书馆延长开放】市图书
馆自国庆假期起延长开放时间
两个小时，读者可以通过网上
预约座位。
""", "page", ruleset=ruleset)
    assert [article.title for article in page.articles if article.kind == "article"] == ["苇河镇老旧桥梁全部完成加固", "图书馆延长开放"]


def test_a_headline_in_brackets_heads_a_section_of_an_article_that_is_signed(ruleset):
    page = read_text("""苇河镇的老桥又能走车了
本报记者　龚晓
桥面坑洼多年，过往的车辆总
要绕行，镇里这一次下了决心。
【先把家底摸清楚】技术人员
逐座检测，把病害一一登记在
册，再排出先后。
【修桥也是修路】护栏和标志
标线一并更换，桥头的路面也
重新铺过。
""", "page", ruleset=ruleset)
    assert [article.title for article in page.articles if article.kind == "article"] == ["苇河镇的老桥又能走车了"]


def test_a_picture_inside_a_sentence_is_a_caption_without_a_wide_gap(ruleset):
    page = read_text("""苇河镇老桥加固完工

本报讯（记者 龚晓）九月五日，苇河镇最后一座老桥加固完工，过往车辆不再绕行。全镇今年加固桥梁十二座，并对沿线的护栏和标志标线作了更

渔民在码头整理渔网，准备出海。开渔以来，码头每天卸下鲜鱼两万斤。

赖何苗 摄

新，群众出行更加方便。镇里还安排专人巡查。
""", "page", ruleset=ruleset)
    assert [(article.kind, article.reporters) for article in page.articles] == [("article", ("龚晓",)), ("caption", ("赖何苗",))]


def test_an_article_goes_on_below_another_that_stands_inside_it(ruleset):
    page = read_text("""苇河镇老桥加固完工

本报讯（记者 龚晓）九月五日，苇河镇最后一座老桥加固完工，过往车辆不再绕行。苇河镇今年加固老桥十二座。

市图书馆延长开放时间

本报讯（记者 赖何苗）市图书馆自国庆假期起延长开放时间两个小时，读者可以通过网上预约座位，少儿阅览室周末照常接待读者。

加固以后，老桥的桥面拓宽到七米，苇河镇的过往车辆可以双向通行。镇里说，今年还要为老桥装上护栏，加固工程完工以后由专人巡查，车辆不再绕行。
""", "page", ruleset=ruleset)
    assert [(article.title, article.reporters) for article in page.articles] == [("苇河镇老桥加固完工", ("龚晓",)), ("市图书馆延长开放时间", ("赖何苗",))]
    assert page.articles[0].end > page.articles[1].end


def test_a_section_between_the_lines_of_a_masthead_is_no_headline(ruleset):
    page = read_text("""A4
县域
2021年6月1日 星期二
编辑：汤霞　版式：邹荔
电话：6526688

苇河镇老桥加固完工

本报讯（记者 龚晓）九月五日，苇河镇最后一座老桥加固完工，过往车辆不再绕行。
""", "page", ruleset=ruleset)
    assert [article.title for article in page.articles if article.kind == "article"] == ["苇河镇老桥加固完工"]
