import { escapeHtml } from "#text/html/escape.ts";
import type { Attachments } from "./wordpress-attachment.ts";

/** What a shortcode of a page builder shows by its attributes: pictures, a heading, a button. ""
 *  for one that only lays out. */
export function shownByAttributes(rest: string, attachments: Attachments): string {
  const given = new Map(
    [...rest.matchAll(/([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))/g)].map(
      ([, name = "", double, single, bare]) => [name, double ?? single ?? bare ?? ""] as const,
    ),
  );
  const first = (names: string): string =>
    names
      .split(" ")
      .map((name) => given.get(name)?.trim() ?? "")
      .find((value) => value !== "" && value !== "#") ?? "";
  const words = first("title heading button_text text label");
  const href = addressIn(first("button_url url link href"));
  const shown = escapeHtml(words);
  const line =
    words !== "" && href !== ""
      ? `<p><a href="${escapeHtml(href)}">${shown}</a></p>`
      : words !== "" && `<p>${shown}</p>`;
  const alt = first("alt image_alt");
  return picturesIn(first("src image_url image img images ids"), alt, attachments) + (line || "");
}

function picturesIn(value: string, alt: string, attachments: Attachments): string {
  if (/^(?:https?:)?\/\/\S+$/.test(value)) return picture(value, alt);
  if (!/^[\d,\s]+$/.test(value)) return "";
  return value
    .split(",")
    .map((id) => attachments.use(id.trim()))
    .filter((file) => file !== undefined)
    .map((file) => picture(file.url, alt || file.alt))
    .join("");
}

function picture(url: string, alt: string): string {
  return `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}"></figure>`;
}

/** The address that a builder writes as `url:https%3A%2F%2Fa.example|title:Go`, or plainly. */
function addressIn(value: string): string {
  const [, encoded] = /^url:([^|]+)/.exec(value) ?? [];
  const plain = encoded === undefined ? value : decoded(encoded);
  return /^(?:https?:)?\/\/|^\//.test(plain) ? plain : "";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
