import { hash32 } from "#model/hash.ts";

/** The one stylesheet of all pages: serif titles, a quiet column, light and dark by the reader's
 *  system, no fonts to load. Chinese text is set in the reader's Songti or Noto Serif for titles
 *  and a sans for the body, by script, since one code point has two shapes. */
export const STYLE = `:where(:root){color-scheme:light dark;--ink:#1d1b18;--soft:#68635a;--rule:#d8d2c6;--paper:#fdfcf9;--accent:#7b2418;--mark:#f8e3a0;--lead:1.6;
--serif:"Iowan Old Style",Charter,"Palatino Linotype",Palatino,"Source Serif 4","Liberation Serif",Georgia,"Songti SC","Noto Serif CJK SC",serif;--text:var(--serif)}
@media(prefers-color-scheme:dark){:where(:root){--ink:#e7e3da;--soft:#a39d91;--rule:#3b3833;--paper:#181715;--accent:#e8a798;--mark:#62501a}}
:where(:lang(zh)){--serif:"Songti SC","Noto Serif CJK SC","Source Han Serif SC",STSong,serif;--text:system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;--lead:1.75}
:where(:lang(zh-Hant)){--serif:"Songti TC","Noto Serif CJK TC","Source Han Serif TC",PMingLiU,serif;--text:system-ui,"PingFang TC","Noto Sans CJK TC","Microsoft JhengHei",sans-serif}
:where(:lang(en)){--serif:"Iowan Old Style",Charter,"Palatino Linotype",Palatino,"Source Serif 4","Liberation Serif",Georgia,serif;--text:var(--serif);--lead:1.6}
*{box-sizing:border-box}
:where([lang]){font-family:var(--text);line-height:var(--lead)}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:72rem;padding:0 clamp(1rem,4vw,2.5rem) 3rem;background:var(--paper);color:var(--ink);font-size:1.0625rem;overflow-wrap:break-word}
a{color:inherit;text-decoration-color:var(--rule);text-underline-offset:.2em}
a:hover{color:var(--accent);text-decoration-color:currentColor}
h1,h2,h3,.name{font-family:var(--serif);font-weight:700;line-height:1.3;text-wrap:balance;margin:0}
h1{font-size:clamp(1.75rem,4.5vw,2.5rem)}
p{margin:0}
img,video{max-width:100%;height:auto}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem}
.hidden{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.masthead{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:.5rem 2rem;padding-top:1.5rem;margin-bottom:2rem}
.name{font-size:clamp(1.6rem,5vw,2.5rem)}
.name a,h2 a,.masthead nav a,.crumbs a,.tags a{text-decoration:none}
.masthead nav{flex-basis:100%;display:flex;flex-wrap:wrap;gap:.1rem 1.4rem;border-block:1px solid var(--rule);border-top:3px double var(--ink);padding:.45rem 0}
.masthead [aria-current]{font-weight:700}
.search{display:flex;gap:.4rem;flex:1 1 14rem;max-width:24rem}
input,button{font:inherit;font-size:.95rem;color:inherit;background:none;border:1px solid var(--rule);border-radius:3px;padding:.25rem .6rem;min-width:0}
input{flex:1}
button{cursor:pointer;white-space:nowrap}
.small,.byline,.crumbs,.feeds,.count,.narrow,.pager,.tags,footer,.kicker,figcaption{font-size:.875rem;color:var(--soft)}
.small>*,.byline>*,.feeds>*,.narrow>*{margin-inline-end:.8em}
.kicker{font-weight:600;color:var(--accent)}
.motto{color:var(--soft);font-size:1.15rem;margin-top:.4rem}
.river{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(18rem,100%),1fr));gap:0 2.5rem;margin-top:1.5rem}
.river article{border-top:1px solid var(--rule);padding:1rem 0 1.4rem}
.river h2,.hits h2{font-size:1.25rem;margin-bottom:.3rem}
.river p{margin-bottom:.35rem}
.river p:not([class]){display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:4;overflow:hidden}
.river img{float:inline-end;width:6.5rem;aspect-ratio:1;object-fit:cover;margin:.3rem 0 .4rem 1rem;background:var(--rule)}
.lead article:first-child{grid-column:1/-1;border-top:0;padding-top:0}
.lead article:first-child h2{font-size:clamp(1.7rem,4.2vw,2.5rem)}
.lead article:first-child p:not([class]){font-size:1.15rem;max-width:40em}
.lead article:first-child img{width:min(42%,28rem);aspect-ratio:3/2;margin-inline-start:2rem}
.crumbs{margin-bottom:.8rem}
.crumbs a+a::before{content:"›";margin:0 .5em 0 .25em}
.index{border-top:3px double var(--ink);margin-top:2rem;padding-top:1rem}
.tree{list-style:none;padding:0;margin:.8rem 0;columns:14rem;column-gap:2.5rem}
.tree .tree{columns:auto;padding-inline-start:1.2em;margin:.1rem 0 .6rem}
.tree>li{break-inside:avoid}
.pager{display:flex;gap:1.5rem;justify-content:space-between;margin:1.5rem 0}
.story,.crumbs:has(+.story),.end{max-width:42rem;margin-inline:auto}
.story h1{margin:.2rem 0 .5rem}
.byline{border-block:1px solid var(--rule);padding:.4rem 0;margin:1rem 0 1.5rem}
.body{font-size:1.125rem}
.body>*{margin:0 0 1.1em}
.body h2,.body h3{margin:1.6em 0 .5em;font-size:1.25rem}
.body blockquote{border-inline-start:3px solid var(--rule);margin-inline:0;padding-inline-start:1.2em;color:var(--soft)}
.body pre,.body table{display:block;overflow-x:auto}
.body table{border-collapse:collapse;font-size:.95rem}
.body td,.body th{border:1px solid var(--rule);padding:.3em .7em}
.body ruby{line-height:2}
figure{margin:0 0 1.5rem}
.corrections{border:1px solid var(--rule);padding:.8rem 1.2rem;margin:2rem 0}
.corrections h2,.attachments h2{font-size:1rem}
.corrections ul,.attachments ul{padding-inline-start:1.2em;margin:.4rem 0}
audio,video{display:block;width:100%;margin:.4rem 0}
.end{margin-top:2.5rem;border-top:1px solid var(--rule);padding-top:1rem}
.end>*{margin-bottom:.8rem}
.tags{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem;padding:0}
.tags a{display:block;border:1px solid var(--rule);border-radius:99px;padding:.05rem .8rem}
.ways b{font-weight:400;margin-inline-end:.6em}
.narrow{margin-top:.5rem}
.narrow a:has(+.count){margin-inline-end:.3em}
main>h1+p{margin-top:.5rem}
.hits{list-style:none;padding:0;max-width:46rem}
.hits li{border-top:1px solid var(--rule);padding:1rem 0}
.subscribe{max-width:46rem;margin:1.5rem 0;padding:1rem 1.3rem;border:1px solid var(--rule);border-inline-start:4px solid var(--accent);border-radius:3px}
.address{margin:.8rem 0}
.address code{white-space:pre-wrap}
.address code,.line{display:block;overflow-wrap:anywhere;font-size:.95rem;line-height:1.5;padding:.4rem .7rem;border:1px dashed var(--rule);border-radius:3px;-webkit-user-select:all;user-select:all}
.single{grid-template-columns:minmax(0,46rem)}
.feedlist{list-style:none;padding:0;margin:1rem 0;max-width:42rem}
.feedlist ul{list-style:none;padding:0}
.feedlist p{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .8rem;padding:.3rem 0;border-bottom:1px solid var(--rule)}
.feedlist li li>p{padding-inline-start:1.6em}
.feedlist li li li>p{padding-inline-start:3.2em}
.feedlist .small{margin-inline-start:auto}
.index>h2{margin-bottom:.4rem}
.index dt{margin-top:.5rem}
.index dd{margin-inline-start:1.6em}
mark{background:var(--mark);color:inherit}
body>footer{border-top:3px double var(--ink);margin-top:3rem;padding-top:1rem;display:flex;flex-wrap:wrap;gap:.3rem 2rem}
@media print{.search,.masthead nav,.feeds,.pager,.skip{display:none}}
`;

/** Where the stylesheet lies: its hash is in its name, so that it can be kept for ever. */
export const STYLE_PATH = `/style-${hash32(STYLE).toString(36)}.css`;
