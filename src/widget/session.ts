import { MAX_SENT, normalQuery, searchUrl } from "./address.ts";
import type { SearchAnswer, FoundHit } from "./answer.ts";
import { createAsker, getAnswer } from "./asker.ts";
import { createDoor } from "./door.ts";
import { emit } from "./event.ts";
import type { Narrowing } from "./facets.ts";
import { createUrlState } from "./history.ts";
import { showIdle } from "./idle.ts";
import { listen } from "./listen.ts";
import { createOptions } from "./options.ts";
import { keepSearch } from "./recent.ts";
import { allResults, type SearchHost, showAnswer, showFailure, type Showing } from "./results.ts";
import { shortcutsFrom } from "./shortcut.ts";
import { buildView, say, tell } from "./view.ts";
import type { Words } from "./words.ts";

/** An element at work, from its way into a page to its way out of it. */
export type Session = {
  readonly field: HTMLInputElement;
  readonly isOpen: () => boolean;
  /** Shows what lies below the field, and in a dialog the field too. */
  readonly open: () => void;
  readonly close: () => void;
  /** Puts a search into the field, and asks for it. */
  readonly searchFor: (query: string) => void;
  /** Ends everything that goes on. */
  readonly end: () => void;
};

/** Puts an element to work.
 *  @param lang  BCP 47 */
export function startSession(
  host: SearchHost,
  root: ShadowRoot,
  lang: string,
  words: Words,
): Session {
  const shortcuts = shortcutsFrom(host.getAttribute("shortcut") ?? "mod+k /");
  const isDialog = host.getAttribute("mode") === "dialog";
  const view = buildView(root, words, shortcuts, isDialog && [() => open(), () => close()]);
  const { field } = view;
  const options = createOptions(field, view.list);
  const [fill, activate, state] = options;
  const [isOpen, openDoor, closeDoor, tellField] = createDoor(host, view);
  const [readUrl, writeUrl, leaveUrl] = createUrlState(host.getAttribute("url-param"));
  // The search that is shown or asked for, its address, and what narrows it.
  let query = "";
  let asked = "";
  let chosen: Narrowing = {};
  let newest: readonly FoundHit[] | undefined;

  /** Whether there is a text that nobody has asked for. */
  const isUnasked = (): unknown => !asked && normalQuery(field.value);
  const open = (): void => {
    const isToAsk = isUnasked();
    if (isToAsk) update(true);
    else void warm();
    // Below a field the answer opens it.
    if (isDialog || !isToAsk) openDoor();
  };
  const close = (): void => {
    // What has no answer yet must not open it again, and what was there before is no answer to it.
    if (giveUp()) {
      asked = "";
      say(view, [], "", []);
      fill([]);
    }
    if (!isOpen()) return;
    activate(-1);
    closeDoor();
    if (isDialog) writeUrl("");
  };
  const showing: Showing = { owner: host, view, words, lang, choose };
  function choose(isTab: boolean, url: string, hit?: FoundHit): boolean {
    const isFree = emit(host, "select", { query, url, hit });
    if (isFree && host.hasAttribute("recent")) keepSearch(query);
    if (isFree && !isTab) close();
    return isFree;
  }
  /** Shows options in the place of those before. */
  const show = (children: readonly Node[]): void => {
    fill(children);
    if (query && !isDialog) open();
    tellField();
  };
  const showFound = (answer: SearchAnswer, ms: number): void => {
    const { total, hits } = answer;
    if (!emit(host, "search", { query, total, ms })) return;
    if (!hits[0] && !emit(host, "empty", { query })) return;
    const isCut = answer.degraded || query.length > MAX_SENT;
    show(
      showAnswer(showing, { ...answer, degraded: isCut }, [query, chosen], (text, narrowed) => {
        chosen = narrowed;
        search(text);
      }),
    );
  };
  const [ask, giveUp] = createAsker([
    () => writeUrl(query),
    () => {
      tell(view, words.slow);
      if (!isDialog) open();
    },
    showFound,
    () => {
      show(showFailure(showing, askAgain));
      asked = "";
    },
  ]);
  const update = (isUrgent?: boolean): void => {
    const typed = normalQuery(field.value);
    const address = searchUrl(host, typed, chosen);
    if (address === asked) return;
    query = typed;
    asked = address;
    if (query) ask(address, isUrgent);
    else rest();
  };
  const search = (text: string): void => {
    field.value = text;
    update(true);
  };
  /** Asks again, where there was no answer. */
  const askAgain = (): void => {
    if (isUnasked()) update(true);
  };
  const rest = (): void => {
    giveUp();
    chosen = {};
    writeUrl("");
    show(showIdle(showing, newest ?? [], search, rest));
    if (!isDialog) (view.list.hidden || root.activeElement !== field ? close : openDoor)();
  };
  /** Shows again what was there when the reader left the field. */
  const focus = (): void => {
    if (!isDialog && field.value) open();
    else void warm();
    if (!query) rest();
  };
  /** Reads the newest articles, once: what the Worker reads for them it has for the first
   *  search. */
  const warm = async (): Promise<void> => {
    if (newest) return;
    newest = [];
    // Nobody has asked for anything yet: whether the Worker is there, the first search tells.
    const answer = await getAnswer(searchUrl(host, "", {}), null).catch(() => undefined);
    if (answer) newest = answer.hits;
    if (!query) rest();
  };
  /** Enter: the active option; without one, all results. */
  const enter = (isTab: boolean): void => {
    const typed = normalQuery(field.value);
    const [shown, place] = state();
    const link =
      (shown[place] as HTMLAnchorElement | undefined) ??
      (typed && allResults(showing, [typed, chosen]));
    if (!link) return;
    link.target = isTab ? "_blank" : "";
    link.click();
  };
  /** Shows the search that the page's address holds. */
  const goTo = (): void => {
    const text = readUrl();
    if (text === query) return;
    search(text);
    if (text) open();
    else if (isDialog) close();
  };
  const stopListening = listen(host, view, shortcuts, {
    options,
    isOpen,
    open,
    close,
    update,
    hold() {
      giveUp();
      asked = "";
    },
    enter,
    searchFor: search,
    askAgain,
    goTo() {
      leaveUrl();
      if (host.hasAttribute("url-param")) goTo();
    },
    welcome: focus,
  });
  goTo();
  return {
    field,
    isOpen,
    open,
    close,
    searchFor: search,
    end() {
      stopListening();
      giveUp();
    },
  };
}
