import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MAX_FILE_BYTES, readFolder } from "#cli/folder/files.ts";
import { describeRejection } from "#model/rejection.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-files-"));
  await mkdir(join(folder, "content/news/politics"), { recursive: true });
  await writeFile(join(folder, "content/news/politics/一.md"), "one");
  await writeFile(join(folder, "content/site.toml"), 'title = "T"');
});

afterEach(() => rm(folder, { recursive: true }));

const read = () => readFolder(join(folder, "content"));
const paths = async () => (await read()).files.map(({ path }) => path);
const complaints = async () => (await read()).rejections.map(describeRejection);

test("a folder's files come sorted, with slashes in their paths and their bytes untouched", async () => {
  const { files } = await read();
  expect(files.map(({ path }) => path)).toEqual(["news/politics/一.md", "site.toml"]);
  expect(Buffer.from(files[0]?.bytes ?? []).toString()).toBe("one");
});

test("files and folders whose names begin with a dot are passed over without a word", async () => {
  await mkdir(join(folder, "content/.git"));
  await writeFile(join(folder, "content/.git/config"), "");
  await writeFile(join(folder, "content/.DS_Store"), "");
  expect(await paths()).toEqual(["news/politics/一.md", "site.toml"]);
  expect(await complaints()).toEqual([]);
});

test("a link that leaves the folder is refused, whether it leads to a file or to a folder", async () => {
  await writeFile(join(folder, "secret.md"), "secret");
  await mkdir(join(folder, "content-of-others"));
  await symlink("../secret.md", join(folder, "content/a.md"));
  await symlink(join(folder, "content-of-others"), join(folder, "content/b"));
  expect(await paths()).not.toContain("a.md");
  expect(await complaints()).toEqual([
    "a.md: is a link that leaves the content folder; put a copy of the file in its place",
    "b: is a link that leaves the content folder; put a copy of the file in its place",
  ]);
});

test("a link that stays inside the folder is followed, and one to a folder above itself is not walked for ever", async () => {
  await symlink("../site.toml", join(folder, "content/news/copy.toml"));
  await symlink("..", join(folder, "content/news/politics/up"));
  expect(await paths()).toEqual(["news/copy.toml", "news/politics/一.md", "site.toml"]);
});

test("a link that leads nowhere and a file over 25 MiB are named, and the rest is read", async () => {
  await symlink("nowhere.md", join(folder, "content/dead.md"));
  await writeFile(join(folder, "content/film.mp4"), "");
  await truncate(join(folder, "content/film.mp4"), MAX_FILE_BYTES + 1);
  expect(await complaints()).toEqual([
    "dead.md: cannot be read (ENOENT); remove the link",
    "film.mp4: is 25.0 MiB; at most 25 MiB are allowed, the size of a KV value",
  ]);
  expect(await paths()).toEqual(["news/politics/一.md", "site.toml"]);
});
