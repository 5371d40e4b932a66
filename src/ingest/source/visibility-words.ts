/** Fields that hide an article when they are true. Hugo and Zola: `draft`; Docusaurus: `unlisted`;
 *  Astro's themes: `isDraft`; themes of Hexo and Jekyll: `hidden`, `private`. */
export const HIDE_WHEN_TRUE =
  "draft isdraft hidden ishidden private isprivate unlisted isunlisted protected encrypt " +
  "encrypted headless eleventyexcludefromcollections wip unpublished isunpublished notpublished " +
  "trashed deleted isdeleted withdrawn expired invisible membersonly memberonly subscribersonly " +
  "subscriberonly paywall paywalled passwordprotected ispasswordprotected requirespassword 草稿 私密 " +
  "隐藏 隱藏 加密 未发布 未發布 未發佈 不公开 不公開 entwurf borrador brouillon bozza rascunho kladde " +
  "utkast szkic черновик 下書き 非公開 초안 비공개";
/** Fields that hide an article when they are false. Jekyll and Hexo: `published`; Obsidian:
 *  `publish`. */
export const HIDE_WHEN_FALSE =
  "published ispublished publish public ispublic listed islisted visible isvisible dgpublish " +
  "公开 公開 已发布 已發布 已發佈";
/** Fields that leave it open who may read when they are true. */
export const DOUBT_WHEN_TRUE = "premium ispremium paid ispaid vip isvip";
/** Fields that hide an article when there is something in them. */
export const HIDE_WHEN_SET =
  "password passwd passphrase postpassword passwords 密码 密碼 口令 パスワード";
/** Fields that say it in a word. */
export const HIDE_BY_WORD =
  "status visibility access accesslevel poststatus publishstatus publicationstatus publishstate " +
  "contentstatus articlestatus 状态 狀態";
/** Fields that are about something else as often as not, so that only what is certain counts. */
export const MAY_HIDE_WHEN_TRUE = "hide hidepost secret confidential internal disabled isdisabled";
/** The same, that hide when they are false. */
export const MAY_HIDE_WHEN_FALSE = "ready live online enabled show active isactive 发布 發布 發佈";
/** The same, that say it in a word: `state` is also a part of a country. */
export const MAY_HIDE_BY_WORD = "state stage workflow";
/** Moments from which it is seen. Hugo; plugins of Jekyll and Eleventy. */
export const BEGINS =
  "publishdate publishat publishon scheduled scheduledat scheduledfor scheduleddate scheduledate " +
  "embargo embargountil embargodate golive goliveat golivedate visiblefrom availablefrom";
/** Moments at which it ends. */
export const ENDS =
  "expirydate expiredate expires expireson expiresat expiration expirationdate expiry unpublishdate " +
  "unpublishat unpublishon validuntil validto";

/** Words for what everybody may read. */
export const SHOWN: ReadonlySet<string> = new Set(
  (
    "published publish public posted post live released release everyone everybody all open " +
    "visible anyone scheduled future 已发布 已發佈 已發布 发布 發布 公开 公開 正常"
  ).split(" "),
);
/** Words for what nobody may read. */
export const HIDDEN: ReadonlySet<string> = new Set(
  (
    "draft drafts private pending hidden unlisted unpublished trash trashed soft_trashed deleted withdrawn " +
    "inherit auto-draft wip todo idea review in-review internal secret none nobody " +
    "never 草稿 私密 隐藏 隱藏 待审核 待審核"
  ).split(" "),
);
