import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Command } from "commander";
import { rejection, type Rejection } from "#model/rejection.ts";
import { givenPath, PACKAGED_TOML, WORKPLACE, WRANGLER_TOML } from "#cli/wrangler/project.ts";
import { failure, type Report } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";

type InitOptions = {
  readonly title: string;
  readonly url?: string;
  readonly lang: string;
  readonly quiet?: boolean;
};

const EXAMPLES = `
Examples:
  npm run broadsheet -- init
  npm run broadsheet -- init ./content --title 澜川新闻网 --url https://news.example.org --lang zh-Hans
Nothing that is there already is written over.`;

/** Adds `init [folder]`. */
export function addInit(program: Command): void {
  program
    .command("init")
    .description("begin a content folder: settings and a first article")
    .argument("[folder]", "the content folder, made where it is missing", "content")
    .option("--title <text>", "what the site is called", "A new paper")
    .option("--url <url>", "the address at which it will be read")
    .option("--lang <tag>", "its language (BCP 47)", "en")
    .option("--quiet", "no summary")
    .addHelpText("after", EXAMPLES)
    .action((given: string, options: InitOptions) => run(options, () => init(given, options)));
}

async function init(given: string, options: InitOptions): Promise<Report> {
  const host = options.url === undefined ? undefined : URL.parse(options.url)?.hostname;
  if (host === "" || (options.url !== undefined && host === undefined))
    return failure(noAddress(options.url));
  const folder = givenPath(given);
  const files: Readonly<Record<string, string>> = {
    [join(folder, "site.toml")]: siteToml(options, host),
    [join(folder, "articles/welcome.md")]: firstArticle(new Date().toISOString()),
    ...(WRANGLER_TOML === PACKAGED_TOML && {
      [join(WORKPLACE, "wrangler.toml")]: await ownConfiguration(),
    }),
  };
  const standing = Object.keys(files).filter((path) => existsSync(path));
  const written = Object.entries(files).filter(([path]) => !standing.includes(path));
  for (const [path, text] of written) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return {
    exitCode: 0,
    json: { kind: "begun", written: written.map(([path]) => path), kept: standing },
    lines: [
      ...written.map(([path]) => `Wrote ${shown(path)}`),
      ...standing.map((path) => `Kept ${shown(path)}, which was there`),
      `Next: npm run broadsheet -- publish ${given}`,
    ],
    complaints: [],
  };
}

/** The Worker's configuration, told from where the publisher stands. */
async function ownConfiguration(): Promise<string> {
  const built = relative(WORKPLACE, dirname(PACKAGED_TOML)).replaceAll("\\", "/");
  const text = await readFile(PACKAGED_TOML, "utf8");
  return text
    .replace('main = "worker.js"', `main = "${built}/worker.js"`)
    .replace('directory = "assets"', `directory = "${built}/assets"`);
}

function siteToml({ title, url, lang }: InitOptions, host: string | undefined): string {
  return [
    `title = ${JSON.stringify(title)}`,
    url === undefined ? `# url = "https://news.example.org"` : `url = ${JSON.stringify(url)}`,
    `lang = ${JSON.stringify(lang)}`,
    "",
    "# Written once, never changed: subscribers know the articles by it. Your domain, and a year in which it is yours.",
    `${host === undefined ? "# " : ""}id_authority = "${host ?? "news.example.org"},${new Date().getUTCFullYear()}"`,
    "",
    "[[sections]]",
    'slug = "news"',
    'title = "News"',
    "",
  ].join("\n");
}

function firstArticle(published: string): string {
  return [
    "---",
    "id: welcome",
    "title: Welcome",
    "section: news",
    `published: ${published}`,
    "---",
    "",
    "The first article. Change it, add others beside it, and publish again.",
    "",
  ].join("\n");
}

function shown(path: string): string {
  return relative(process.cwd(), path) || path;
}

function noAddress(url = ""): Rejection {
  return rejection(
    { file: "--url" },
    { what: `"${url}" is no address`, fix: "write one such as https://news.example.org" },
  );
}
