import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instantFromEpoch } from "#model/instant.ts";

/** A folder of its own for one test file: content to publish, and room for local KV. */
export type Bench = {
  /** A path inside it. */
  readonly path: (name: string) => string;
  /** Writes a file, with the folders that it needs. */
  readonly write: (name: string, text: string) => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** Makes the folder, with a content folder `site` of three right articles in it. */
export async function smallSite(): Promise<Bench> {
  const root = await mkdtemp(join(tmpdir(), "broadsheet-cli-"));
  const path = (name: string): string => join(root, name);
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(join(path(name), ".."), { recursive: true });
    await writeFile(path(name), text);
  };
  await write("site/site.toml", SITE);
  await write(
    "site/news/1.md",
    article("1", "河水上漲", "news", "2026-04-01", "江水一夜之間漲了三尺。"),
  );
  await write(
    "site/news/2.md",
    article("2", "桥梁通车", "news", "2026-04-02", "新桥今天上午通车。"),
  );
  await write(
    "site/talk/3.md",
    article("3", "A quiet harbour", "talk", "2026-04-03", "Nothing moved."),
  );
  return { path, write, remove: () => rm(root, { recursive: true, force: true, maxRetries: 5 }) };
}

const SITE = `title = "Small Courier"
url = "https://courier.example"
lang = "en"
id_authority = "courier.example,2026"
[[sections]]
slug = "news"
title = "新聞"
[[sections]]
slug = "talk"
title = "Talk"
`;

function article(id: string, title: string, ...[section, published, body]: readonly string[]) {
  return `---\nid: "${id}"\ntitle: ${title}\nsection: ${section}\npublished: ${published}\n---\n${body}\n`;
}

/** JSON Lines of `count` articles of `words` words each, from a vocabulary of 500, in an order that differs from article to article. */
export function manyLines(count: number, words: number): string {
  return Array.from({ length: count }, (_, index) => {
    const body = Array.from(
      { length: words },
      (_, at) => `word${((index + 3) * (at + 7) * 7919) % 500}`,
    );
    const published = instantFromEpoch(Date.UTC(2020, 0, 1) + index * 3_600_000);
    const article = { id: `n${index}`, title: `Number ${index}`, section: "news", published };
    return JSON.stringify({ ...article, body: body.join(" ") });
  }).join("\n");
}
