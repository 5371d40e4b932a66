import type { Edit } from "./edit.ts";

/**
 * Words that are spam behind a bar or an underscore, and before one too: no newspaper calls a part
 * of its page so.
 */
const CERTAIN =
  /无码|無碼|[一二三]区二?区|[一二三]區二?區|高清资源|高清資源|在线播放|在線播放|在线观看|在線觀看|av电影|av電影|毛片|黄片/i;
/** Words of which newspapers report too, so that a title may begin with them. */
const TOPICS = /情色|六合彩|百家乐|百家樂|时时彩|時時彩|私服|代开发票|代開發票|娱乐城|娛樂城/;
/** Words that make spam where they come in heaps, and news where they stand alone. */
const LIKELY =
  /亚洲|亞洲|亚州|日韩|日韓|国产|國產|欧美|歐美|高清|美女|诱惑|誘惑|动图|動圖|成人|精品|免费|免費|激情|彩票|博彩|\bav\b/i;
/** Fewer parts with likely words than this prove nothing. */
const HEAP = 3;

/**
 * Parts of a title, between commas, bars and underscores, that were put there for search engines.
 * The rest of the title stays; of a title that is nothing else, nothing stays. Commas divide
 * headlines too, so that between them only heaps are spam.
 * @param words further words that are spam on this site; as certain as those known here
 * @example titleSpam("真情潤熱土_国产一区二区") // one edit, which leaves "真情潤熱土"
 */
export function titleSpam(title: string, words: readonly string[] = []): readonly Edit[] {
  const parts = [...title.matchAll(/[^,，|｜_]+/g)].map(({ 0: text, index }) => {
    const border = index === 0 ? title.charAt(text.length) : title.charAt(index - 1);
    const isSpam = CERTAIN.test(text) || (index > 0 && TOPICS.test(text));
    const isTold = words.some((word) => text.includes(word));
    const isCertain = isTold || (isSpam && !/[,，]/.test(border));
    const isLikely = isCertain || isSpam || LIKELY.test(text) || TOPICS.test(text);
    return { text, index, isCertain, isLikely };
  });
  const isHeap = parts.filter(({ isLikely }) => isLikely).length >= HEAP;
  const spam = parts.filter(({ isCertain, isLikely }) => isCertain || (isHeap && isLikely));
  if (spam.length === 0 || (parts.length === 1 && !isHeap)) return [];
  if (isHeap && spam.length * 2 > parts.length) return [edit(title, 0, title.length)];
  return spam.map(({ text, index }) => {
    // The separator that the part came with goes too: the one before it, or, for the first, the one
    // after.
    const start = index === 0 ? 0 : index - 1;
    const end = index + text.length + (index === 0 && index + text.length < title.length ? 1 : 0);
    return edit(title, start, end);
  });
}

function edit(title: string, start: number, end: number): Edit {
  return { name: "title-spam", start: Math.max(0, Math.min(start, title.length)), end, after: "" };
}
