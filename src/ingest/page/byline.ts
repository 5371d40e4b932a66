import { type DateFormat, dateWith } from "#ingest/date/date-format.ts";
import { dateIn } from "#ingest/date/date-search.ts";
import { FAMILIES } from "./family-name.ts";

/** What a line near a title says of an article. */
export type Byline = {
  /** In the form that `toDating` takes. */
  readonly date: string | undefined;
  /** Where it came from; "" where the line does not say so. */
  readonly source: string;
  readonly authors: readonly string[];
};

/** Stands between the elements of a line, and where a date stood. */
const BORDER = "\u001f";

type LabelKind = "source" | "author" | "date" | "other";
/** What introduces a part of a byline. */
const LABELS: readonly (readonly [LabelKind, string])[] = [
  [
    "source",
    "(?:文章|新[闻聞]|信息|稿件|[资資]料|消息|[内內]容)?[来來]源[于於]?|稿[源来來]|出[处處]|[转轉][载載]?自|[发發][布佈文](?:[单單]位|[机機]構|机构|[机機][关關]|部[门門])",
  ],
  [
    "author",
    "(?:文章|原|本文)?作者|撰[文稿]|采[写寫访訪]|[采採][访訪]|文[字]?|文[/／|]图?|(?:本[报報刊网網台])?(?:特[约約派])?[记記]者|通[讯訊][员員]",
  ],
  [
    "date",
    "(?:(?:发[布佈表]|發[布佈表]|更新|[录錄]入|添加|创建|上[传傳]|[刊登][载載])?(?:时间|時間|日期|于))|发布|發布|时间",
  ],
  [
    "other",
    "(?:责任|責任)?[编編][辑輯]|责编|責編|校[对對]|[审審]核|[终終初][审審]|监制|摄影|攝影|[图圖][片/]?|供稿|投稿|[浏瀏][览覽](?:次数|量|人数)?|[点點][击擊](?:数|量|次数|率)?|[阅閱][读讀](?:数|量|次数)?|人气|[评評][论論](?:数)?|访问量|字[号體体]|字号大小|打印字体|打印|分享(?:到|至)?|收藏|[关關][键鍵][词詞字]|[标標][签籤]|[栏欄]目|分[类類]|[标標][题題]|字数|您?所?在?的?位置|[责責]任|[电電][话話]|地址|[邮郵][编編]",
  ],
];
const LABEL = new RegExp(
  `(?<!\\p{Script=Han}{6})(?:${LABELS.map(
    ([kind, words], index) => `(?<${kind}${index}>${words})`,
  ).join("|")})[\\s${BORDER}]{0,3}[:：]`,
  "gu",
);
/** Matches `记者 张三 李四` and `《棱镜》作者 周纯`, whose names no colon introduces. */
const UNMARKED =
  /(?:^|[\s\u001f】）)●◎■])(?:[\p{Script=Han}《》]{0,10}?)(?:[记記]者|通[讯訊][员員]|作者)[\s\u001f]+((?:\p{Script=Han}{2,4}[\s\u001f、]*){1,6})(?=$|[\s\u001f])/u;
const NAME = `[${FAMILIES}]\\p{Script=Han}{1,2}`;
/** Matches `本报记者陈大文 摄影报道`, `記者陳大文／台北報導`, `文/陈大文 图/李四`: names that stand close. */
const CLOSE = new RegExp(
  `(?:[记記]者|(?<=^|[\\s${BORDER}])(?:撰?文)\\s?[/／｜|]\\s?)(${NAME}(?:[\\s、]${NAME})*)` +
    `(?=$|[\\s${BORDER}／/、·|｜(（【]|[报報][道導]|[摄攝]影|编[译辑])`,
  "u",
);
/** Matches the names that newspapers, agencies and stations have: `中央社`, `聯合報`, `浙江在线`. */
const MEDIUM =
  /^\p{Script=Han}{1,10}(?:[报報社网網台臺]|客户端|周刊|週刊|[杂雜][志誌]|[时時][报報]|在[线線]|通[讯訊]社)$/u;
