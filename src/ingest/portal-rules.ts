import { parse as parseToml, TomlError } from "smol-toml";
import { type Fields, fieldsOf, isRecord } from "../model/field.ts";
import { isRejection, type Place, rejection, type Rejection } from "../model/rejection.ts";

/** What is particular to the pages of one portal. What is absent is as on most Chinese portals. */
export type PortalRules = {
  /** Words before the breadcrumb, such as `您所在的位置`. */
  readonly breadcrumbLabels: readonly string[];
  /** Crumbs that are no sections: the page's own, and the home page. The first crumb is the site's name and never a section. */
  readonly furniture: readonly string[];
  /** Slugs of section titles, where the permalink does not tell them. */
  readonly slugs: Readonly<Record<string, string>>;
  /** Words that mark a part of a title as spam. */
  readonly spamWords: readonly string[];
};

/** The rules of a portal that nobody wrote rules for. */
export const PORTAL_RULES: PortalRules = {
  breadcrumbLabels:
    "您所在的位置 您现在的位置 您現在的位置 你所在的位置 当前位置 當前位置 所在位置 位置".split(
      " ",
    ),
  furniture:
    "首页 首頁 浏览文章 瀏覽文章 正文 内容 內容 文章内容 文章內容 文章正文 阅读文章 閱讀文章 查看文章".split(
      " ",
    ),
  slugs: {},
  spamWords: [],
};

/** Reads the rules of a portal: TOML with `breadcrumb_labels`, `furniture` and `spam_words`, lists that are added to what is known of all portals, and the
 *  table `slugs` of section titles and their slugs.
 *  @returns a Rejection that names everything wrong
 *  @example readPortalRules('furniture = ["详细内容"]\n[slugs]\n"新闻" = "news"\n', {}) */
export function readPortalRules(text: string, place: Place): PortalRules | Rejection {
  const table = tomlFrom(text, place);
  if (isRejection(table)) return table;
  const fields = fieldsOf(table);
  const rules = {
    breadcrumbLabels: [...fields.list("breadcrumb_labels"), ...PORTAL_RULES.breadcrumbLabels],
    furniture: [...fields.list("furniture"), ...PORTAL_RULES.furniture],
    slugs: slugsIn(fields),
    spamWords: fields.list("spam_words"),
  };
  return fields.faults.length > 0 ? rejection(place, ...fields.faults) : rules;
}

function slugsIn(fields: Fields): Readonly<Record<string, string>> {
  const found = fields.raw("slugs");
  if (found === undefined) return {};
  const pairs = isRecord(found) ? Object.entries(found) : [];
  const slugs = pairs.filter((pair): pair is [string, string] => typeof pair[1] === "string");
  if (!isRecord(found) || slugs.length < pairs.length)
    fields.fault(
      "slugs",
      "is not a table of titles and slugs",
      'write [slugs] and "新闻" = "news" below it',
    );
  return Object.fromEntries(slugs);
}

function tomlFrom(text: string, place: Place): Readonly<Record<string, unknown>> | Rejection {
  try {
    return parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return rejection(
      { ...place, line: error.line },
      { what: `is not TOML: ${error.message.split("\n")[0]}` },
    );
  }
}
