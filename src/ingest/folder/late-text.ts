import type { Article } from "#model/article.ts";

/** An article without what is long in it. */
export type TextlessArticle = Omit<Article, LateField>;

/** A field that is made of the text. */
export type LateField = "body" | "html" | "excerpt";

type Text = Pick<Article, LateField>;
type LateText = { readonly read: () => Text; text?: Text };

/** Of articles whose text nobody asked for yet, where it is read. */
const late = new WeakMap<object, LateText>();

/** The article of which this is the head. Its text is read when somebody asks for it, once: of
 *  10,000 articles of which one was changed, most are never asked for theirs.
 *  @param head  becomes the article
 *  @param fields  those that it has beside the head
 *  @param read  gives the text */
export function withLateText(
  head: TextlessArticle,
  fields: readonly LateField[],
  read: () => Text,
): Article {
  late.set(head, { read });
  for (const field of fields) Object.defineProperty(head, field, PROPERTIES[field]);
  // It has a body now.
  return head as Article;
}

/** What an article has beside its text, for JSON, and which fields of the text it has. */
export function withoutText(article: Article): {
  readonly head: TextlessArticle;
  readonly fields: readonly LateField[];
} {
  const { body: _body, html: _html, excerpt: _excerpt, ...head } = article;
  return { head, fields: FIELDS.filter((field) => article[field] !== undefined) };
}

const FIELDS: readonly LateField[] = ["body", "html", "excerpt"];

/** One function for each field of all articles, so that these keep one shape. */
const PROPERTIES: Readonly<Record<LateField, PropertyDescriptor>> = {
  body: lateProperty("body"),
  html: lateProperty("html"),
  excerpt: lateProperty("excerpt"),
};

function lateProperty(field: LateField): PropertyDescriptor {
  return {
    enumerable: true,
    get(this: object) {
      return textOf(this)[field];
    },
  };
}

function textOf(article: object): Text {
  const found = late.get(article);
  if (found === undefined) throw new TypeError("this is no article whose text comes late");
  return (found.text ??= found.read());
}
