import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readAnswer, visibilityOf } from "#ingest/source/visibility.ts";

const now = Date.parse("2026-06-01T00:00:00Z");
const verdict = (fields: Readonly<Record<string, unknown>>) => {
  const { hidings } = visibilityOf(fields, { now });
  if (hidings.length === 0) return "shown";
  return hidings.every(({ isDoubt }) => isDoubt) ? "doubt" : "hidden";
};

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ["Hugo", { draft: "true" }, "hidden"],
  ["Hugo in YAML 1.1", { draft: "True" }, "hidden"],
  ["Jekyll in YAML 1.1", { draft: "yes" }, "hidden"],
  ["a switch", { Draft: "on" }, "hidden"],
  ["a number", { draft: 1 }, "hidden"],
  ["full-width letters", { draft: "ｔｒｕｅ" }, "hidden"],
  ["quoted twice", { draft: '"TRUE"' }, "hidden"],
  ["TOML", { draft: true }, "hidden"],
  ["Jekyll", { published: "False" }, "hidden"],
  ["Jekyll again", { published: "no" }, "hidden"],
  ["Obsidian", { publish: "off" }, "hidden"],
  ["Astro", { isDraft: true }, "hidden"],
  ["Astro with underscore", { is_draft: "y" }, "hidden"],
  ["Docusaurus", { unlisted: true }, "hidden"],
  ["Hexo", { password: "x" }, "hidden"],
  ["Hugo's expiry", { expiryDate: "2024-01-01" }, "hidden"],
  ["another spelling of expiry", { expires_on: "2024-01-01" }, "hidden"],
  ["Hugo's build", { build: { render: "never", list: "always" } }, "hidden"],
  ["Eleventy", { permalink: false }, "hidden"],
  ["WordPress's word", { status: "Pending" }, "hidden"],
  ["a word in Chinese", { status: "草稿" }, "hidden"],
  ["a word for a boolean", { draft: "pending" }, "hidden"],
  ["a members' article", { visibility: "members" }, "doubt"],
  ["an unknown word", { status: "evergreen" }, "doubt"],
  ["an unknown boolean", { draft: "perhaps" }, "doubt"],
  ["a list as a boolean", { draft: ["a"] }, "doubt"],
  ["an expiry that nobody can read", { expiryDate: "next spring" }, "doubt"],
  ["a beginning that nobody can read", { publishDate: "soon" }, "doubt"],
  ["what is not true", { draft: "false" }, "shown"],
  ["what is off", { draft: "Off" }, "shown"],
  ["nothing", { draft: "" }, "shown"],
  ["YAML's null", { draft: null }, "shown"],
  ["another null", { draft: "~", published: "Null", password: "" }, "shown"],
  ["a password that is off", { password: false }, "shown"],
  ["an expiry to come", { expiryDate: "2099-01-01" }, "shown"],
  ["no expiry", { expires: "never" }, "shown"],
  ["a date in published", { published: "2023-04-14" }, "shown"],
  [
    "a date that nobody can read, which is an error of its own",
    { published: "32.13.2023" },
    "shown",
  ],
  ["a word for all", { visibility: "Public", status: "publish" }, "shown"],
  ["what has nothing to do with it", { hide: ["toc"], hide_title: true, layout: "post" }, "shown"],
  [
    "names that only resemble",
    { drafts_folder: true, private_key: "x", passwordless: true },
    "shown",
  ],
  ["a permalink", { permalink: "/a/" }, "shown"],
  ["a boolean in Chinese", { draft: "是" }, "hidden"],
  ["its opposite", { draft: "否" }, "shown"],
  ["a field in Chinese", { 草稿: true }, "hidden"],
  ["another", { 公开: false }, "hidden"],
  ["a state", { state: "draft" }, "hidden"],
  ["a part of a country", { state: "CA" }, "shown"],
  ["a layout for drafts", { layout: "draft" }, "hidden"],
  ["a kind of article", { type: "review" }, "shown"],
  ["the status of a CMS", { publication_status: "draft" }, "hidden"],
  ["what is not ready", { ready: false }, "hidden"],
  ["a list of what is hidden", { hide: ["navigation"] }, "shown"],
  ["what is hidden", { hide: true }, "hidden"],
  ["what was valid", { valid_until: "2024-01-01" }, "hidden"],
  ["Substack's audience", { audience: "only_paid" }, "doubt"],
  ["a course's audience", { audience: "beginners" }, "shown"],
  ["a premium article", { premium: true }, "doubt"],
  ["a list of one", { visibility: ["public"] }, "shown"],
  ["Zola's table", { extra: { draft: true } }, "hidden"],
  ["a theme's status", { params: { status: "alpha" } }, "shown"],
  ["what is withdrawn", { withdrawn: true }, "hidden"],
  ["a list of one boolean", { draft: [true] }, "hidden"],
  ["a list of one that is false", { draft: [false] }, "shown"],
  ["an empty list", { draft: [] }, "shown"],
  ["what has a password", { password_protected: true }, "hidden"],
  ["passwords", { passwords: ["a"] }, "hidden"],
  ["a password in Chinese", { 密码: "x" }, "hidden"],
  ["no password in Chinese", { 密码: "" }, "shown"],
  ["an expiration", { expiration: "2020-01-01" }, "hidden"],
  ["an expiration to come", { expiration: "2099-01-01" }, "shown"],
  ["German", { Entwurf: true }, "hidden"],
  ["Spanish", { borrador: "yes" }, "hidden"],
  ["French, which is none", { brouillon: false }, "shown"],
  ["Japanese", { 下書き: true }, "hidden"],
  ["Chinese, not published", { 未发布: true }, "hidden"],
  ["Chinese, published", { 发布: true }, "shown"],
  ["Chinese, published: no", { 发布: "否" }, "hidden"],
  ["a day in Chinese", { 发布: "2023年4月14日" }, "shown"],
  ["who published it, in Chinese", { 发布: "宣传部" }, "shown"],
  ["what is disabled", { disabled: true }, "hidden"],
  ["what is not active", { active: false }, "hidden"],
  ["who is active", { active: "weekly" }, "shown"],
  ["a state that says nothing of readers", { archived: true }, "shown"],
  ["a comment behind the value", { draft: "false # not yet" }, "doubt"],
  ["letters of another alphabet", { draft: "f\u0430lse" }, "doubt"],
  ["a date for a boolean", { draft: "2024-01-01" }, "doubt"],
  ["a number that is no boolean", { draft: 2 }, "doubt"],
  ["a request", { status: "request-pending" }, "doubt"],
  ["a table's", { build: { list: "never" } }, "hidden"],
  ["Hugo's old name", { _build: { render: "never" } }, "hidden"],
  ["robots", { noindex: true, robots: "noindex", sitemap: false }, "shown"],
  ["what is said of comments", { comments: false, toc: "no", search: false }, "shown"],
  ["a tag", { tags: ["draft"], categories: ["private"] }, "shown"],
  // Two spellings of one field: either may be the one that was meant.
  ["two spellings, the second true", { draft: false, Draft: true }, "hidden"],
  ["two spellings, the first true", { draft: true, DRAFT: "no" }, "hidden"],
  ["two spellings that agree", { draft: false, Draft: "no" }, "shown"],
  // Words before a name.
  ["is", { is_live: false }, "hidden"],
  ["post", { post_hidden: "yes" }, "hidden"],
  ["page", { pagePassword: "x" }, "hidden"],
  ["是否", { 是否草稿: "是" }, "hidden"],
  ["是否 again", { 是否公开: "否" }, "hidden"],
  ["是否, shown", { 是否公开: "是", 是否草稿: "否" }, "shown"],
  ["文章", { 文章密码: "abc" }, "hidden"],
  ["a word that only begins so", { issue: "draft", postage: false, history: "private" }, "shown"],
  // Chinese.
  ["an expiry in Chinese", { 过期时间: "2020-01-01" }, "hidden"],
  ["one to come", { 到期时间: "2099年1月1日" }, "shown"],
  ["who sees it", { 可见性: "私密" }, "hidden"],
  ["everybody sees it", { 可见性: "公开", 访问权限: "所有人" }, "shown"],
  ["what cannot be seen", { 可见: false }, "hidden"],
  ["what members see", { 仅会员可见: true }, "hidden"],
  ["what waits", { 状态: "待发布" }, "hidden"],
  ["what was refused", { 审核状态: "未通过" }, "hidden"],
  ["what passed", { 審核狀態: "審核通過" }, "shown"],
  ["a state nobody knows", { 狀態: "連載中" }, "doubt"],
  ["a password in Traditional Chinese", { 訪問密碼: "x" }, "hidden"],
  // Other languages.
  ["French, in a word", { statut: "brouillon" }, "hidden"],
  ["French law", { statut: "SARL" }, "shown"],
  ["Spanish, in a word", { estado: "borrador" }, "hidden"],
  ["a part of Mexico", { estado: "Jalisco" }, "shown"],
  ["German, in a word", { Zugriff: "privat" }, "hidden"],
  ["German, for all", { Sichtbarkeit: "öffentlich" }, "shown"],
  ["Russian", { видимость: "черновик" }, "hidden"],
  ["a password in German", { Passwort: "x" }, "hidden"],
  // Layouts and types.
  ["a layout below a folder of drafts", { layout: "drafts/post" }, "doubt"],
  ["a layout for what is protected", { layout: "protected" }, "doubt"],
  ["a type that is private", { type: "private-post" }, "doubt"],
  ["a layout in Chinese", { layout: "加密文章" }, "doubt"],
  ["what only has the letters", { layout: "draftsman", type: "membership-drive" }, "shown"],
  // Readers that are not all.
  ["a tier", { tier: "paid" }, "doubt"],
  ["a subscription", { subscription: "members only" }, "doubt"],
  ["a tier of a league", { tier: "first" }, "shown"],
  ["a wall in schema.org", { isAccessibleForFree: "False" }, "doubt"],
  ["no wall", { isAccessibleForFree: true }, "shown"],
  ["a role", { _members_access_role: "subscriber" }, "doubt"],
  // Hugo's build, and words in other spellings.
  ["what is only linked", { build: { render: "link" } }, "doubt"],
  ["what is listed in its section", { _build: { list: "local" } }, "doubt"],
  ["what is rendered and listed", { build: { render: "always", list: "always" } }, "shown"],
  ["a word with spaces", { status: "In Review" }, "hidden"],
  ["work that goes on", { status: "Work_in progress" }, "hidden"],
  ["privacy", { privacy: "private" }, "hidden"],
  ["a field of a table", { meta: { draft: "yes" } }, "hidden"],
  ["a table's list", { meta: [{ name: "draft", content: "x" }] }, "shown"],
  ["a moment until which it is kept", { embargoed_until: "soon" }, "doubt"],
])("%s: %j is %s", (_who, fields, expected) => {
  expect(verdict(fields)).toBe(expected);
});

