import { type Fault, rejection, type Rejection } from "#model/rejection.ts";
import type { AddressLoss, ExchangedSection, TurnedAddress } from "#publish/build/address-loss.ts";
import type { LostSection } from "#feeds/lost-section.ts";
import type { LostAddress } from "./lost-addresses.ts";
import type { PublishFlags } from "./publication.ts";

/** Addresses that a refusal names; the others are counted. */
const MAX_NAMED = 20;

/** Refuses a release in which the address of a section's feed, or an alias, would end without a
 *  word, and one in which a section takes an address whose subscribers follow another. Aliases of
 *  an article that goes itself go with it.
 *  @param lost  as `readLostAddresses` gives it
 *  @returns a Rejection that proposes what to write, or null when the release may be published */
export function refuseLoss(
  loss: AddressLoss,
  { allowGone = false, allowReuse = false }: PublishFlags,
  lost: readonly LostAddress[] = [],
): Rejection | null {
  const gone = allowGone
    ? []
    : [...loss.sections.map(sectionFault), ...loss.aliases.map(aliasFault)];
  const permalinks = allowGone ? [] : lost.filter(({ isHere }) => isHere).map(permalinkFault);
  const reused = allowReuse ? [] : otherFeedFaults(loss);
  const faults = [...reused, ...gone, ...permalinks];
  if (faults.length === 0) return null;
  const more = faults.length - MAX_NAMED;
  const rest = more > 0 ? [{ what: `and ${more} more addresses like these` }] : [];
  // Old paths of articles stand beside the articles.
  const file = faults.length > permalinks.length ? { file: "site.toml" } : {};
  return rejection(file, ...faults.slice(0, MAX_NAMED), ...rest);
}

/** The addresses of a loss in words, one each, for a preview. */
export function lossFaults(loss: AddressLoss, lost: readonly LostAddress[] = []): readonly Fault[] {
  return [
    ...otherFeedFaults(loss),
    ...loss.sections.map(sectionFault),
    ...loss.aliases.map(aliasFault),
    ...lost.filter(({ isHere }) => isHere).map(permalinkFault),
  ];
}

function permalinkFault({ path, id }: LostAddress): Fault {
  return {
    field: "aliases",
    what: `${path} led to article ${id}, and would answer 404`,
    fix: "write it back into its aliases, or publish with --allow-gone",
  };
}

/** Addresses whose subscribers would get the articles of another feed. */
function otherFeedFaults({ reused, exchanged, turned }: AddressLoss): readonly Fault[] {
  return [...reused.map(reuseFault), ...exchanged.map(exchangeFault), ...turned.map(turnFault)];
}

function sectionFault({ path, feed, count, heir }: LostSection): Fault {
  const what = `${feed} would answer 404: section ${path} is not there any more`;
  if (heir === undefined)
    return {
      field: "gone",
      what,
      fix: `write gone = ["${path}"] at the top to tell its subscribers (410), was = ["${path}"] into the section that follows it (301), or publish with --allow-gone`,
    };
  const why =
    heir.count === 0
      ? `its old path led to what is ${heir.path} now`
      : `${heir.count} of its ${count} articles are in ${heir.path}`;
  const was = heir.was.map((old) => `"${old}"`).join(", ");
  return {
    field: "was",
    what: `${what}, and ${why}`,
    fix: `write was = [${was}] into section ${heir.path} (301), gone = ["${path}"] at the top (410), or publish with --allow-gone`,
  };
}

function turnFault({ path, from, to }: TurnedAddress): Fault {
  const [led, leads] = [from, to].map((folder) => folder || "the whole site");
  return {
    field: "aliases",
    what: `${path} led to ${led}, and would lead to ${leads}: those who follow it would get others' articles`,
    fix: "write it back where it was, or publish with --allow-reuse if this is meant",
  };
}

function aliasFault(alias: string): Fault {
  return {
    field: "aliases",
    what: `${alias} is an old path that led on, and would answer 404`,
    fix: "write it back, or publish with --allow-gone",
  };
}

function reuseFault(path: string): Fault {
  return {
    field: "sections",
    what: `${path} is the old path of another section: those who follow that one would get this one's articles`,
    fix: "give the new section another slug, or publish with --allow-reuse if this is meant",
  };
}

function exchangeFault({ path, heir, origin }: ExchangedSection): Fault {
  return {
    field: "sections",
    what: `most articles of ${path} are in ${heir} now, and most that it has come from ${origin}: those who follow ${path} would get others' articles`,
    fix: "change the titles and leave the slugs, or publish with --allow-reuse if this is meant",
  };
}
