import { MEDIA_SCHEMES } from "./allow-list.ts";
import type { DroppedContent } from "./dropped-content.ts";
import type { HtmlWriter } from "./html-writer.ts";
import { playerAt } from "./player.ts";
import { safeAttributes, type SafeHtmlContext } from "./safe-attributes.ts";
import { safeUrl } from "./safe-url.ts";

/** The attributes of a tag as they were written. */
export type TagAttributes = ReadonlyMap<string, string>;

/** Writes what embeds another page: known players as frames with a link beside, others as links. */
export type FrameWriter = {
  /** Whether the start tag was one of these, which is then written. */
  open(name: string, given: TagAttributes): boolean;
  /** Told of text before it is written. @returns whether it is kept back */
  beforeText(text: string): boolean;
  /** Told of a start tag before it is written, with its safe attributes. */
  beforeOpen(name: string, safe: TagAttributes): void;
  /** Told of an end tag before it is written. */
  beforeClose(name: string): void;
  end(): void;
};

/** Attributes that name what an element embeds. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  iframe: ["src", "data-src", "data-lazy-src", "data-original"],
  frame: ["src"],
  embed: ["src"],
  object: ["data"],
};
/** Names of parameters by which old objects name what they show. */
const MOVIE = /^(?:movie|src|filename|url)$/i;

/**
 * A writer of frames on that of HTML.
 * @param drop  told of everything that does not stay as it was
 */
export function createFrameWriter(
  writer: HtmlWriter,
  context: SafeHtmlContext,
  drop: (content: DroppedContent) => void,
): FrameWriter {
  /** The link that goes beside a player, unless it stands there already; and white space before. */
  let pending = "";
  let space = "";
  let last = "";
  const link = (href: string, words: string): void => {
    writer.open("a", new Map([["href", href]]));
    writer.text(words);
    writer.close("a");
  };
  const flush = (): void => {
    const [href, kept] = [pending, space];
    pending = space = "";
    if (href !== "") {
      writer.text(" ");
      link(href, href);
    }
    if (kept !== "") writer.text(kept);
  };
  const embed = (element: string, written: string, given: TagAttributes): void => {
    const url = safeUrl(written, MEDIA_SCHEMES, context.base);
    const player = url === undefined ? undefined : playerAt(url, context.players);
    // An object and the embed in it show the same.
    if (url !== undefined && url === last) return;
    last = url ?? "";
    if (player !== undefined) {
      const own = new Map([...given, ["src", player.src], ["allowfullscreen", ""]] as const);
      writer.open("iframe", safeAttributes("iframe", own, { base: context.base }));
      writer.close("iframe");
      pending = player.link;
    } else if (url === undefined || isUnseen(given)) {
      if (written !== "" || element !== "object")
        drop({ element, became: "nothing", address: written });
    } else {
      link(url, given.get("title")?.trim() || url);
      drop({ element, became: "link", address: written });
    }
  };
  return {
    open(name, given) {
      const sources = SOURCES[name];
      const isMovie = name === "param" && MOVIE.test(given.get("name") ?? "");
      if (sources === undefined && !isMovie) return name === "param";
      flush();
      writer.close("math");
      const written = isMovie
        ? given.get("value")
        : sources
            ?.map((source) => given.get(source))
            .find((value) => value && value !== "about:blank");
      embed(isMovie ? "object" : name, written ?? "", given);
      return true;
    },
    beforeText(text) {
      if (pending === "") return false;
      if (text.trim() === "") space += text;
      else flush();
      return text.trim() === "";
    },
    beforeOpen(name, safe) {
      if (pending === "") return;
      if (name === "a" && safe.get("href") === pending) pending = "";
      flush();
    },
    beforeClose(name) {
      if (pending === "") return;
      if (name !== "a") flush();
      else if (space !== "") {
        writer.text(space);
        space = "";
      }
    },
    end: flush,
  };
}

/** A frame that nobody sees, which only tells its server who reads. */
function isUnseen(given: TagAttributes): boolean {
  const isTiny = ["width", "height"].every((name) =>
    /^\s*[01](?:px)?\s*$/.test(given.get(name) ?? ""),
  );
  return isTiny || /display\s*:\s*none/i.test(given.get("style") ?? "");
}
