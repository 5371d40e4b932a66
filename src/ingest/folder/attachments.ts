import type { Article } from "#model/article.ts";
import type { Attachment, Image } from "#model/article-part.ts";
import { withoutUndefined } from "#model/defined.ts";
import type { Fault } from "#model/rejection.ts";
import { MEDIA_SCHEMES } from "#text/html/allow-list.ts";
import { safeUrl } from "#text/html/safe-url.ts";
import { type ImageCandidate, candidatesOf, srcsetFrom } from "#text/html/srcset.ts";
import { type Media, mediaUrl } from "./media.ts";

/** The article with addresses of its image and attachments that anybody can fetch: files of the
 *  folder get their `/media/` URL, type and size; what is neither such a file nor an http or https
 *  URL is left out, and named. */
export function resolveAttachments(
  article: Article,
  find: (written: string) => Media | undefined,
): { readonly article: Article; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const resolve = (written: string, field: string): { url: string; media?: Media } | undefined => {
    const media = find(written);
    if (media !== undefined) return { url: mediaUrl(media), media };
    // Without a place of its own on the web, a relative address leads nowhere.
    const whole = written.trim().replace(/^\/\//, "https://");
    const url = safeUrl(whole, MEDIA_SCHEMES, article.url ?? "about:blank");
    if (url === undefined) faults.push(missing(written, field));
    return url === undefined ? undefined : { url };
  };
  const image = article.image && resolve(article.image.url, "image");
  const variants = candidatesOf(article.image?.srcset ?? "").flatMap(({ url, descriptor }) => {
    const found = resolve(url, "image: srcset");
    return found === undefined ? [] : [{ url: found.url, descriptor }];
  });
  const attachments = article.attachments.flatMap((attachment, index): readonly Attachment[] => {
    const found = resolve(attachment.url, `attachments[${index}]`);
    if (found === undefined) return [];
    const { url, media } = found;
    const type = attachment.type ?? media?.type;
    return [
      withoutUndefined({
        ...attachment,
        url,
        type,
        size: attachment.size ?? (media?.bytes.length || undefined),
      }),
    ];
  });
  const { image: _written, ...rest } = article;
  return {
    article: {
      ...rest,
      ...(article.image &&
        image && { image: withVariants(sized(article.image, image.url, image.media), variants) }),
      attachments,
    },
    faults,
  };
}

/** The picture at its address, as large as its file says unless the publisher gave its size. */
function sized(image: Image, url: string, media: Media | undefined): Image {
  const isGiven = image.width !== undefined || image.height !== undefined;
  return { ...image, url, ...(!isGiven && media?.size) };
}

function withVariants(
  { srcset: _written, ...image }: Image,
  variants: readonly ImageCandidate[],
): Image {
  return variants.length === 0 ? image : { ...image, srcset: srcsetFrom(variants) };
}

function missing(written: string, field: string): Fault {
  return {
    field,
    what: `${JSON.stringify(written.slice(0, 120))} is neither a file of the folder nor an http or https URL, and is left out`,
    fix: "put the file below media/ and write its path from there",
  };
}