test("a moment of publication is told, the latest of several", () => {
  const told = visibilityOf({ publishDate: "2099-01-01", scheduled_at: "2098-01-01" }, { now });
  expect(told).toMatchObject({ hidings: [], notBefore: "2099-01-01" });
  expect(visibilityOf({ expiryDate: "2099-01-01" }, { now }).until).toBe("2099-01-01");
  expect(visibilityOf({ publish: "2099-01-01" }, { now }).notBefore).toBe("2099-01-01");
  expect(visibilityOf({ 发布时间: "2099-01-01" }, { now }).notBefore).toBe("2099-01-01");
  expect(visibilityOf({ publishedAt: "2099-01-01" }, { now }).notBefore).toBe("2099-01-01");
});

test("a password is never shown", () => {
  expect(JSON.stringify(visibilityOf({ password: "hunter2" }, { now }))).not.toContain("hunter2");
});

const answered = (text: string) => {
  const answer = readAnswer(text);
  return new Map(answer === undefined ? [] : [answer]);
};

test("an answer of the publisher counts more than the table", () => {
  const answers = answered("Visibility:Members=published");
  expect(visibilityOf({ visibility: "members" }, { now, answers }).hidings).toEqual([]);
  expect(visibilityOf({ visibility: "paid" }, { now, answers }).hidings).toHaveLength(1);
  const other = answered("series:secret=draft");
  expect(visibilityOf({ series: "secret" }, { now, answers: other }).hidings).toEqual([
    { field: "series", value: "secret", isDoubt: false },
  ]);
});

