import { type Html, html } from "./html.ts";

/** What is not in any standard, to those who write programs. Codes stand in backquotes. */
type FeedsNote = {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Fields of the JSON Feed's extension and what they hold. */
  readonly fields: Readonly<Record<FieldName, string>>;
};

type FieldName =
  | "id"
  | "sections"
  | "kicker"
  | "source"
  | "license"
  | "rights"
  | "image"
  | "precision"
  | "corrections";

const ENGLISH: FeedsNote = {
  title: "For programs",
  paragraphs: [
    "The newest page of a feed links to the archive documents behind it (RFC 5005 `prev-archive`, in JSON Feed `next_url`), back to the first article; a document’s set of entries never changes. Entity tags and `If-Modified-Since` work everywhere. `?depth=0` leaves out the articles of the sections inside, `?lang=` keeps one language.",
    "Items of the JSON Feed have an object `_broadsheet` with what the format has no field for:",
  ],
  fields: {
    id: "The article’s own id, as in `/articles/{id}`; the item’s `id` is the one that feed readers compare.",
    sections: "The sections that carry it, its own first: `path`, and `titles` joined by a slash.",
    kicker: "The line above the title.",
    source: "Where it was taken from: `name`, and `url` where it is known.",
    license: "URL of the article’s licence, where it has one of its own.",
    rights: "Whose the article is, where the feed’s licence does not hold for it.",
    image: "Of the item’s picture: `alt`, what it shows, and its `width` and `height` in pixels.",
    precision: "`day` when only the date of publication is known, not the time.",
    corrections: "What was corrected: `at` and `note` of each.",
  },
};

const SIMPLIFIED: FeedsNote = {
  title: "给程序开发者",
  paragraphs: [
    "订阅源的最新一页链接到更早的存档页（RFC 5005 的 `prev-archive`，JSON Feed 中是 `next_url`），一直到第一篇文章；存档页包含哪些文章，永不改变。实体标签与 `If-Modified-Since` 处处可用。`?depth=0` 不含下级栏目的文章，`?lang=` 只留一种语言。",
    "JSON Feed 的每个条目有一个 `_broadsheet` 对象，其中是该格式没有的字段：",
  ],
  fields: {
    id: "文章自己的编号，即 `/articles/{id}` 中的编号；条目的 `id` 则供阅读器辨认。",
    sections: "刊登它的栏目，所属栏目在前：`path`，以及用斜线连起来的 `titles`。",
    kicker: "标题上方的一行。",
    source: "文章的来源：`name`，知道网址时还有 `url`。",
    license: "文章另有版权许可时，许可的网址。",
    rights: "订阅源的版权许可不适用于这篇文章时，版权归谁。",
    image: "条目图片的说明 `alt`，以及以像素计的 `width` 和 `height`。",
    precision: "只知道发布日期、不知道时间时，是 `day`。",
    corrections: "更正了什么：每一处的 `at` 和 `note`。",
  },
};

const TRADITIONAL: FeedsNote = {
  title: "給程式開發者",
  paragraphs: [
    "訂閱源的最新一頁連結到更早的存檔頁（RFC 5005 的 `prev-archive`，JSON Feed 中是 `next_url`），一直到第一篇文章；存檔頁包含哪些文章，永不改變。實體標籤與 `If-Modified-Since` 處處可用。`?depth=0` 不含下層欄目的文章，`?lang=` 只留一種語言。",
    "JSON Feed 的每個項目有一個 `_broadsheet` 物件，其中是該格式沒有的欄位：",
  ],
  fields: {
    id: "文章自己的編號，即 `/articles/{id}` 中的編號；項目的 `id` 則供閱讀器辨認。",
    sections: "刊登它的欄目，所屬欄目在前：`path`，以及用斜線連起來的 `titles`。",
    kicker: "標題上方的一行。",
    source: "文章的來源：`name`，知道網址時還有 `url`。",
    license: "文章另有授權條款時，條款的網址。",
    rights: "訂閱源的授權條款不適用於這篇文章時，版權歸誰。",
    image: "項目圖片的說明 `alt`，以及以像素計的 `width` 和 `height`。",
    precision: "只知道發布日期、不知道時間時，是 `day`。",
    corrections: "更正了什麼：每一處的 `at` 和 `note`。",
  },
};

/** The part of the page of feeds that is for those who write programs.
 *  @param lang  as the pages' own words have it */
export function renderFeedsNote(lang: string): Html {
  const note = lang === "en" ? ENGLISH : lang === "zh-Hant" ? TRADITIONAL : SIMPLIFIED;
  return html`<section class="index">
    <h2>${note.title}</h2>
    ${note.paragraphs.map((text) => html`<p>${withCodes(text)}</p> `)}
    <dl>
      ${Object.entries(note.fields).map(
        ([name, text]) =>
          html`<dt><code>${name}</code></dt>
            <dd>${withCodes(text)}</dd> `,
      )}
    </dl>
  </section>`;
}

/** A text in which what stands in backquotes is code. */
function withCodes(text: string): Html {
  const pieces = text.split("`");
  return html`${pieces.map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece))}`;
}
