import { withoutUndefined } from "#model/defined.ts";
import { countedNouns, type LeftOut } from "#ingest/source/findings.ts";
import { absolute } from "./feed-head.ts";
import { childOf, childrenOf, childText, type XmlNode } from "./xml-tree.ts";

/** The files that go with an entry: RSS enclosures, Atom enclosure links, Atom contents that are
 *  files, Media RSS contents; each address once, without pictures. */
export function attachmentsOf(node: XmlNode, base: string): readonly object[] {
  const enclosures = [
    ...childrenOf(node, "enclosure").map(({ attributes }) =>
      fileFrom(attributes, ["url", "length"], base),
    ),
    ...childrenOf(node, "atom:link")
      .filter(({ attributes }) => attributes.get("rel") === "enclosure")
      .map(({ attributes }) => fileFrom(attributes, ["href", "length"], base)),
    ...contentElsewhere(node)
      .filter((content) => !isPicture(content) && !isText(content))
      .map(({ attributes }) => fileFrom(attributes, ["src", "length"], base)),
    ...mediaContents(node)
      .filter((content) => !isPicture(content))
      .map(({ attributes }) => fileFrom(attributes, ["url", "fileSize"], base)),
  ];
  const byUrl = new Map(
    enclosures.flatMap((file) => (file === undefined ? [] : [[file.url, file]])),
  );
  return [...byUrl.values()].slice(0, 200);
}

/** The texts of an entry that lie at another address, and not in the feed.
 *  @see RFC 4287 section 4.1.3.2 */
export function textsElsewhere(node: XmlNode): readonly LeftOut[] {
  const texts = contentElsewhere(node).filter(isText);
  return countedNouns(texts.map(() => "text to be found elsewhere"));
}

function contentElsewhere(node: XmlNode): readonly XmlNode[] {
  return childrenOf(node, "atom:content").filter(({ attributes }) => attributes.has("src"));
}

/** Whether what lies elsewhere is read, and not looked at or listened to. */
function isText({ attributes }: XmlNode): boolean {
  const type = (attributes.get("type") ?? "text").trim().toLowerCase();
  return /^(?:text|x?html|application\/(?:.+\+)?xml)/.test(type);
}

/** The picture of an entry: a picture as its content, a thumbnail or picture of Media RSS, iTunes's
 *  image, or that of its own. */
export function imageOf(node: XmlNode, base: string): object | undefined {
  const group = childOf(node, "media:group");
  const contents = contentElsewhere(node).filter(isPicture);
  const candidates = [
    ...mediaContents(node).filter(isPicture),
    ...childrenOf(node, "media:thumbnail"),
    ...(group === undefined ? [] : childrenOf(group, "media:thumbnail")),
  ].map(({ attributes }) => attributes.get("url") ?? "");
  const itunes = childOf(node, "itunes:image")?.attributes.get("href") ?? "";
  const own = childOf(node, "image");
  const pictures = contents.map(({ attributes }) => attributes.get("src") ?? "");
  const url = [...pictures, ...candidates, itunes, own === undefined ? "" : childText(own, "url")]
    .map((written) => absolute(written, base))
    .find(Boolean);
  return url === undefined ? undefined : { url };
}

type File = { readonly url: string; readonly type?: string; readonly size?: number };

function fileFrom(
  attributes: ReadonlyMap<string, string>,
  [urlName, sizeName]: readonly [string, string],
  base: string,
): File | undefined {
  const url = absolute(attributes.get(urlName) ?? "", base);
  const size = Number(attributes.get(sizeName) || Number.NaN);
  const type = attributes.get("type")?.trim();
  if (!url) return undefined;
  return withoutUndefined({
    url,
    type: type && type.length <= 100 ? type : undefined,
    size: size > 0 && Number.isFinite(size) ? size : undefined,
  });
}

function mediaContents(node: XmlNode): readonly XmlNode[] {
  const group = childOf(node, "media:group");
  return [
    ...childrenOf(node, "media:content"),
    ...(group === undefined ? [] : childrenOf(group, "media:content")),
  ];
}

function isPicture({ attributes }: XmlNode): boolean {
  return (
    attributes.get("medium") === "image" || (attributes.get("type") ?? "").startsWith("image/")
  );
}
