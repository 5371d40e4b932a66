const ENGLISH = {
  title: "The search element",
  intro:
    "One script of eight kilobytes for any site. Without JavaScript, and until it is there, each of these is a form.",
  box: "A box",
  boxNote: "Hits appear below it, with sections, years and languages to narrow them.",
  palette: "A palette",
  paletteNote: "Opens by a click, by Ctrl K or ⌘K, and by a slash.",
  light: "In light",
  dark: "In dark",
  own: "Hits in your own way",
  ownNote: "By a template in the page.",
  copy: "Lines to copy",
  copyNote: "They work in any page. All attributes are in docs/embedding.md.",
  pin: "A version that stays",
  pinNote: "Browsers run just these bytes:",
  strict: "Strict pages",
  strictNote:
    "This page allows no inline script, no inline style and no text that could become a script (Trusted Types). The element needs none of them.",
};

/** The words of the page that shows the search element. */
export type DemoWords = typeof ENGLISH;

const SIMPLIFIED: DemoWords = {
  title: "搜索组件",
  intro:
    "一个八千字节的脚本，任何网站都能用。脚本到达之前，或没有 JavaScript 时，下面每一个都是普通的表单。",
  box: "搜索框",
  boxNote: "结果显示在下方，可按栏目、年份和语言缩小范围。",
  palette: "搜索面板",
  paletteNote: "点一下，或按 Ctrl K、⌘K 或斜杠键打开。",
  light: "浅色",
  dark: "深色",
  own: "自己的样式",
  ownNote: "用页面里的模板显示结果。",
  copy: "复制这几行",
  copyNote: "放进任何页面都可以。全部属性见 docs/embedding.md。",
  pin: "固定版本",
  pinNote: "浏览器只会运行这一份：",
  strict: "严格的页面",
  strictNote: "本页不允许内联脚本、内联样式，也不允许文本变成脚本（Trusted Types）。组件都不需要。",
};

const TRADITIONAL: DemoWords = {
  title: "搜尋元件",
  intro:
    "一個八千位元組的指令碼，任何網站都能用。指令碼到達之前，或沒有 JavaScript 時，下面每一個都是普通的表單。",
  box: "搜尋框",
  boxNote: "結果顯示在下方，可按欄目、年份和語言縮小範圍。",
  palette: "搜尋面板",
  paletteNote: "點一下，或按 Ctrl K、⌘K 或斜線鍵開啟。",
  light: "淺色",
  dark: "深色",
  own: "自己的樣式",
  ownNote: "用頁面裡的範本顯示結果。",
  copy: "複製這幾行",
  copyNote: "放進任何頁面都可以。全部屬性見 docs/embedding.md。",
  pin: "固定版本",
  pinNote: "瀏覽器只會執行這一份：",
  strict: "嚴格的頁面",
  strictNote:
    "本頁不允許行內指令碼、行內樣式，也不允許文字變成指令碼（Trusted Types）。元件都不需要。",
};

/** Its words in the language of the pages.
 *  @param lang  as the pages' own words have it */
export function demoWordsFor(lang: string): DemoWords {
  if (lang === "zh-Hant") return TRADITIONAL;
  return lang === "en" ? ENGLISH : SIMPLIFIED;
}
