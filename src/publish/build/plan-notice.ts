import type { Article } from "#model/article.ts";
import type { Instant } from "#model/instant.ts";
import type { ArticleId } from "#model/name.ts";
import type { Fault } from "#model/rejection.ts";
import type { AddressLoss } from "./address-loss.ts";
import { comingChanges } from "./visible.ts";

/** Something that a publication noticed, and of which article or file of the content. */
export type PlanNotice = Fault & { readonly article?: ArticleId; readonly file?: string };

/** That an id is there more than once. */
export function repeatedNotice(id: ArticleId): PlanNotice {
  return {
    article: id,
    field: "id",
    what: `${id} is there more than once; the article changed last is published`,
    fix: "give each article an id of its own",
  };
}

/** That two articles claim one old path. */
export function contestedNotice(alias: string): PlanNotice {
  return {
    field: "aliases",
    what: `${alias} is claimed by more than one article; the newest has it`,
    fix: "leave it with one of them",
  };
}

/** That a section whose subscribers were told to leave is there again. */
export function revivedNotices({ revived }: AddressLoss): readonly PlanNotice[] {
  return revived.map((path) => ({
    file: "site.toml",
    field: "gone",
    what: `${path} stood in gone, so that its feeds answered 410 and its subscribers left; it is answered again`,
    fix: "leave it so, if that is right: they do not come back by themselves",
  }));
}

/** That the site gets another name, as it does where another file is published than before.
 *  @param before  the title that readers see; undefined where nothing was published */
export function renamedNotices(before: string | undefined, after: string): readonly PlanNotice[] {
  if (before === undefined || before === after) return [];
  const [was, is] = [before, after].map((title) => JSON.stringify(title));
  return [
    {
      file: "site.toml",
      field: "title",
      what: `the site is called ${is} from now on, and was called ${was}`,
      fix: "publish again with the settings of before, if that is not meant",
    },
  ];
}

/** The articles of which readers are told a change only later. */
export function comingNotices(articles: readonly Article[], now: number): readonly PlanNotice[] {
  return comingChanges(articles, now).map(({ id, updated }) => {
    const isUpdated = updated !== undefined && Date.parse(updated) > now;
    return {
      article: id,
      field: isUpdated ? "updated" : "corrections",
      what: "is dated in the future: readers are told of it then",
      fix: "write the moment at which the change was made",
    };
  });
}

/** That not every moment at which an article appears could be prepared. */
export function laterNotice(moments: readonly Instant[]): readonly PlanNotice[] {
  if (moments.length === 0) return [];
  const named = moments.slice(0, 5).join(", ") + (moments.length > 5 ? " and later" : "");
  return [
    {
      field: "published",
      what: `articles due at ${named} are not prepared yet`,
      fix: `publish again before ${moments[0]}`,
    },
  ];
}
