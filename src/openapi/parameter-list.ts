import { FEED_FORMATS } from "#feeds/feed.ts";
import { PROBLEMS } from "#serve/http/problem.ts";
import type { Wording } from "./wording.ts";
import type { Schema } from "./schema.ts";

/** A parameter of a path or of a query. */
type Parameter = {
  readonly says: Wording;
  readonly schema: Schema;
  /** A value that the seeded newspaper answers. */
  readonly example: string;
  /** Its value may have slashes, which stay as they are. */
  readonly hasSlashes?: true;
};

const TEXT: Schema = { type: "string" };
const DATE: Schema = {
  type: "string",
  description: "RFC 3339, or a year, month or day",
  pattern: "^\\d{4}",
};

function count(minimum: number, maximum: number, otherwise?: number): Schema {
  return {
    type: "integer",
    minimum,
    maximum,
    ...(otherwise !== undefined && { default: otherwise }),
  };
}

/** Parameters by the name under which operations speak of them: that of the parameter itself, with
 *  what it belongs to behind a dot where two have one name. */
export const PARAMETERS = {
  q: {
    says: ["What is searched for", "要搜索的内容", "要搜尋的內容"],
    schema: { ...TEXT, maxLength: 4096 },
    example: "浙江",
  },
  section: {
    says: [
      "Path of a section: in it, or below",
      "栏目路径：该栏目及其下级",
      "欄目路徑：該欄目及其下級",
    ],
    schema: TEXT,
    example: "news/politics",
    hasSlashes: true,
  },
  tag: {
    says: ["A tag", "标签", "標籤"],
    schema: TEXT,
    example: "灯戏",
  },
  author: { says: ["An author", "作者", "作者"], schema: TEXT, example: "罗丹枫" },
  lang: {
    says: ["A language, as BCP 47", "语言（BCP 47）", "語言（BCP 47）"],
    schema: TEXT,
    example: "zh-Hans",
  },
  after: {
    says: ["Published in it or later", "在此时或之后发布", "在此時或之後發布"],
    schema: DATE,
    example: "2023",
  },
  before: {
    says: ["Published in it or earlier", "在此时或之前发布", "在此時或之前發布"],
    schema: DATE,
    example: "2025-06",
  },
  on: { says: ["Published in it", "在此期间发布", "在此期間發布"], schema: DATE, example: "2023" },
  sort: {
    says: ["The order", "排序", "排序"],
    schema: { ...TEXT, enum: ["relevance", "date"], default: "relevance" },
    example: "date",
  },
  "limit.list": {
    says: [
      "How many at most; of changes 100 where nothing is said",
      "最多几篇；列出变更时默认 100",
      "最多幾篇；列出變更時預設 100",
    ],
    schema: count(1, 100, 20),
    example: "5",
  },
  "limit.search": {
    says: ["Hits on a page", "每页结果数", "每頁結果數"],
    schema: count(1, 50, 10),
    example: "5",
  },
  page: {
    says: [
      "Which page; page × limit goes up to 1,000",
      "第几页；页码 × 每页结果数不超过 1000",
      "第幾頁；頁碼 × 每頁結果數不超過 1000",
    ],
    schema: count(1, 1000, 1),
    example: "2",
  },
  cursor: {
    says: ["`next` of the page before", "上一页给出的 next", "上一頁給出的 next"],
    schema: TEXT,
    example: "MTY4MTQwMTYwMC4zLjg3NjEz",
  },
  updated_after: {
    says: [
      "What changed since: a `cursor` of an earlier answer, or a moment",
      "此后的变更：先前答复中的 cursor，或一个时刻",
      "此後的變更：先前答覆中的 cursor，或一個時刻",
    ],
    schema: TEXT,
    example: "2026-11-23T08:00:00Z",
  },
  format: {
    says: [
      "`opensearch` is the list that browsers want",
      "opensearch 为浏览器所用的列表",
      "opensearch 為瀏覽器所用的列表",
    ],
    schema: { ...TEXT, enum: ["json", "opensearch"], default: "json" },
    example: "opensearch",
  },
  depth: {
    says: ["0 leaves out the sections below", "0 表示不含下级栏目", "0 表示不含下級欄目"],
    schema: { type: "integer", enum: [0] },
    example: "0",
  },
  accent: {
    says: ["The colour of links, as #rrggbb", "链接颜色，如 #rrggbb", "連結顏色，如 #rrggbb"],
    schema: { ...TEXT, pattern: "^#[0-9a-fA-F]{6}$" },
    example: "#7b2418",
  },
  id: { says: ["Id of an article", "文章编号", "文章編號"], schema: TEXT, example: "87613" },
  feed: {
    says: ["RSS, Atom or JSON Feed", "RSS、Atom 或 JSON Feed", "RSS、Atom 或 JSON Feed"],
    schema: { ...TEXT, enum: Object.values(FEED_FORMATS).map(({ file }) => file) },
    example: "feed.json",
  },
  document: {
    says: [
      "Name of an archive document; the feed links to it",
      "归档文档的名称；订阅源中有链接",
      "歸檔文件的名稱；訂閱源中有連結",
    ],
    schema: TEXT,
    example: "",
  },
  file: {
    says: ["Name of a file; articles link to it", "文件名；文章中有链接", "檔名；文章中有連結"],
    schema: TEXT,
    example: "",
  },
  part: {
    says: [
      "Name of a part; the sitemap links to it",
      "分卷名称；见站点地图",
      "分卷名稱；見網站地圖",
    ],
    schema: TEXT,
    example: "pages",
  },
  problem: {
    says: ["Name of a problem", "问题名称", "問題名稱"],
    schema: { ...TEXT, enum: Object.keys(PROBLEMS) },
    example: "log-too-short",
  },
  allow: {
    says: [
      "Guards that are answered: `mass-loss`, `reappearing-articles`, `lost-addresses`, with commas between",
      "已确认可忽略的保护：mass-loss、reappearing-articles、lost-addresses，以逗号分隔",
      "已確認可忽略的保護：mass-loss、reappearing-articles、lost-addresses，以逗號分隔",
    ],
    schema: TEXT,
    example: "mass-loss",
  },
  purge: {
    says: [
      "1 takes it out of everything that is stored, for ever",
      "1 表示从所有存储中永久清除",
      "1 表示從所有儲存中永久清除",
    ],
    schema: { ...TEXT, enum: ["1"] },
    example: "1",
  },
  hash: {
    says: ["Hash of its bytes", "内容的散列值", "內容的雜湊值"],
    schema: { ...TEXT, pattern: "^[a-z0-9]+$" },
    example: "0",
  },
  path: {
    says: ["An old address", "旧网址", "舊網址"],
    schema: TEXT,
    example: "rss.php",
    hasSlashes: true,
  },
} as const satisfies Readonly<Record<string, Parameter>>;

/** A parameter, by the name in the table. */
export type ParameterName = keyof typeof PARAMETERS;

/** What a request calls a parameter.
 *  @example writtenName("limit.list") // "limit" */
export function writtenName(name: ParameterName): string {
  return name.replace(/\..*$/, "");
}

/** A parameter as the table has it. */
export function parameterOf(name: ParameterName): Parameter {
  return PARAMETERS[name];
}
