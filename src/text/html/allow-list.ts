import type { AttributeKind } from "./attribute-kind.ts";
import { MATHML } from "./mathml.ts";

type AttributeKinds = Readonly<Record<string, AttributeKind>>;

/** Attributes that every allowed element may have. */
const EVERYWHERE: AttributeKinds = {
  id: "name",
  lang: "language",
  dir: "direction",
  title: "text",
};
const SIZE: AttributeKinds = { width: "number", height: "number" };
const CELL: AttributeKinds = { colspan: "number", rowspan: "number" };
const EDIT: AttributeKinds = { cite: "reference", datetime: "text" };
const PLAYER: AttributeKinds = { src: "media", controls: "flag", loop: "flag", muted: "flag" };

/** A frame stays where it is a known player; `src` is checked for that before. */
const FRAME: AttributeKinds = { src: "media", allowfullscreen: "flag", loading: "text", ...SIZE };

/** Elements that have attributes of their own. */
const PARTICULAR: Readonly<Record<string, AttributeKinds>> = {
  a: { href: "link", hreflang: "language" },
  audio: PLAYER,
  blockquote: { cite: "reference" },
  col: { span: "number" },
  colgroup: { span: "number" },
  del: EDIT,
  details: { open: "flag" },
  iframe: FRAME,
  img: { src: "picture", srcset: "pictures", sizes: "text", alt: "text", ...SIZE },
  ins: EDIT,
  li: { value: "number" },
  ol: { start: "number", reversed: "flag", type: "text" },
  q: { cite: "reference" },
  source: {
    src: "media",
    srcset: "pictures",
    sizes: "text",
    type: "text",
    media: "text",
    ...SIZE,
  },
  td: CELL,
  th: { ...CELL, scope: "text", abbr: "text" },
  time: { datetime: "text" },
  track: { src: "media", kind: "text", srclang: "language", label: "text", default: "flag" },
  video: { ...PLAYER, poster: "media", ...SIZE },
};

const PLAIN =
  "abbr address article aside b bdi bdo br caption cite code dd dfn div dl dt em figcaption figure footer " +
  "h1 h2 h3 h4 h5 h6 header hr i kbd mark p picture pre rb rp rt rtc ruby s samp section small span strong sub summary sup " +
  "table tbody tfoot thead tr u ul var wbr";

/**
 * The elements that stay, each with the attributes that may stay on it, in the order in which they
 * are written. Nothing else is let through.
 * @see feeds.md §2.1: shaped after what feed readers let through themselves
 */
export const ALLOWED: ReadonlyMap<string, ReadonlyMap<string, AttributeKind>> = new Map(
  [...PLAIN.split(" "), ...Object.keys(PARTICULAR), ...Object.keys(MATHML)].map((element) => [
    element,
    new Map(Object.entries({ ...PARTICULAR[element], ...MATHML[element], ...EVERYWHERE })),
  ]),
);

/**
 * Elements of old or of page structure, and the allowed one that says the same. Blocks become
 * `div`, so that their lines stay apart.
 */
export const RENAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acronym: "abbr",
    big: "span",
    center: "div",
    dir: "ul",
    dialog: "div",
    fieldset: "div",
    font: "span",
    form: "div",
    hgroup: "div",
    image: "img",
    legend: "div",
    listing: "pre",
    main: "div",
    menu: "ul",
    nav: "div",
    search: "div",
    strike: "s",
    tt: "code",
    xmp: "pre",
  }),
);

/**
 * Elements that go with everything inside them: what runs, what is not shown, what is typed into,
 * and foreign languages.
 */
export const DROPPED_WHOLE: ReadonlySet<string> = new Set(
  "script style title textarea noscript template iframe noembed noframes plaintext svg annotation annotation-xml select datalist canvas frameset".split(
    " ",
  ),
);

/** Schemes that a link may have. */
export const LINK_SCHEMES: ReadonlySet<string> = new Set([
  "http:",
  "https:",
  "mailto:",
  "tel:",
  "ftp:",
]);

/** Schemes from which pictures, sound and film may come, and to which a `cite` may point. */
export const MEDIA_SCHEMES: ReadonlySet<string> = new Set(["http:", "https:"]);
