// The interface in Chinese and English.

const WORDS = {
  title: ["报道图谱", "Reports as a graph"], network: ["网络", "Network"], timeline: ["时间线", "Timeline"], matrix: ["矩阵", "Matrix"],
  map: ["地图", "Map"], orgs: ["组织", "Organisation"], tables: ["表格", "Tables"], search: ["搜索", "Search"],
  searchHint: ["姓名、机构、地点；繁简或拼音首字母", "Names in either script, or pinyin initials"], filters: ["筛选", "Filters"],
  clear: ["全部清除", "Clear all"], kinds: ["类别", "Kinds"], measures: ["措施", "Measures"], place: ["地点", "Place"], time: ["时间", "Time"],
  report: ["报道", "Reports"], sure: ["置信度不低于", "Confidence at least"], status: ["状态", "Status"], from: ["自", "From"], to: ["至", "To"],
  legend: ["图例", "Legend"], details: ["详情", "Details"], facts: ["事实", "Facts"], links: ["关联", "Links"], quotes: ["原文", "Sources"],
  confidence: ["置信度", "confidence"], rules: ["规则", "rules"], names: ["又作", "also written"], openArea: ["展开", "Open"],
  closeArea: ["收起", "Close"], openAll: ["全部展开", "Open all"], closeAll: ["全部收起", "Close all"], whole: ["总览", "Overview"],
  zoomIn: ["放大", "Zoom in"], zoomOut: ["缩小", "Zoom out"], copyLink: ["复制链接", "Copy link"], copied: ["已复制", "Copied"],
  png: ["存为 PNG", "Save PNG"], svg: ["存为 SVG", "Save SVG"], csv: ["复制 CSV", "Copy CSV"], saveCsv: ["存为 CSV", "Save CSV"],
  theme: ["深浅", "Light or dark"], lang: ["EN", "中文"], close: ["关闭", "Close"], readText: ["读全文", "Read in the text"],
  pathFrom: ["由此出发找路径", "Path from here"], pathTo: ["到此为止", "Path to here"], path: ["路径", "Path"], noPath: ["两者之间没有路径", "No path between them"],
  pathHint: ["请再选一个对象作为终点", "Now choose where the path should end"], nothing: ["没有符合的内容", "Nothing matches"],
  hint: ["点击圆盘展开一地；点击圆点或连线查看事实与原文。", "Click a disc to open a place; click a dot or a line for facts and sources."],
  actions: ["行动", "actions"], actors: ["主体", "actors"], things: ["条目", "things"], figures: ["数字", "Figures"], people: ["人物职务", "People and posts"],
  value: ["数值", "Value"], unit: ["单位", "Unit"], counted: ["计数对象", "Counted"], bound: ["精确度", "Bound"], scope: ["口径", "Scope"],
  asOf: ["截至", "As of"], verbatim: ["原文", "As written"], area: ["地区", "Area"], action: ["行动", "Action"], measure: ["措施", "Measure"],
  agent: ["行动者", "Agent"], target: ["对象", "Target"], person: ["人物", "Person"], post: ["职务", "Post"], body: ["机构", "Body"],
  rows: ["行", "rows"], page: ["页", "page"], previous: ["上一页", "Previous"], next: ["下一页", "Next"], total: ["合计", "Total"],
  level: ["归并到", "By"], county: ["县", "county"], prefecture: ["地市", "prefecture"], province: ["省", "province"],
  undated: ["没有年份或日期", "no year or date"], ownTime: ["文中时间", "time in the text"], reportTime: ["以发布日计", "day of the report"],
  chooseOrg: ["机构", "Body"], heads: ["领导", "heads"], members: ["成员", "members"], parts: ["下设", "parts"], posts: ["任职", "posts"],
  noText: ["此报道原文不在手边，仅有摘录。", "The text of this report is not at hand; only quotations are."], loading: ["载入中…", "Loading…"],
  characters: ["字符", "characters"], marks: ["处标记", "marks"], other: ["其他", "other"], results: ["个结果", "results"],
  mapHint: ["灰点为各县驻地；圆的大小为行动数。", "Grey dots are county seats; circles are sized by actions."], all: ["全部", "All"],
  showList: ["列表", "List"], inDisc: ["盘中条目", "Things in the disc"], shown: ["显示", "shown"], network_label: ["网络图，方向键移动，加减号缩放", "Network: arrow keys move, plus and minus zoom"],
  notDrawn: ["（不在图中）", "(not in the network)"], skip: ["跳到搜索", "Skip to search"], noDate: ["日期不详", "no date"], more: ["更多", "more"],
};

let english = false;

export const setLanguage = (code) => {
  english = code === "en";
  document.documentElement.lang = english ? "en" : "zh-Hans";
};

/** A word of the interface. */
export const t = (name) => (WORDS[name] ? WORDS[name][english ? 1 : 0] : name);

/** The word in the language of the interface, of something with `zh` and `en`. */
export const word = (of) => (english ? of.en : of.zh) || of.zh;

/** A property or value by name, of a table name → [zh, en]. */
export const named = (table, name) => (Object.hasOwn(table, name) ? table[name][english ? 1 : 0] : name);

export const isEnglish = () => english;