/** Matches the space in `来 源：`, `作 者：`. */
const SPACED_LABEL = /([来來作记記编編时時日])[ \u3000]{1,4}([源者辑輯间間期])(?=\s*[:：])/gu;
/** Words that are never the name of a source. */
const NO_SOURCE =
  /[。！？；，,!?：:]|[阅閱浏瀏][读讀览覽]|[评評][论論]|[点點][击擊]|字[号體体]|分享|[发發][布表]|[时時][间間]|[编編][辑輯]|打印|更新|星期|^周.$|今天|昨天|前天|[次赞]$|收藏|[关關]注|首[页頁]|正文|[登][录錄]|[原优優][创質质]|http|作者|[记記]者|文[／/]|来源|位置|当前|^\P{L}+$/u;
/** Matches what offices call their accounts: `澜川发布`. */
const ACCOUNT = /^\p{Script=Han}{2,6}[发發][布佈]$/u;
/** Matches who wrote it behind a source: ` 记者 张三`, ` 通讯员李四`. */
const WRITER =
  /\s+(?:本[报報刊网網台])?(?:[记記]者|通[讯訊][员員]|作者|[编編][辑輯]|文[／/|｜])[\s:：]?.*$/u;
/** Names that say that nobody is named. */
const NOBODY =
  /^(?:未知|佚名|匿名|无|無|不详|本站|网络|網絡|互联网|小编|管理员|admin|administrator|editor|root|null|unknown|anonymous)$/i;
/** A name of a source or a person is not longer. Characters. */
const MAX_SOURCE = 40;
const MAX_NAME = 60;
/** Longer lines are sentences. */
const MAX_BYLINE = 120;

/**
 * What a line says: date, source and authors, in any order, with labels or around the date as
 * Chinese portals write it. O(length).
 * @param place  IANA name of the place by whose clock CST is meant
 * @param segments  the texts of the line's elements; of a text without elements the line itself
 * @example bylineIn(["2023-4-14 09:30:15 来源：甘孜日报", "作者：张三"], [])
 */
export function bylineIn(
  segments: readonly string[],
  formats: readonly DateFormat[] = [],
  place?: string,
): Byline | undefined {
  const text = segments.join(BORDER).slice(0, 400).replace(SPACED_LABEL, "$1$2");
  const shown = text.replaceAll(BORDER, " ");
  const found = dateWith(formats, shown) ?? dateIn(shown, place);
  const parts = labelledParts(
    found === undefined
      ? text
      : text.slice(0, found.start) + BORDER + BORDER + text.slice(found.end),
  );
  const labelled = sourceName(firstOf(parts, "source"));
  const authors = authorsIn(parts, text);
  const source = labelled || (found === undefined ? "" : sourceBeside(text, found));
  if (found === undefined && source === "" && authors.length === 0) return undefined;
  return { date: found?.date, source: source.slice(0, MAX_SOURCE), authors };
}

type LabelledPart = { readonly kind: LabelKind; readonly value: string };

function labelledParts(text: string): readonly LabelledPart[] {
  const labels = [...text.matchAll(LABEL)];
  return labels.map(({ 0: label, index, groups = {} }, number) => {
    const kind = (
      Object.entries(groups).find(([, group]) => group !== undefined)?.[0] ?? ""
    ).replace(/\d+$/, "");
    const value = text.slice(index + label.length, labels[number + 1]?.index ?? text.length);
    return { kind: isLabelKind(kind) ? kind : "other", value: trimmed(value) };
  });
}

function isLabelKind(kind: string): kind is LabelKind {
  return LABELS.some(([known]) => known === kind);
}

function firstOf(parts: readonly LabelledPart[], kind: LabelKind): string {
  return parts.find((part) => part.kind === kind && part.value !== "")?.value ?? "";
}

