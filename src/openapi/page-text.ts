import type { GROUPS } from "./document.ts";
import type { Wording } from "./wording.ts";

/** What the page of the API says beside what the operations say. */
export const PAGE_TEXT = {
  intro: [
    "Every route but the publisher's answers GET and HEAD, from any page and without a key. Parameters that are not known change nothing.",
    "除发布者专用的以外，每个地址都可以用 GET 和 HEAD 访问，任何网页均可调用，不需要密钥。未知的参数不起作用。",
    "除發布者專用的以外，每個網址都可以用 GET 和 HEAD 存取，任何網頁均可呼叫，不需要金鑰。未知的參數不起作用。",
  ],
  document: [
    "For programs: the same as OpenAPI 3.1",
    "供程序使用：同样的内容，OpenAPI 3.1 格式",
    "供程式使用：同樣的內容，OpenAPI 3.1 格式",
  ],
  fresh: [
    "ETag and Last-Modified are heeded: ask with what you have, and a 304 costs next to nothing.",
    "支持 ETag 与 Last-Modified：带上已有的版本来问，304 几乎没有开销。",
    "支援 ETag 與 Last-Modified：帶上已有的版本來問，304 幾乎沒有開銷。",
  ],
  problems: ["Problems", "错误", "錯誤"],
  problemsIntro: [
    "Answered as application/problem+json (RFC 9457); each has a page that says what to do.",
    "以 application/problem+json（RFC 9457）答复；每一种都有说明页面。",
    "以 application/problem+json（RFC 9457）答覆；每一種都有說明頁面。",
  ],
} as const satisfies Readonly<Record<string, Wording>>;

/** The headings of the groups. */
export const GROUP_TITLES: Readonly<Record<keyof typeof GROUPS, Wording>> = {
  api: ["Articles and search", "文章与搜索", "文章與搜尋"],
  feeds: ["Feeds and sitemaps", "订阅源与站点地图", "訂閱源與網站地圖"],
  pages: ["Pages and files", "网页与文件", "網頁與檔案"],
  admin: ["For the publisher, with a token", "供发布者使用，须有令牌", "供發布者使用，須有權杖"],
};
