/** Fields that hide an article when they are true. Hugo and Zola: `draft`; Docusaurus: `unlisted`;
 *  Astro's themes: `isDraft`; themes of Hexo and Jekyll: `hidden`, `private`. Of all lists a name
 *  also counts behind `is`, `has`, `post`, `page`, `是否` and the like. */
export const HIDE_WHEN_TRUE =
  "draft hidden private unlisted protected encrypt encrypted headless " +
  "eleventyexcludefromcollections wip unpublished unpublish notpublished notpublic nopublish " +
  "dontpublish donotpublish trashed deleted withdrawn expired invisible membersonly memberonly " +
  "subscribersonly subscriberonly loginonly loginrequired requireslogin requirelogin paywall " +
  "paywalled passwordprotected requirepassword requirespassword 草稿 私密 隐藏 隱藏 加密 未发布 未發布 " +
  "未發佈 不发布 不發布 不發佈 不公开 不公開 未公开 未公開 已删除 已刪除 已下线 已下線 仅自己可见 僅自己可見 仅会员 " +
  "仅会员可见 僅會員可見 会员可见 會員可見 登录可见 登入可見 回复可见 回覆可見 需要密码 需要密碼 需要登录 需要登入 " +
  "entwurf borrador brouillon bozza rascunho kladde utkast szkic черновик 下書き 非公開 초안 비공개";
/** Fields that hide an article when they are false. Jekyll and Hexo: `published`; Obsidian:
 *  `publish`. */
export const HIDE_WHEN_FALSE =
  "published publish public listed visible dgpublish 公开 公開 可见 可見 已发布 已發布 已發佈";
/** Fields that leave it open who may read when they are true. */
export const DOUBT_WHEN_TRUE = "premium paid vip";
/** The same when they are false: what schema.org says of a page behind a wall. */
export const DOUBT_WHEN_FALSE = "accessibleforfree free";
/** Fields that leave it open when there is something in them: plugins of WordPress name who may
 *  read. */
export const DOUBT_WHEN_SET =
  "membersaccessrole wpmemblock rcpaccesslevel rcpsubscriptionlevel restrictedto allowedroles";
/** Fields that hide an article when there is something in them. */
export const HIDE_WHEN_SET =
  "password passwd pwd passphrase passwords passwordhash hashedpassword encryptedpassword " +
  "encryptedcontent 密码 密碼 口令 访问密码 訪問密碼 阅读密码 閱讀密碼 パスワード 비밀번호 passwort kennwort " +
  "motdepasse contraseña senha wachtwoord пароль";
/** Fields that say it in a word. */
export const HIDE_BY_WORD =
  "status visibility access accesslevel publishstatus publicationstatus publishstate 状态 狀態 " +
  "发布状态 發布狀態 發佈狀態 审核状态 審核狀態 可见性 可見性 可见范围 可見範圍 访问权限 訪問權限 阅读权限 閱讀權限 " +
  "sichtbarkeit zugriff visibilité visibilidad visibilità visibilidade zichtbaarheid видимость " +
  "公開状態 公開範囲 공개범위";
/** Fields that are about something else as often as not, so that only what is certain counts. */
export const MAY_HIDE_WHEN_TRUE =
  "hide secret confidential internal disabled notshow noshow 下线 下線 删除 刪除";
/** The same, that hide when they are false. */
export const MAY_HIDE_WHEN_FALSE =
  "ready live online enabled show shown display released active showonsite 发布 發布 發佈 显示 顯示 上线 " +
  "上線";
/** The same, that say it in a word: `state` and `estado` are also parts of a country. */
export const MAY_HIDE_BY_WORD =
  "state stage workflow privacy permission permissions statut estado estatus stato статус 상태 " +
  "ステータス 权限 權限";
/** Fields that name for whom an article is. */
export const AUDIENCES =
  "audience tier tiers accesstier contenttier requiredtier subscription membership";
/** Moments from which it is seen. Hugo; plugins of Jekyll and Eleventy. */
export const BEGINS =
  "publishdate publishat publishon publishafter publishfrom scheduled scheduledat scheduledfor " +
  "scheduleddate scheduledate embargo embargoed embargountil embargoeduntil embargodate golive " +
  "goliveat golivedate visiblefrom availablefrom onlinefrom notbefore 定时发布 定時發布 定時發佈";
/** Dates of publication that begin nothing where they are the only ones, and hold an article back
 *  that has an older one beside them. */
export const BEGINS_BESIDE =
  "publishedat publishedon publisheddate publicationdate datepublished pubdate 发布时间 发布日期 " +
  "發布時間 發布日期 發佈時間 發佈日期";
/** Moments at which it ends. */
export const ENDS =
  "expirydate expiredate expires expireson expiresat expiration expirationdate expirationtime " +
  "expiry unpublishdate unpublishat unpublishon unpublishedat removeat removeon offlineat " +
  "offlinefrom visibleuntil availableuntil publishuntil validuntil validto validthrough " +
  "unavailableafter 过期 过期时间 过期日期 過期 過期時間 過期日期 失效时间 失效日期 失效時間 到期 到期时间 到期日 " +
  "到期日期 到期時間 下线时间 下線時間 下架时间 下架時間 有效期至";

/** Words for what everybody may read. Spaces and underscores in them are hyphens. */
export const SHOWN: ReadonlySet<string> = new Set(
  (
    "published publish public posted post live released release everyone everybody all open " +
    "visible anyone scheduled future approved 已发布 已發佈 已發布 发布 发布 公开 公開 正常 已审核 已審核 审核通过 " +
    "審核通過 通过 通過 上线 上線 所有人 全部 öffentlich veröffentlicht publié publique publicado público " +
    "pubblicato pubblico gepubliceerd опубликовано 公開中 公開済み 공개"
  ).split(" "),
);
/** Words for what nobody may read. */
export const HIDDEN: ReadonlySet<string> = new Set(
  (
    "draft drafts private pending hidden unlisted unpublished not-published trash trashed " +
    "soft-trashed soft-deleted deleted withdrawn inherit auto-draft wip work-in-progress todo idea " +
    "review in-review to-review needs-review pending-review ready-for-review internal secret none " +
    "nobody never only-me 草稿 私密 隐藏 隱藏 未发布 未發布 未發佈 未公开 未公開 不公开 不公開 待发布 待發布 待發佈 " +
    "待审 待審 待审核 待審核 审核中 審核中 未审核 未審核 未通过 未通過 审核未通过 審核未通過 已删除 已刪除 已下线 已下線 " +
    "下线 下線 回收站 仅自己可见 僅自己可見 自己可见 自己可見 entwurf privat nicht-öffentlich unveröffentlicht " +
    "brouillon privé non-publié borrador privado bozza privato rascunho concept черновик 下書き " +
    "非公開 초안 비공개"
  ).split(" "),
);
/** Words for readers that are not all. */
export const SOME_READERS =
  /^(?:(?:only-)?(?:members?|paid|premium|vip|subscribers?|founding|registered|locked|metered|gated)(?:-only)?)$/;
