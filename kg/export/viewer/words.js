// The words of the interface, Chinese and English side by side; those of closed lists and relations come with the records (kg/export/vocabularies.py).
const WORDS = {
  pageName: ["报纸知识图谱", "Newspaper graph"], skip: ["跳到详情", "Skip to details"],
  graph: ["图谱", "Graph"], claims: ["数据", "Figures"], entities: ["名录", "Names"], articles: ["稿件", "Articles"], report: ["报告", "Report"],
  search: ["搜索名称、拼音、指标、原文（按 / 键）", "Search names, pinyin, figures, text (press /)"], searchShort: ["搜索", "Search"],
  otherLanguage: ["EN", "中"], dark: ["深色", "Dark"], light: ["浅色", "Light"],
  ORG: ["机构", "Organisations"], PER: ["人物", "People"], LOC: ["地点", "Places"], Claim: ["数据", "Figures"], Article: ["稿件", "Articles"],
  ORG1: ["机构", "Organisation"], PER1: ["人物", "Person"], LOC1: ["地点", "Place"], Claim1: ["数据", "Figure"], Article1: ["稿件", "Article"],
  OTHER: ["其他", "Others"], OTHER1: ["其他", "Other"], Document1: ["文件", "Document"], Project1: ["项目", "Project"], Product1: ["产品", "Product"],
  Honour1: ["荣誉", "Honour"], Event1: ["活动", "Event"], Industry1: ["产业", "Industry"],
  way: ["关联路径", "Path"], findWay: ["找关联", "Find a path"], chooseEnd: ["请点选或搜索另一个名称", "Choose the other end: click or search"], noWay: ["图中没有相连的路径", "No path in the graph"],
  legend: ["图例", "Legend"], legendHint: ["点按可隐去一类", "click to hide a class"], edges: ["连线", "Lines"],
  mentions: ["提到", "mentions"], within: ["属于", "within"], holds_post: ["任职", "holds post"], about: ["说的是", "about"],
  said_by: ["出自", "said by"], reports: ["刊载", "reports"], relation: ["关系", "relation"],
  zoomIn: ["放大", "Zoom in"], zoomOut: ["缩小", "Zoom out"], fit: ["看全图", "Show all"], picture: ["存为图片", "Save picture"],
  close: ["关闭", "Close"], back: ["返回", "Back"], names: ["名称", "Names"], alsoPrinted: ["又作", "also printed"], why: ["为何视为一体", "Why these are one"],
  posts: ["任职", "Posts"], people: ["人员", "People"], relations: ["关系", "Relations"], figures: ["数据", "Figures"], saidFigures: ["其所说的数据", "Figures it stated"],
  evidence: ["原文", "In the text"], holds: ["下辖", "Within it"], code: ["区划代码", "Division code"],
  mentionsN: ["{0} 次提到", "{0} mentions"], articlesN: ["{0} 篇稿件", "{0} articles"], claimsN: ["{0} 项数据", "{0} figures"], oddsN: ["{0} 项不一致", "{0} at odds"],
  more: ["再显示 {0} 条（共余 {1}）", "Show {0} more ({1} left)"], showInGraph: ["定位", "Locate"], openArticle: ["读全文", "Read the article"],
  value: ["数值", "Value"], printed: ["原文写法", "As printed"], unit: ["单位", "Unit"], metric: ["指标", "Metric"], subject: ["主体", "Subject"],
  time: ["时间", "Time"], speaker: ["谁说的", "Said by"], kind: ["种类", "Kind"], bound: ["精确程度", "Exactness"], direction: ["升降", "Direction"],
  baseline: ["与什么相比", "Against"], modality: ["实际或计划", "Status"], rule: ["规则", "Rule"], checks: ["核对", "Checks"], because: ["判断依据", "Reasons"],
  saidBeside: ["同一数据的其他说法", "The same figure said elsewhere"], reckoning: ["核对说明", "What the checks say"], joined: ["名称合并", "Names joined"],
  fromContext: ["承上文", "from context"], unsaid: ["未说明", "not said"], given: ["已说明", "said"],
  ties: ["职务关系", "Ties"], tiesHint: ["谁任什么职务，谁与谁有什么关系", "Who holds which post, who has what to do with whom"], who: ["谁", "Who"], tie: ["关系", "Relation"], post: ["职务", "Post"], whom: ["对象", "Whom, where"],
  sentence: ["原句", "Sentence"], showWide: ["每行都显示", "Show it in each row"], exactValue: ["精确值", "Exact value"], upper: ["至", "Up to"], line: ["行号", "Line"],
  begins: ["起", "First day"], ends: ["止", "Last day"], id: ["标识", "Id"], idOfSubject: ["主体标识", "Id of subject"], idOfObject: ["对象标识", "Id of object"],
  saidN: ["所说的 {0} 项", "{0} stated"], tiesN: ["{0} 条职务关系", "{0} ties"], overTime: ["按时间", "Over time"], openRows: ["列成表，可筛选、可存为 CSV", "As a table to narrow and to save"],
  saidByStaff: ["其人员所说的数据", "Figures its people stated"], printedIn: ["{0} 见报", "printed {0}"], printedInHint: ["原文未说何时起；这是见报日期", "The page does not say since when; this is when it was printed"],
  together: ["同篇稿件", "Articles with both"], togetherN: ["同篇 {0} 个名称", "{0} names beside it"], onlyTogether: ["同篇提到", "Named with"], onlyWith: ["并提到", "And naming"],
  onlyOf: ["只看", "Only"], onlyBy: ["只看谁说的：", "Only said by"], withParts: ["含下辖 {0} 处", "with {0} within"], fewerFilters: ["少一个条件试试；“清除筛选”可看全部。", "Try fewer conditions; “Clear filters” shows all."],
  filterRows: ["筛选", "narrow the rows"], amountHint: ["数值：≥10亿元", "Value: ≥10亿元"], sortedByUnit: ["同类单位排在一起，再按大小", "By what is measured, then by size"], saveCsvHint: ["存下筛选后的各行，连同原句、精确值与标识", "Saves the rows that match, with sentence, exact value and ids"],
  copyLink: ["复制本视图的链接", "Copy a link to this view"], linkCopied: ["链接已复制，打开即见本视图", "Link copied: it opens this view"],
  linkOfFile: ["链接已复制。对方若有同一份 graph.html，把 # 及其后的部分接在自己的地址后面即可。", "Link copied. Who has the same graph.html puts what begins with # behind their own address."],
  copyQuote: ["复制引文", "Copy quotation"], quoteCopied: ["引文与出处已复制", "Quotation and source copied"],
  notPrinted: ["还有 {0} 行没有印出；先点“再显示”，或者“存为 CSV”。", "{0} more rows are not printed: press “Show more” first, or save as CSV."],
  pagesN: ["{0} 个版面", "{0} pages"],
  takenAs: ["作{0}的数字", "Numbers taken as: {0}"],
  noFigure: ["不作数据：", "No figure: "],
  asPrinted: ["按原样分行", "Lines as printed"], reflowed: ["连行阅读", "Joined lines"],
  published: ["发表", "Published"], reporters: ["署名", "By"], page: ["版面", "Page"], type: ["类别", "Class"], name: ["名称", "Name"],
  title: ["标题", "Title"], all: ["全部", "all"], filter: ["筛选文字", "Filter text"], rows: ["{0} / {1} 行", "{0} of {1} rows"], none: ["没有符合的内容", "Nothing matches"],
  noneHint: ["试试简称、拼音或首字母（lc 即聊城），或者少输几个字；几个词之间空一格。", "Try a short form, pinyin or initials (lc finds 聊城), or fewer characters; put a space between words."],
  saveCsv: ["存为 CSV", "Save as CSV"], count: ["次数", "Count"], start: ["导读", "At a glance"],
  startHint: ["点图中的任意一点，看名称、职务、关系与原句；点句中的标记，可回到图上。", "Click any point for names, posts, relations and the sentence behind them; click a mark in a sentence to come back to the graph."],
  mostNamed: ["提到最多", "Most mentioned"], read: ["读入", "Read"], pages: ["版面", "Pages"], rulesFired: ["生效的规则", "Rules that fired"],
  numberLedger: ["数字台账", "Number ledger"], disagreements: ["互相矛盾的数据", "Figures that disagree"], notes: ["说明与跳过", "Notes and skipped pages"],
  unexplainedList: ["未能解释的数字", "Numbers nobody explains"], claim: ["数据", "claim"], date: ["日期", "date"], ordinal: ["序数", "ordinal"], list: ["列举", "list"],
  idiom: ["习语", "idiom"], unexplained: ["未解释", "unexplained"], merged: ["合并", "merged"], "kept apart": ["分开", "kept apart"], open: ["存疑", "open"],
  characters: ["字数", "Characters"], version: ["版本", "Version"], rules: ["规则", "Rules"], period: ["时段", "Period"], sentences: ["原文句子", "Sentences"],
  timeline: ["时间", "Timeline"], map: ["地图", "Map"], otherLanguageName: ["Switch to English", "切换为中文"], stepsAround: ["邻居", "Steps"], stepsN: ["{0} 步", "{0} steps"],
  pin: ["钉住", "Pin"], hide: ["隐去", "Hide"], hiddenN: ["已隐去 {0} 个", "{0} hidden"], pinnedN: ["已钉住 {0} 个", "{0} pinned"], showAgain: ["恢复", "show again"], unpin: ["取消", "unpin"],
  inPicture: ["图中操作", "In the picture"], foldAll: ["全部收起", "Fold all"], unfoldAll: ["全部展开", "Unfold all"], unfoldHint: ["点按展开", "press to unfold"], membersN: ["{0} 个节点", "{0} nodes"],
  savePicture: ["导出", "Export"], savePng: ["图片 PNG", "Picture, PNG"], saveSvg: ["矢量图 SVG", "Drawing, SVG"], saveShown: ["所选关系 CSV", "Selection, CSV"],
  compared: ["对比", "Compared"], allResults: ["全部结果", "All results"], hitsN: ["{0} 条结果", "{0} results"], filters: ["更多条件", "More filters"], clearFilters: ["清除筛选", "Clear filters"],
  undated: ["无日期", "undated"], byYear: ["按年", "By year"], byMonth: ["按月", "By month"], placesN: ["{0} 个地点", "{0} places"], placesWithin: ["另有下属 {0} 处", "{0} more within"],
  mapNote: ["圆点在行政区划的中心，越大表示提到越多；村镇、街道、企业等计入其上级区划。不含底图与边界。", "A circle stands at the middle of a division and grows with its mentions; villages, streets and firms count for the division above. No base map, no borders."],
  meaning: ["即", "means"], panelName: ["详情", "Details"], searchPlace: ["搜索", "Search"], viewsName: ["视图", "Views"], pictureName: ["图谱：方向键移到相邻的点，回车打开，Shift 加方向键平移，加减号缩放，0 看全图", "Graph: arrows step to the next point, Enter opens it, Shift and arrows move, plus and minus zoom, 0 shows all"],
  madeWith: ["所用的库", "Made with"], network: ["网络", "network"], layout: ["布局", "layout"], pinyin: ["拼音", "pinyin"], verdicts: ["核对结果", "Checks"],
  alsoSaid: ["他处又见", "Said again in"], alsoPrintedIn: ["同稿另载", "Printed again in"], alikeN: ["相同 {0}%", "{0}% alike"],
  subtype: ["细类", "Subtype"], said: ["说", "said"], tier: ["层级", "tier"], standard: ["标准", "standard"], project: ["项目", "project"], prize: ["奖项", "prize"], industry: ["产业", "industry"],
  honour: ["荣誉", "honour"], document: ["文件", "document"], brand: ["品牌", "brand"], event: ["活动", "event"],
  lostLink: ["链接所指的内容不在本图中，可能出自另一次构建。", "What the link names is not in this graph; it may be of another build."],
  skipped: ["未读入", "skipped"], "passed over": ["略过", "passed over"], damaged: ["有损坏", "damaged"], link: ["链接", "link"],
  code1: ["编号代号", "code"], roles: ["任职", "Posts"],
};
let language = 0;

/** The words for `key` in the present language, `{0}`, `{1}` filled in; a key without words shows as itself. */
function t(key, ...values) {
  const pair = Object.hasOwn(WORDS, key) ? WORDS[key] : [key, key];
  return values.reduce((text, value, at) => text.replace(`{${at}}`, String(value)), pair[language]);
}

/** A reason or a note of the build; what the book has no Chinese for is told as it stands. */
const tReason = (reason) => (language === 0 && Object.hasOwn(book.reasons, reason) ? book.reasons[reason] : reason);

/** A value of a closed list; `about` as a bound is not `about` as an edge, `code` as a number's fate no division's. */
function tValue(slot, value) {
  if (!value) return "";
  return t(slot === "bound" && value === "about" || slot === "fate" && value === "code" ? `${value}1` : value);
}
