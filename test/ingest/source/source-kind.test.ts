import { expect, test } from "vitest";
import { sourceKind } from "#ingest/source/source-kind.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

test.each([
  ['<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0"><channel>', "feed"],
  ["<rss><channel><item><description>&lt;p></description><title>t", "feed"],
  ['\ufeff<feed xmlns="http://www.w3.org/2005/Atom">', "feed"],
  ['<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">', "feed"],
  ['<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel>', "feed"],
  ['<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>', "wordpress"],
  ['{"version":"https://jsonfeed.org/version/1.1","title":"a","items":[]}', "feed"],
  ['{"db":[{"meta":{},"data":{"posts":[', "ghost"],
  ['{"meta":{},"data":{"posts":[', "ghost"],
  ['{"id":"1","title":"a","section":"b"}\n{"id":"2"}', "jsonl"],
  ["---\ntitle: a\n---\nb", "markdown"],
  ['+++\ntitle = "a"\n+++\nb', "markdown"],
  ["<!DOCTYPE html>\n<html lang='zh'>", "html"],
  ["<!doctype HTML PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x'><html>", "html"],
  ["<div>scraped</div>", "html"],
  ['<?xml version="1.0"?><opml version="2.0"><head><title>t</title></head>', "feed"],
  ['<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>', "sitemap"],
  ["<sitemapindex><sitemap>", "sitemap"],
  ["https://a.example/1\n# later\nhttp://b.example/2\n", "urls"],
  ["您所在的位置:某网 >> 新闻 >> 浏览文章\n标题", "portal"],
  ["", "portal"],
])("%j is a source of kind %s", (head, kind) => {
  expect(sourceKind(head)).toBe(kind);
});

test("hostile beginnings cost little", () => {
  const start = cpuNow();
  for (const part of ["<?", "<!--", "<!doctype a [", " ", "{", "http://a\n", "<!doctype "])
    sourceKind(part.repeat(60_000));
  expect(cpuNow() - start).toBeLessThan(1_000);
});
