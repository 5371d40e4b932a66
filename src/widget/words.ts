/** What the element says in English, in Simplified and in Traditional Chinese.
 *  `{q}` is a search, `{n}` a number, `{from}` and `{to}` a correction. */
const WORDS = {
  placeholder: ["Search articles", "搜索文章", "搜尋文章"],
  close: ["Close", "关闭", "關閉"],
  one: ["1 result", "1 条结果", "1 筆結果"],
  many: ["{n} results", "{n} 条结果", "{n} 筆結果"],
  empty: [
    "Nothing for “{q}”. Try fewer words.",
    "没有找到“{q}”，少用几个词试试。",
    "找不到「{q}」，少用幾個詞試試。",
  ],
  corrected: [
    "Nothing for “{from}”; showing “{to}”.",
    "没有找到“{from}”，以下是“{to}”。",
    "找不到「{from}」，以下是「{to}」。",
  ],
  ignored: ["Left out: {q}", "略去：{q}", "略去：{q}"],
  some: ["With some of the words", "包含部分词语", "包含部分詞語"],
  meant: ["Did you mean", "是不是要找", "是不是要找"],
  cut: ["Only some words count.", "只搜了一部分。", "只搜了一部分。"],
  slow: ["Searching…", "搜索中……", "搜尋中……"],
  error: ["The search does not answer.", "搜索没有响应。", "搜尋沒有回應。"],
  offline: ["You are offline.", "网络已断开。", "網路已中斷。"],
  retry: ["Try again", "重试", "重試"],
  all: ["All results", "全部结果", "全部結果"],
  newest: ["Newest", "最新", "最新"],
  history: ["Recent searches", "搜索记录", "搜尋紀錄"],
  clear: ["Clear", "清除", "清除"],
} as const;

/** The texts of an element. */
export type Words = Readonly<Record<keyof typeof WORDS, string>>;

/** The language that an element speaks, BCP 47: that of the page where it stands, through shadow
 *  roots. English where it has none that is one; `zh_TW` is meant as `zh-TW`. */
export function langOf(element: Element): string {
  const lang = element.closest<HTMLElement>("[lang]")?.lang.replaceAll("_", "-");
  const { host } = element.getRootNode() as ShadowRoot;
  if (!lang) return (host as Element | undefined) ? langOf(host) : "en";
  try {
    return String(new Intl.Locale(lang));
  } catch {
    return "en";
  }
}

/** The texts for a language, English where it is not Chinese; those that the element has as
 *  attributes in their place. */
export function wordsFor(host: HTMLElement, lang: string): Words {
  // Matches `zh-Hant`, `zh-Hant-HK`, `zh-TW`; refuses `zh`, `zh-Hans-HK`, `zh-SG`.
  const isTraditional = /^zh-(?:hant|tw|hk|mo)/i.test(lang);
  const column = isTraditional ? 2 : /^zh/i.test(lang) ? 1 : 0;
  return new Proxy(WORDS, {
    // Each of them has its name from the table.
    get: (table, name: keyof Words) => host.getAttribute(name) ?? table[name][column],
  }) as unknown as Words;
}

/** A text with its `{names}` filled in.
 *  @example fill("{n} results", { n: 3 }) // "3 results" */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/{(\w+)}/g, (all, name: string) =>
    // A search of any length must leave room for what is said of it.
    String(values[name] ?? all).replace(/^(.{60}).+/su, "$1…"),
  );
}
