import { type HtmlElement, type HtmlNode, innerText } from "./html-tree.ts";
import { isHeadLine } from "./page-regions.ts";
import { isChinese, isSentence, linkedLength, linesOf, textLength } from "./page-text.ts";

/** Matches `责任编辑：张三`, `[責編：李四]`, `（编辑 王五）`; refuses `编辑们都很忙。`. */
const EDITOR =
  /^[【[（(\s]*(?:作者[:：]\S{1,10}\s+)?(?:责任编辑|責任編輯|责编|責編|[网網]?[编編][辑輯]|校[对對]|[审審]核|初[审審]|[终終][审審]|[编編][审審]|监制|監製)[:：\s/／][^。！？]{0,40}[】\]）)\s]*$/u;
/** Matches `【打印本页】【关闭窗口】`, `打印 | 关闭`; refuses `打印本页的人很多。`. */
const TOOLS =
  /^[【[（(\s|｜/]*(?:(?:打印(?:本[页頁]|此[页頁]|字[体體]|文章)?|列印|[关關][闭閉](?:窗口|本[页頁])?|收藏(?:本[页頁])?|复制(?:链接|地址)?|返回(?:[顶頂]部|首[页頁]|列表|[上主]?[页頁])?|字[体號号][:：]?|放大|[缩縮]小|正常|[大中小]|分享|[点點][赞贊]|举报|[纠糾]错|[投發发]稿|我要评论|(?:加入)?收藏夹|推荐给朋友|手机看新闻|朗读|[订訂][阅閱]|媒体报道|[图圖]集|[阅閱][读讀]原文|\+\d{1,4})[【[（(】\]）)\s|｜/:：>]*)+$/u;
/** Matches `分享到：`, `分享至 微信 微博`, `上一篇：甲`, `返回腾讯网首页>>`. */
const LEADING =
  /^(?:[•·\s【[]*)(?:分享(?:到|至|给)[:：\s]?|(?:上|下)一(?:篇|[条條]|[页頁]|[则則])\s*(?:[:：]|$)|返回\S{0,8}(?:首[页頁]|列表)|扫一扫|掃一掃|扫码|[关關]注我们|原文(?:链接|鏈接|地址)[:：]|本文(?:链接|地址)[:：]|[浏瀏][览覽](?:次[数數]|量)?[:：]|[点點][击擊](?:次[数數]|量|[数數])[:：]|[阅閱][读讀](?:次[数數]|量)?[:：]\s*\d)/u;
/** Matches `免责声明：本文…`, `声明：…`; refuses `他发表声明：不再参选。`. */
const NOTICE =
  /^[【[（(\s*※]*(?:免[责責][声聲]明|[郑鄭]重[声聲]明|特[别別][声聲]明|版[权權][声聲]明|[声聲]明|[风風][险險]提示|[版][权權]所有|copyright|©|著作[权權][声聲]明)[】\]）)\s]*[:：】\s©]/iu;
/** Matches a heading behind which nothing is the article's: `相关阅读`, `热门推荐：`, `猜你喜欢`.
 *  */
const RELATED =
  /^[【[\s●■◆]*(?:\p{L}{0,4}精彩推[荐薦]|相[关關](?:[内內]容|[阅閱][读讀]|新[闻聞]|推[荐薦]|文章|[链鏈]接|[报報][道導]|[专專][题題])|[热熱][门門](?:推[荐薦]|文章|新[闻聞]|[阅閱][读讀]|[评評][论論])?|推[荐薦][阅閱][读讀]|延伸[阅閱][读讀]|猜你喜[欢歡]|大家都在看|[为為]你推[荐薦]|精彩推[荐薦]|[网網]友[评評][论論]|最新[评評][论論])[】\]\s:：]*$/u;

/** Matches the words of a link that leads back: `返回腾讯网首页>>`. */
const HOME = /^返回\S{0,8}(?:首[页頁]|列表|[顶頂]部)[\s>»]*$/u;

/** Blocks at the end of a text before which furniture is looked for: of its lines, so large a part.
 *  */
const TAIL_PART = 0.4;
/** A longer line is a paragraph. Characters. */
const MAX_LINE = 200;

/**
 * An article's text without what Chinese pages put at its ends and nobody wrote for the article:
 * names of editors, buttons to print and share, links to the articles before and after, notices of
 * rights, lists of related articles, and the menu above.
 */
export function withoutFurnitureLines(content: HtmlElement, titles: string): HtmlElement {
  const lines = linesOf(content);
  if (!isChinese(lines.join(""))) return content;
  const total = textLength(content);
  const dropped = droppedBlocks(content, total, titles);
  return prunedOf(content, dropped) ?? content;
}

/** The blocks that go, by how far into the text they begin. O(elements × nesting). */
function droppedBlocks(content: HtmlElement, total: number, titles: string): ReadonlySet<HtmlNode> {
  const dropped = new Set<HtmlNode>();
  let seen = 0;
  let isRelated = false;
  let sentences = 0;
  const visit = (node: HtmlNode): void => {
    const text = textOf(node);
    const isTail = seen >= total * (1 - TAIL_PART);
    isRelated ||= isTail && (RELATED.test(text) || isList(node));
    const isAbove = sentences === 0 && isAboveText(node, text, titles);
    if (isAbove || isFurniture(text, isTail) || (isRelated && text !== "")) dropped.add(node);
    else if (isOpened(node)) return node.children.forEach(visit);
    else if (isSentence(text)) sentences++;
    if (isTail) linksBack(node).forEach((link) => dropped.add(link));
    seen += text.replace(/\s+/gu, "").length;
  };
  content.children.forEach(visit);
  return dropped;
}

/** Whether what is in a node is looked at piece by piece. */
function isOpened(node: HtmlNode): node is HtmlElement {
  return typeof node !== "string" && isBlockish(node);
}

function textOf(node: HtmlNode): string {
  return typeof node === "string" ? node.replace(/\s+/gu, " ").trim() : innerText(node);
}

/** Whether a block before the first sentence is the title, the byline or a menu. */
function isAboveText(node: HtmlNode, text: string, titles: string): boolean {
  if (text === "") return false;
  return isHeadLine(text, titles) || (typeof node !== "string" && isMenu(node, text));
}

function isFurniture(text: string, isTail: boolean): boolean {
  return isFurnitureLine(text) || (isTail && isNotice(text));
}

function isNotice(text: string): boolean {
  return text.length <= MAX_LINE && NOTICE.test(text);
}

/** The links in a paragraph that lead back to the site's first page or a list. */
function linksBack(node: HtmlNode): readonly HtmlNode[] {
  if (typeof node === "string") return [];
  return node.children.filter(
    (child) => typeof child !== "string" && child.name === "a" && HOME.test(innerText(child)),
  );
}

/** Whether a line is furniture wherever it stands. */
function isFurnitureLine(text: string): boolean {
  if (text === "" || text.length > MAX_LINE) return false;
  return EDITOR.test(text) || TOOLS.test(text) || (LEADING.test(text) && text.length <= 80);
}

/** Whether an element lists other articles, each with its date. */
function isList(node: HtmlNode): boolean {
  if (typeof node === "string" || !["ul", "ol", "dl", "section"].includes(node.name)) return false;
  const lines = linesOf(node);
  return lines.filter((line) => /^\d{4}-\d\d-\d\d[\d: ]*$/.test(line)).length >= 2;
}

function isMenu(element: HtmlElement, text: string): boolean {
  const whole = textLength(element);
  return whole > 0 && !isSentence(text) && linkedLength(element) >= whole * 0.9;
}

const INLINE: ReadonlySet<string> = new Set(
  "a abbr b big cite code em font i mark ruby s small strong sub sup time u".split(" "),
);

/** Whether what lies in an element can be lines of their own. */
function isBlockish({ name, children }: HtmlElement): boolean {
  if (INLINE.has(name)) return false;
  return name !== "p" && name !== "span"
    ? true
    : children.some(
        (child) => typeof child !== "string" && ["br", "p", "span"].includes(child.name),
      );
}

/** The tree without these nodes, and without the elements that nothing is left in. */
function prunedOf(element: HtmlElement, dropped: ReadonlySet<HtmlNode>): HtmlElement | undefined {
  if (dropped.size === 0) return element;
  const children = element.children.flatMap((child): HtmlNode[] => {
    if (typeof child === "string") return dropped.has(child) ? [] : [child];
    if (dropped.has(child)) return [];
    const hadSome = child.children.length > 0;
    const pruned = prunedOf(child, dropped);
    return pruned === undefined || (hadSome && pruned.children.length === 0) ? [] : [pruned];
  });
  return { ...element, children };
}
