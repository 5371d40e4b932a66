import { hash32 } from "#model/hash.ts";
import type { Site } from "#model/site.ts";

/** The one stylesheet of all pages: serif titles, a quiet column, light and dark by the reader's
 *  system, no fonts to load. Chinese text is set in the reader's Songti or Noto Serif for titles
 *  and a sans for the body, by script, since one code point has two shapes. */
export const STYLE = `:where(:root){color-scheme:light dark;--ink:#1c1a17;--soft:#625d54;--rule:#ddd7ca;--paper:#fffefb;--tint:#f6f2e9;--accent:#7b2418;--mark:#f8e3a0;--lead:1.6;
--serif:"Iowan Old Style",Charter,"Palatino Linotype",Palatino,"Source Serif 4","Liberation Serif",Georgia,"Songti SC","Noto Serif CJK SC",serif;--text:var(--serif)}
@media(prefers-color-scheme:dark){:where(:root){--ink:#ebe7de;--soft:#aaa498;--rule:#3a3732;--paper:#171614;--tint:#211f1c;--accent:#e8a798;--mark:#62501a}}
:where(:lang(zh)){--serif:"Songti SC","Noto Serif CJK SC","Source Han Serif SC",STSong,serif;--text:system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;--lead:1.75}
:where(:lang(zh-Hant)){--serif:"Songti TC","Noto Serif CJK TC","Source Han Serif TC",PMingLiU,serif;--text:system-ui,"PingFang TC","Noto Sans CJK TC","Microsoft JhengHei",sans-serif}
:where(:lang(en)){--serif:"Iowan Old Style",Charter,"Palatino Linotype",Palatino,"Source Serif 4","Liberation Serif",Georgia,serif;--text:var(--serif);--lead:1.55}
*{box-sizing:border-box}
:where([lang]){font-family:var(--text);line-height:var(--lead)}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;max-width:78rem;padding:0 clamp(1rem,4vw,2.5rem) 2rem;background:var(--paper);color:var(--ink);font-size:1.0625rem;overflow-wrap:break-word}
a{color:inherit;text-decoration-color:var(--rule);text-decoration-thickness:1px;text-underline-offset:.22em}
a:hover{color:var(--accent);text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:2px}
main:focus{outline:0}
h1,h2,h3,.name{font-family:var(--serif);font-weight:700;line-height:1.28;text-wrap:balance;text-spacing-trim:trim-start;margin:0}
h1{font-size:clamp(1.8rem,4.5vw,2.75rem);letter-spacing:-.01em}
p,ul,ol{margin:0}
p,li,figcaption{text-wrap:pretty}
main>h1:has(+.search){display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden;overflow-wrap:anywhere}
img,video{max-width:100%;height:auto}
time,.count,.small>*,.orders>*{white-space:nowrap}
.nb,.byline>*,.meta>*{display:inline-block;max-width:100%}
.nb{white-space:nowrap}
.clause{display:inline-block;max-width:100%;text-decoration:inherit}
.byline .nb,.meta>:not(time){white-space:normal}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem .8rem;z-index:2}
.hidden{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
.masthead{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.6rem 2rem;padding-top:1.6rem;margin-bottom:1.8rem}
.masthead .name{font-size:clamp(1.8rem,5vw,3rem);line-height:1.1;letter-spacing:-.015em}
.masthead .name img{display:block;height:3.2rem;width:auto}
.name a,h2 a,h3 a,.masthead nav a,.crumbs a,.tags a,.tree a,.related a,.more,.band header p a{text-decoration:none}
h2 a:hover,h3 a:hover,.tree a:hover,.related a:hover{text-decoration:underline}
.masthead nav{flex-basis:100%;display:flex;gap:.1rem 1.6rem;overflow-x:auto;scrollbar-width:none;white-space:nowrap;border-top:3px double var(--ink);border-bottom:1px solid var(--rule);padding:.5rem 0;font-size:1.02rem}
.masthead nav :is(a,span){padding:.1rem 0}
.masthead nav a[aria-current]{font-weight:700;box-shadow:inset 0 -2px var(--accent)}
.search{display:flex;gap:.4rem;flex:1 1 14rem;max-width:24rem}
input,button{font:inherit;font-size:1rem;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:3px;padding:.35rem .7rem;min-width:0;min-height:2.4rem}
input{flex:1}
input::placeholder{color:var(--soft);opacity:1}
button{cursor:pointer;white-space:nowrap;background:var(--ink);color:var(--paper);border-color:var(--ink)}
button:hover{background:var(--accent);border-color:var(--accent)}
main>.search,.problem .search{max-width:36rem;margin:1rem 0}
.small,.byline,.meta,.crumbs,.feeds,.count,.pager,.tags,.kicker,.ways b,.translations,.orders,.facets,figcaption,body>footer{font-size:.875rem;color:var(--soft)}
.meta>*,.byline>*,.feeds>*,.translations>*{margin-inline-end:.9em}
.kicker{font-weight:600;color:var(--accent);letter-spacing:.02em;margin-bottom:.15rem}
.motto{color:var(--soft);font-size:1.15rem;max-width:42em;margin-top:.4rem}
main>.hidden+.motto{margin:-.9rem 0 1.4rem;font-size:.95rem}
.summary{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden;margin-bottom:.35rem}
article h2{font-size:1.3rem;margin-bottom:.35rem}
article h3{font-size:1.1rem;margin-bottom:.3rem}
.pic{display:block;overflow:hidden;background:var(--tint);margin-bottom:.7rem}
.pic img{display:block;width:100%;aspect-ratio:3/2;object-fit:cover}
.brief h3,.brief h2{font-size:1.05rem;font-weight:600;margin-bottom:.1rem}
.top>*,.stories>*,.rest>*,.help>*{min-width:0}.top{display:grid;gap:1.6rem 2.2rem}
.top .lead h2{font-size:clamp(1.75rem,3.6vw,2.7rem);letter-spacing:-.01em}
.lead .summary{font-size:1.1rem;-webkit-line-clamp:4}
.second article+article,.latest article{border-top:1px solid var(--rule);padding-top:.9rem;margin-top:.9rem}
.latest h2{font-size:1rem;color:var(--accent);border-top:2px solid var(--accent);padding-top:.4rem}
.latest h2+article{border-top:0;margin-top:0;padding-top:.5rem}
.latest article{padding-top:.6rem;margin-top:.6rem}
.band{border-top:2px solid var(--ink);margin-top:2.4rem;padding-top:.6rem}
.band header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.1rem 1.2rem;margin-bottom:1rem}
.band header h2{font-size:1.45rem}
.band header p{font-size:.9rem;color:var(--soft);display:flex;flex-wrap:wrap;gap:0 1rem}
.more{margin-inline-start:auto;font-size:1.5rem;line-height:1;padding:.2rem .5rem;color:var(--soft)}
.stories{display:grid;gap:1.4rem 2.2rem}
.stories>article h3{font-size:1.45rem}
.rest{display:grid;gap:1.1rem 2.2rem;align-content:start}
.rest article{border-top:1px solid var(--rule);padding-top:1rem}
.rest .pic{float:inline-end;width:6.5rem;margin:.2rem 0 .4rem 1rem}
.rest .summary,.second .summary{-webkit-line-clamp:2;font-size:.95rem}
.river{max-width:54rem}
.river>article{border-top:1px solid var(--rule);padding:1.2rem 0}
.river>article:first-child{border-top:0}
.river>.pictured:not(.lead){display:grid;grid-template-columns:1fr minmax(6.5rem,28%);gap:1.4rem}
.river>.pictured:not(.lead) .pic{order:1;margin:.2rem 0 0;align-self:start}
.river .lead h2{font-size:clamp(1.6rem,3.4vw,2.3rem)}
.river .lead .pic img{aspect-ratio:16/9}
.crumbs{margin-bottom:.8rem}
.crumbs a{display:inline-block;padding:.1rem 0}
.crumbs a+a::before{content:"›";margin:0 .5em 0 .25em;color:var(--soft)}
.opening{border-bottom:2px solid var(--ink);padding-bottom:1rem;margin-bottom:.4rem}
.opening .feeds{margin-top:.6rem}
.opening .feeds [lang]{display:none}
.opening .tree{display:flex;flex-wrap:wrap;gap:.1rem 1.4rem;columns:auto;margin:.7rem 0 0}
.opening .tree .tree{display:none}
.index,.help{border-top:3px double var(--ink);margin-top:2.6rem;padding-top:1rem}
.index h2,.help h2{font-size:1.15rem}
.tree{list-style:none;padding:0;margin:.7rem 0;columns:13rem;column-gap:2.5rem}
.tree .tree{columns:auto;padding-inline-start:1em;margin:.1rem 0 .6rem;font-size:.95rem}
.tree>li{break-inside:avoid;padding:.12rem 0}
.tree .nb{white-space:normal}.tree>li>.nb>a{font-weight:600}
.tree .tree a,.opening .tree a{font-weight:400!important}
.pager{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;justify-content:space-between;margin:1.8rem 0;font-size:1rem}
.pager a{color:var(--ink)}
.story,.crumbs:has(+.story),.end,.related{max-width:40rem;margin-inline:auto}
.story h1{margin:.2rem 0 .6rem}
.byline{border-block:1px solid var(--rule);padding:.5rem 0;margin:1.1rem 0 1.6rem}
.byline a{color:var(--ink)}
.body{font-size:1.15rem}
.body:lang(zh){font-size:1.125rem}
.body>*{margin:0 0 1.15em}
.body h2,.body h3{margin:1.7em 0 .5em;font-size:1.3rem}
.body h3{font-size:1.15rem}
.body :is(ul,ol){padding-inline-start:1.4em}
.body blockquote{border-inline-start:3px solid var(--accent);margin-inline:0;padding-inline-start:1.2em;color:var(--soft)}
.body pre,.scroll{display:block;overflow-x:auto}.body pre{background:var(--tint);padding:.7rem 1rem;font-size:.9rem;line-height:1.5}
.body table{border-collapse:collapse;font-size:.95rem}
.body td,.body th{border:1px solid var(--rule);padding:.3em .7em;text-align:start}
.body ruby{line-height:2}
.body img{background:var(--tint)}
.body figure img{display:block;margin-inline:auto}
figure{margin:0 0 1.6rem}
figcaption{margin-top:.4rem;line-height:1.5}
.wide img{display:block;width:100%;max-height:36rem;object-fit:cover;background:var(--tint)}
.corrections,.subscribe{background:var(--tint);border-inline-start:4px solid var(--accent);padding:.9rem 1.2rem;margin:2rem 0}
.corrections h2,.attachments h2{font-size:1rem}
.corrections ul,.attachments ul{padding-inline-start:1.2em;margin:.4rem 0}
audio,video{display:block;width:100%;margin:.4rem 0}
.end{margin-top:2.5rem;border-top:1px solid var(--rule);padding-top:1.2rem}
.end>*{margin-bottom:1rem}
.tags,.active{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0}
.tags>*,.active>*,.lines>*,.crumbs a{max-width:100%}.active,.lines{min-width:0}.tags a,.active a{display:block;border:1px solid var(--rule);border-radius:99px;padding:.15rem .9rem;color:var(--ink)}
.active a{text-decoration:none;background:var(--tint);font-size:.95rem}
.ways{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem;border-top:1px solid var(--rule);padding-top:1rem}
.ways p{min-width:0;text-wrap:balance}
.ways .next{grid-column:2;text-align:end}
.ways b{display:block;font-weight:400}
.ways a,.related a{font-family:var(--serif);font-weight:600;color:var(--ink)}
.related{border-top:2px solid var(--ink);margin-top:2rem;padding-top:.7rem}
.related h2{font-size:1.15rem;margin-bottom:.4rem}
.related ul,.hits{list-style:none;padding:0}
.related li>a{text-wrap:balance;flex:0 1 auto}
.related li{border-top:1px solid var(--rule);padding:.7rem 0;display:flex;flex-wrap:wrap;gap:0 1rem;justify-content:space-between;align-items:baseline}
.related li:first-child{border-top:0}
.narrowing{display:flex;flex-wrap:wrap;gap:.6rem 2rem;align-items:start;border-block:1px solid var(--rule);padding:.6rem 0;max-width:48rem;margin-top:1rem}
.active{flex-basis:100%}
.facets{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;flex:1}
.facets details{position:relative}
.facets summary{cursor:pointer;list-style:none;color:var(--ink);padding:.1rem 0}
.facets summary::-webkit-details-marker{display:none}
.facets summary::after{content:"▾";margin-inline-start:.35em;color:var(--soft)}
.facets ul{list-style:none;position:absolute;z-index:1;inset-inline-start:-.8rem;min-width:13rem;max-height:22rem;overflow-y:auto;padding:.4rem .8rem;background:var(--paper);border:1px solid var(--soft);border-radius:3px;box-shadow:0 .4rem 1.2rem #0003}
.facets li{display:flex;justify-content:space-between;gap:1rem;padding:.22rem 0}
.facets li a{color:var(--ink)}
.orders{display:flex;gap:1rem}
.orders b{color:var(--ink)}
.note{margin-top:.5rem}
.hits{max-width:48rem}
.hits li{border-top:1px solid var(--rule);padding:1.1rem 0}
.hits li:first-child{border-top:0}
.hits p{margin-bottom:.3rem}
.parts{font-size:1.05rem;color:var(--soft);margin:1.5rem 0 .3rem;max-width:48rem}
.follow{background:var(--tint);padding:.7rem 1rem;max-width:48rem}
.status{font-family:var(--serif);font-size:1.5rem;letter-spacing:.12em;line-height:1.2;color:var(--accent);font-weight:700;margin-bottom:.2rem}
.problem{padding-top:1rem}
.help{display:grid;gap:2rem 3rem}
.help h2{margin-bottom:.5rem}.help .latest h2{color:inherit;border-top:0;padding-top:0}.help .tree{margin-top:0}
.help .tips ul{padding-inline-start:1.2em}
.help .tips li{padding:.15rem 0}
.address{margin:.8rem 0}
.address code{white-space:pre-wrap}
.address code,.line{display:block;overflow-wrap:anywhere;font-size:.95rem;line-height:1.5;padding:.4rem .7rem;border:1px dashed var(--soft);border-radius:3px;background:var(--paper);-webkit-user-select:all;user-select:all}
.subscribe{max-width:54rem;margin:1.5rem 0}
.feedlist{list-style:none;padding:0;margin:1rem 0;max-width:44rem}
.single{grid-template-columns:minmax(0,46rem)}
.feedlist ul{list-style:none;padding:0}
.feedlist p{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .8rem;padding:.35rem 0;border-bottom:1px solid var(--rule)}
.feedlist .small>*{margin-inline-end:.8em}
.feedlist li li>p{padding-inline-start:1.6em}
.feedlist li li li>p{padding-inline-start:3.2em}
.feedlist .small{margin-inline-start:auto}
.feedlist p>*{min-width:0}.feedlist code,.feedlist p>.count,.feedlist .small>span{white-space:normal;overflow-wrap:anywhere}
.index>h2{margin-bottom:.4rem}
.index dt{margin-top:.5rem}
.index dd{margin-inline-start:1.6em}
mark{background:var(--mark);color:inherit}
::target-text{background:var(--mark);color:inherit}
body>footer{border-top:3px double var(--ink);margin-top:3rem;padding-top:1rem;display:flex;flex-wrap:wrap;gap:.4rem 2rem;align-items:baseline}
body>footer .name{font-size:1.15rem}
.lines{list-style:none;padding:0;flex-basis:100%;display:flex;flex-wrap:wrap;gap:.2rem 1.6rem}
@media(max-width:40rem){.masthead{gap:.7rem;padding-top:1rem;margin-bottom:1.3rem}.masthead .search{flex-basis:100%;max-width:none}.facets details[open]{flex-basis:100%}.facets ul{position:static;box-shadow:none;margin-top:.3rem}.top .lead{margin-inline:calc(-1*clamp(1rem,4vw,2.5rem))}.top .lead .words{padding-inline:clamp(1rem,4vw,2.5rem)}}
@media(min-width:44rem){.top{grid-template-columns:1fr 1fr}.top .lead{grid-column:1/-1}.rest{grid-template-columns:1fr 1fr}.rest article:nth-child(-n+2){border-top:0;padding-top:0}.help{grid-template-columns:1fr 1fr}.help .tips{grid-column:1/-1}}
@media(min-width:64rem){.help:has(.tips){grid-template-columns:1fr 1fr 1fr}.help .tips{grid-column:auto}.top{grid-template-columns:minmax(0,2fr) minmax(0,1fr) minmax(0,.9fr)}.top .lead{grid-column:1}.top>*+*{border-inline-start:1px solid var(--rule);padding-inline-start:2.2rem}.stories{grid-template-columns:minmax(0,1fr) minmax(0,1.6fr)}.stories>.rest{border-inline-start:1px solid var(--rule);padding-inline-start:2.2rem}.wide{margin-inline:-5rem}main:has(>.opening,>.narrowing){display:grid;grid-template-columns:15rem minmax(0,1fr);column-gap:3.5rem;align-items:start}main>.opening,main>.narrowing{grid-row:2/99;position:sticky;top:1.5rem;border-bottom:0;border-top:2px solid var(--ink);padding-top:.8rem}main:has(>.opening)>.crumbs{grid-column:1/-1}main>.opening~*,main:has(>.narrowing)>:not(.narrowing){grid-column:2}main>.opening~.river,.hits{border-top:2px solid var(--ink);max-width:none}.parts,.follow{max-width:none}main>.narrowing{grid-row:1/99;flex-direction:column;gap:1.2rem;margin:0}main>.narrowing .facets{flex-direction:column}main>.narrowing .facets ul{position:static;border:0;box-shadow:none}.feedlist{columns:2;column-gap:3.5rem;max-width:none}.feedlist>li{break-inside:avoid}main>.opening h1{font-size:2rem}.opening .tree{display:block}}
@media screen and (min-width:44rem){.body:lang(zh) :is(p,li):not(:has(a,code)){text-align:justify;text-justify:inter-ideograph}}@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media(forced-colors:active){.masthead nav a[aria-current]{text-decoration:underline}}
@media print{:root{--ink:#000;--soft:#444;--paper:#fff;--rule:#bbb;--accent:#000}body{max-width:none;padding:0;font-size:11pt}.search,.masthead nav,.crumbs,.feeds,.pager,.skip,.tags,.ways,.related,.help,body>footer .feeds,audio,video{display:none}.masthead{margin-bottom:1rem}.story,.end{max-width:none}.body{font-size:11.5pt}.body a[href^="http"]::after{content:" ("attr(href)")";font-size:.8em;color:var(--soft);overflow-wrap:anywhere}h1,h2,h3{break-after:avoid}figure,blockquote,tr{break-inside:avoid}.wide{margin-inline:0}.wide img{max-height:14cm;width:auto}}
`;

/** Where the stylesheet lies: its hash is in its name, so that it can be kept for ever. */
export const STYLE_PATH = `/style-${hash32(STYLE).toString(36)}.css`;

/** The stylesheet's address with the colours of a site in its query, so that whoever serves it need
 *  not know the site. */
export function styleHref({ accent }: Pick<Site, "accent">): string {
  return accent === undefined ? STYLE_PATH : `${STYLE_PATH}?accent=${accent.light}-${accent.dark}`;
}

/** The stylesheet in the colours that `styleHref` put into its query.
 *  @param accent  the parameter as it was asked for; anything but two colours is passed over */
export function styleWith(accent: string | null): string {
  const [, light, dark] = /^([0-9a-f]{6})-([0-9a-f]{6})$/.exec(accent ?? "") ?? [];
  if (light === undefined) return STYLE;
  return `${STYLE}:root{--accent:#${light}}\n@media(prefers-color-scheme:dark){:root{--accent:#${dark}}}\n`;
}
