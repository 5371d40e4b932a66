import { type Command, InvalidArgumentError } from "commander";
import { type ArticleId, toArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";

/** Adds `--revive <id>`, which may be given several times.
 *  @param what  which articles it names */
export function addRevive(command: Command, what: string): Command {
  const collect = (text: string, before: readonly ArticleId[] = []): readonly ArticleId[] => {
    const id = toArticleId(text);
    if (isRejection(id)) throw new InvalidArgumentError("It must be the id of an article.");
    return [...before, id];
  };
  return command.option("--revive <id>", what, collect);
}
