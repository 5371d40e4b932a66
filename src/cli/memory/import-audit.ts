import { readContentAt } from "#cli/folder/content.ts";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { contentText } from "#text/html/content.ts";
import { textFromHtml } from "#text/html/html-text.ts";
import { readHtmlTokens } from "#text/html/html-tokens.ts";

/** What is counted of an article at both ends of an import. */
const MEASURES = ["text", "pictures", "links", "tags", "authors", "dates"] as const;
type Measure = Readonly<Record<(typeof MEASURES)[number], number>>;

/** A difference between an article as its source gave it and as it lies in the folder. */
type AuditDifference = {
  readonly article: string;
  readonly what: string;
  readonly source: number;
  readonly folder: number;
};

/** What an audit found: sums at both ends, and every difference. */
export type AuditResult = {
  readonly source: Readonly<Record<string, number>>;
  readonly folder: Readonly<Record<string, number>>;
  readonly differences: readonly AuditDifference[];
};

/** Counts of articles as their sources gave them, to be compared with what was written. */
export type ImportAudit = {
  /** Counts an article as it came, before anything was made of it.
   *  @param shown  its HTML made safe; absent for plain text */
  count(article: Article, shown?: string): void;
  /** Reads the folder back and compares. */
  compare(folder: string): Promise<AuditResult>;
};

/** Opens an audit. */
export function createImportAudit(): ImportAudit {
  const given = new Map<string, Measure>();
  return {
    count: (article, shown) => void given.set(article.id, measure(article, shown)),
    async compare(folder) {
      const content = await readContentAt(folder);
      const articles = isRejection(content) ? [] : content.articles;
      const found = new Map<string, Measure>(articles.map((one) => [one.id, measure(one)]));
      const differences = [...given].flatMap(([article, source]) => {
        const there = found.get(article);
        if (there === undefined) return [{ article, what: "article", source: 1, folder: 0 }];
        return MEASURES.filter((what) => source[what] !== there[what]).map((what) => ({
          article,
          what,
          source: source[what],
          folder: there[what],
        }));
      });
      const kept = [...given.keys()].flatMap((id) => found.get(id) ?? []);
      return { source: sums([...given.values()]), folder: sums(kept), differences };
    },
  };
}

function measure(article: Article, shown = article.html ?? article.body): Measure {
  let [pictures, links] = [0, 0];
  if (article.format !== "text")
    readHtmlTokens(shown, {
      text() {},
      close() {},
      open(name, attributes) {
        if (name === "img" && attributes.get("src")) pictures += 1;
        if (name === "a" && attributes.get("href")) links += 1;
      },
    });
  return {
    text: (article.format === "text" ? contentText(article) : textFromHtml(shown)).replace(
      /\s/g,
      "",
    ).length,
    pictures,
    links,
    tags: article.tags.length,
    authors: article.authors.length,
    dates: article.updated === undefined ? 1 : 2,
  };
}

function sums(all: readonly Measure[]): Readonly<Record<string, number>> {
  const pairs = MEASURES.map(
    (what) => [what, all.reduce((sum, one) => sum + one[what], 0)] as const,
  );
  return { articles: all.length, ...Object.fromEntries(pairs) };
}
