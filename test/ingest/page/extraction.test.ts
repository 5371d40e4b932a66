import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readHtmlPage } from "#ingest/page/html-page.ts";
import { textFromBytes } from "#ingest/source/byte-text.ts";
import { textFromHtml } from "#text/html/html-text.ts";
import { isRejection } from "#model/rejection.ts";
import { filesBelow, sharedPath } from "../../setup/shared-data.ts";
import { overlapOf } from "./word-overlap.ts";

type Metadata = { readonly title: string; readonly publishedTime: string | null };

const pages = sharedPath("data/pages");
const chinese = sharedPath("data/pages-zh");

/** The fields of a page; those of none where it is rejected, which then counts as lost. */
function fieldsOf(path: string): Readonly<Record<string, unknown>> {
  const decoded = textFromBytes(readFileSync(path));
  const html = "text" in decoded ? decoded.text : "";
  const page = readHtmlPage(html, { place: {}, address: "/x", timeZone: "Asia/Shanghai" });
  return isRejection(page) ? {} : page.fields;
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function metadataOf(folder: string): Metadata {
  // The file is one of a known collection, whose form its README tells.
  return JSON.parse(readFileSync(join(folder, "expected-metadata.json"), "utf8")) as Metadata;
}

test.skipIf(pages === undefined)("the text, title and date of article pages are found", () => {
  const folders = readdirSync(pages ?? "").map((name) => join(pages ?? "", name));
  const results = folders.map((folder) => {
    const { body, title, published } = fieldsOf(join(folder, "source.html"));
    const { title: called, publishedTime } = metadataOf(folder);
    const wanted = readFileSync(join(folder, "expected.html"), "utf8");
    const day = textIn(published).slice(0, 10);
    return {
      folder,
      ...overlapOf(textIn(body), wanted),
      hasTitle: called === "" || title === called,
      hasDate: publishedTime === null ? undefined : day === publishedTime.slice(0, 10),
    };
  });
  const mean = (numbers: readonly number[]): number =>
    numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const share = (facts: readonly boolean[]): number => mean(facts.map(Number));
  const dates = results.flatMap(({ hasDate }) => hasDate ?? []);
  const wrong = results.filter(({ hasTitle, hasDate }) => !hasTitle || hasDate === false);
  const named = wrong.map(({ folder }) => folder.split("/").at(-1)).join(" ");
  expect(mean(results.map(({ recall }) => recall))).toBeGreaterThanOrEqual(0.95);
  expect(mean(results.map(({ precision }) => precision))).toBeGreaterThanOrEqual(0.95);
  expect(Math.min(...results.map(({ recall }) => recall))).toBeGreaterThanOrEqual(0.5);
  expect(share(results.map(({ hasTitle }) => hasTitle)), named).toBeGreaterThanOrEqual(0.95);
  expect(share(dates), named).toBeGreaterThanOrEqual(0.95);
});

/** What people read on each page: beginning and end of its text, its title's beginning, source, authors. */
const READ: Readonly<Record<string, readonly [string, string, string, string, string, string]>> = {
  "baijiahao/1": [
    "英国汉普郡",
    "参加国际决赛。",
    "英国美女在殡仪馆",
    "",
    "加拿大必读",
    "2019-10-08",
  ],
  "baijiahao/2": ["IT之家9月30日", "也没用过”。", "日本最后一家", "", "IT之家", "2019-09-30"],
  "baijiahao/3": ["水洗工艺，", "同款运动长裤", "这款休闲裤", "", "体育教科书", "2018-03-08"],
  "baijiahao/4": ["前段时间，", "只为传播中华文化。", "一袭汉服", "", "八卦大相公", "2020-01-14"],
  "gamersky/gamersky": [
    "《逆水寒》每周",
    "逆水寒专区",
    "逆水寒再按照",
    "游民星空",
    "",
    "2019-09-05",
  ],
  "gsc/1": [
    "5月10-12日",
    "发展盛况。",
    "2019年中国人文地理学术年会",
    "中国地理学会",
    "",
    "2019-05-18",
  ],
  "hexun/1": ["据财联社", "1.5小时交通圈”。", "交通运输部：", "证券时报网", "", "2019-09-26"],
  "ifeng/1": ["7岁小花", "亦有贡献）", "女童眼睛", "澎湃新闻网", "段彦超,廖艳", "2019-11-25"],
  "ifeng/2": ["杭州市学军中学", "老师，您辛苦了。", "他放弃百万年薪", "新华网", "", "2019-09-09"],
  "ifeng/3": ["2020年，因为疫情", "它就是长春！", "疫情防控常态化下", "商讯", "", "2020-09-11"],
  "ifeng/ifeng": ["据台媒报道", "话题人物。", "董又霖主持", "东森新闻云", "", "2019-09-07"],
  "mingridapan/1": ["联合国贸发会议", "严重减缓。", "最新出炉", "", "", "2019-09-26"],
  "qq/2": ["划重点：", "仍将持续。", "棱镜|数据业", "棱镜", "周纯", "2019-09-23"],
  "qq/qq": ["潘振声女儿", "扬子晚报记者 张楠", "儿歌一分钱", "", "张楠", "2019-09-07"],
  "readhub/readhub": ["根据运营商内部", "直接进行补贴。", "运营商 5G", "", "", ""],
  "shanxi/1": ["图为山西品牌", "（张巨峰）", "山西品牌丝路行", "山西日报", "张巨峰", "2019-09-18"],
  "stcn/1": ["证券时报e公司讯", "少数股权。", "午间公告：", "证券时报网", "李在山", "2019-09-26"],
  "xinhuanet/1": ["新华社巴黎", "总体架构。", "法国全国大罢工", "新华网", "唐霁", "2019-12-10"],
  "zsnews/1": ["2019年2月27日", "创新驱动力。", "顺德区大良街道", "东区办事处", "", "2019-03-06"],
  "zyyfy/1": ["本站讯", "编辑/苏芳", "【不忘初心", "本站原创", "医技药剂党支部", "2019-10-31"],
};

test.skipIf(chinese === undefined)(
  "text, title, source, authors and day of Chinese portals are what people read there",
  () => {
    const wrong = filesBelow(chinese ?? "")
      .map((path) => ({ path, name: path.split("/").slice(-2).join("/").replace(".html", "") }))
      .filter(({ path, name }) => existsSync(path) && READ[name] !== undefined)
      .flatMap(({ path, name }) => {
        const [begin = "", end = "", title = "", ...rest] = READ[name] ?? [];
        const fields = fieldsOf(path);
        const text = textFromHtml(textIn(fields["body"]));
        const found = [fields["source"] ?? "", fields["authors"], fields["published"] ?? ""].map(
          String,
        );
        const facts = [found[0], found[1], found[2]?.slice(0, 10)];
        const isRight =
          text.startsWith(begin) &&
          text.endsWith(end) &&
          String(fields["title"]).startsWith(title) &&
          facts.join() === rest.join();
        return isRight
          ? []
          : [[name, text.slice(0, 12), text.slice(-12), fields["title"], ...facts]];
      });
    expect(wrong).toEqual([]);
  },
);