/** The name of a source without what is shown beside it. */
function sourceName(written: string): string {
  const [first = ""] = written.split(BORDER).map(trimmed).filter(Boolean);
  const isHan = /\p{Script=Han}/u.test(first);
  const name =
    (isHan ? first.split(/\s{2,}|\u3000|\s(?=\P{Script=Han})|[|｜]/u, 1)[0] : first) ?? "";
  const alone = name.replace(WRITER, "");
  const bare = alone.replace(/[[【（(](?:整理|原创|綜合|综合|转载|微信)[\]】）)]$/u, "").trim();
  const isName = bare.length <= MAX_SOURCE && !/[。！？；]/.test(bare) && /\p{L}/u.test(bare);
  return isName && !NOBODY.test(bare) ? bare.replace(/^[《“"]([^》”"]+)[》”"]$/u, "$1") : "";
}

/** The source that stands just before a date, or just behind it, without a label. */
function sourceBeside(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  const before = text.slice(0, start).replace(DATE_LABEL_AT_END, "");
  const chunks = (part: string): readonly string[] =>
    part
      .split(/[\u001f|｜]|\s{2,}|\u3000/u)
      .map(trimmed)
      .filter(Boolean);
  const candidates = [chunks(before).at(-1) ?? "", chunks(text.slice(end))[0] ?? ""];
  const whole = candidates
    .map((candidate) => sourceName(candidate.replace(LEADING_LABEL, "")))
    .find((name) => isSourceAlone(name));
  const words = candidates.flatMap((candidate) => candidate.split(/\s+/u));
  return whole ?? words.find((word) => MEDIUM.test(word) && isSourceAlone(word)) ?? "";
}

/** A label before a date: with a colon, or a word by itself. */
const DATE_LABEL_AT_END = new RegExp(
  `(?:(?:^|[\\s|｜${BORDER}])[\\s|｜${BORDER}]*(?:${LABELS[2]?.[1] ?? ""})[\\s${BORDER}]*` +
    `|(?:${LABELS[2]?.[1] ?? ""})[\\s${BORDER}]*[:：][\\s${BORDER}]*)$`,
  "u",
);
const LEADING_LABEL = new RegExp(`^(?:${LABELS[0]?.[1] ?? ""})\\s*[:：]\\s*`, "u");

function isSourceAlone(name: string): boolean {
  if (ACCOUNT.test(name)) return true;
  return (
    name.length >= 2 && name.length <= 20 && !NO_SOURCE.test(name) && /\p{Script=Han}/u.test(name)
  );
}

function authorsIn(parts: readonly LabelledPart[], text: string): readonly string[] {
  const labelled = parts.filter(({ kind }) => kind === "author").map(({ value }) => value);
  const unmarked = UNMARKED.exec(text)?.[1] ?? CLOSE.exec(text)?.[1] ?? "";
  const written = labelled.length > 0 ? labelled : [unmarked];
  return [...new Set(written.flatMap(namesIn))].slice(0, 20);
}

/** Whether a line is one that begins an article's text and yet is part of its byline. */
export function isBylineLine(text: string): boolean {
  if (text.length > MAX_BYLINE || /[。！？；]/.test(text)) return false;
  const byline = bylineIn([text]);
  if (byline === undefined) return false;
  return /[:：]/.test(text) || text.length <= 40;
}

/** The names in a text that is nothing but names. */
export function namesIn(written: string): readonly string[] {
  const bare = written
    .replace(
      /^\s*(?:(?:written |posted |words )?by|par|von|door|por|di|text|autor|author)[:\s]+/i,
      "",
    )
    .replace(
      /(?:本[报報刊网網台])?(?:特[约約派]|[实實][习習]|[见見][习習])?(?:[记記]者|通[讯訊][员員]|作者|[实實][习習]生)[:：\s]*/gu,
      " ",
    )
    .replace(/\s*[（(][^（）()]{0,20}[）)]/gu, " ")
    .replaceAll(BORDER, " ");
  const isHan = /\p{Script=Han}/u.test(bare);
  // Spaces stand between Chinese names, and within others.
  // As libraries write them: the family's name first.
  if (/^\s*\p{L}+,\s(?:\p{L}\.|\p{L}+(?:\s\p{L}+)+)\s*$/u.test(bare)) return [bare.trim()];
  const names = bare.split(isHan ? /[\s、，,;；/／|｜&]+/u : /\s*[,;&|]\s*|\s+and\s+|\s{2,}/i);
  return names
    .map((name) => name.trim().replace(/^[◎●■□○·\s]+/u, ""))
    .filter(
      (name) => name !== "" && name.length <= MAX_NAME && !NOBODY.test(name) && /\p{L}/u.test(name),
    )
    .filter((name) => !/[。！？；]/.test(name));
}

function trimmed(text: string): string {
  return text.replace(/^[\s|｜·•/,，\u3000-]+|[\s|｜·•/,，\u3000【[（(-]+$/gu, "");
}
