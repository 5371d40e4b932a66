import { createHash } from "node:crypto";
import { type Content, readContent } from "#ingest/folder/content-folder.ts";
import { describeRejection } from "#model/rejection.ts";

const encoder = new TextEncoder();

/** A blob's name as store/ makes it. */
export function nameBlob(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url").slice(0, 20);
}

/** Reads a content folder given as texts by path. */
export function readFolder(files: Readonly<Record<string, string | Uint8Array>>): Content {
  const raw = Object.entries(files).map(([path, text]) => ({
    path,
    bytes: typeof text === "string" ? encoder.encode(text) : text,
  }));
  return readContent(raw, { nameBlob });
}

/** What was rejected, as the command prints it. */
export function rejected({ rejections }: Content): readonly string[] {
  return rejections.map(describeRejection);
}

/** What was noticed, as the command prints it. */
export function noticed({ notices }: Content): readonly string[] {
  return notices.map(describeRejection);
}

/** Front matter of an article that lacks nothing. */
export function article(id: string, more = "", body = "text"): string {
  return `---\nid: ${id}\ntitle: t\nsection: news\npublished: 2023-04-14\n${more}---\n${body}\n`;
}

/** Settings with one section and nothing wrong. */
export const SITE = `title = "x"\nlang = "en"\nid_authority = "example.org,2026"\n[[sections]]\nslug = "news"\n`;