test.each(["visibility=published", "visibility:members", "visibility:members=maybe", ""])(
  "%j is no answer",
  (text) => {
    expect(readAnswer(text)).toBeUndefined();
  },
);

const spelled = (words: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...words), fc.constantFrom("", " ", '"', "'"), fc.func(fc.boolean()))
    .map(([word, around, isUpper]) => {
      const letters = Array.from(word, (letter, at) =>
        isUpper(at) ? letter.toUpperCase() : letter,
      );
      return around + letters.join("") + around;
    });

test("however a boolean is spelled, a draft is hidden and what is no draft is shown", () => {
  const name = fc.constantFrom("draft", "Draft", "DRAFT", "is_draft", "isDraft", "is-draft");
  fc.assert(
    fc.property(name, spelled(["true", "yes", "on", "y", "1"]), (field, value) => {
      expect(verdict({ [field]: value })).toBe("hidden");
    }),
  );
  fc.assert(
    fc.property(name, spelled(["false", "no", "off", "n", "0"]), (field, value) => {
      expect(verdict({ [field]: value })).toBe("shown");
    }),
  );
});

test("no value at all of a field of the table lets an article through that is not said to be public", () => {
  const told = /^(?:false|no|off|n|f|0|null|~|)$/;
  fc.assert(
    fc.property(fc.string(), (value) => {
      const word = value
        .normalize("NFKC")
        .trim()
        .replace(/^(["'])(.*)\1$/s, "$2")
        .trim()
        .toLowerCase();
      fc.pre(
        !told.test(word) && !/^(?:pub|post|live|rel|ever|all|open|vis|any|sch|fut)/.test(word),
      );
      expect(verdict({ draft: value })).not.toBe("shown");
    }),
  );
});
