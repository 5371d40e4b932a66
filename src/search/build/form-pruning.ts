import { stemOfForm } from "#text/analysis/word-rules.ts";
import { isWrittenForm, wordOfForm } from "#text/analysis/written-form.ts";
import { entryOf } from "#search/format/block-entry.ts";
import { createByteWriter } from "#search/format/byte-writer.ts";
import { FIELDS } from "#search/format/options.ts";
import { createPostings, readPostings, writePostings } from "#search/format/posting-list.ts";
import type { MergedTerm } from "./merge-runs.ts";

/** The written forms with the postings that are worth it, in the order given. A stem with one form
 *  needs none, for that is the form of all its articles: its form is only known, so that what is
 *  unfinished finds it. The commonest form of a stem has those of titles alone: there it decides
 *  most, and in texts it has three postings in five. Forms that begin otherwise than their stem,
 *  such as geese, keep theirs. O(postings).
 *  @param forms  all written forms of an index, and acronyms, which are all kept */
export function worthwhileForms(forms: readonly MergedTerm[]): readonly MergedTerm[] {
  const byStem = new Map<string, MergedTerm[]>();
  const stems = new Map<MergedTerm, string>();
  for (const form of forms.filter(({ text }) => isWrittenForm(text))) {
    const stem = stemOfForm(form.text);
    if (!beginsLike(wordOfForm(form.text) ?? "", stem)) continue;
    stems.set(form, stem);
    const others = byStem.get(stem);
    if (others) others.push(form);
    else byStem.set(stem, [form]);
  }
  const commonest = new Map([...byStem].map(([stem, all]) => [stem, commonestOf(all)]));
  return forms.map((form) => {
    const stem = stems.get(form);
    if (stem === undefined || commonest.get(stem) !== form) return form;
    return inTitles(form, (byStem.get(stem) ?? []).length > 1);
  });
}

function commonestOf(forms: readonly MergedTerm[]): MergedTerm | undefined {
  let [most] = forms;
  for (const form of forms) if (most === undefined || form.count > most.count) most = form;
  return most;
}

/** Whether a word lies near its stem in the order of terms: Porter changes the last letter. */
function beginsLike(word: string, stem: string): boolean {
  return word.startsWith(stem.slice(0, -1));
}

const lists = FIELDS.map(() => createPostings());
const writer = createByteWriter();

/** The form with its postings in titles alone.
 *  @param isRanked  whether it has those; otherwise it has none */
function inTitles(form: MergedTerm, isRanked: boolean): MergedTerm {
  for (const list of lists) list.count = 0;
  readPostings(form.entry.bytes, form.entry.postingsAt, lists);
  for (const [field, list] of lists.entries())
    if (!isRanked || FIELDS[field] !== "title") list.count = 0;
  writer.clear();
  writePostings(writer, lists);
  const count = lists.reduce((sum, list) => sum + list.count, 0);
  const { term, length } = form.entry;
  return { ...form, entry: entryOf(term.subarray(0, length), writer.finish()), count };
}
