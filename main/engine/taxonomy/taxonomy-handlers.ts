import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import type { EngineContext } from "../context.ts";
import { compareVersions, versionOf } from "./compare-versions.ts";
import { startingText } from "./starting-text.ts";
import { checkTaxonomy, saveTaxonomy, storedTaxonomies } from "./taxonomy-store.ts";

export const taxonomyHandlers: Handlers<Contract, EngineContext>["taxonomy"] = {
  current: ({ database }) =>
    database.read(async (reader) => {
      const stored = await storedTaxonomies(reader);
      const [current] = stored;
      return {
        version: current?.version ?? null,
        text: current?.text ?? "",
        taxonomy: current?.taxonomy ?? null,
        versions: stored.map(versionOf),
      };
    }),
  check: ({ database }, { text }) =>
    database.read(async (reader) => {
      const { taxonomy, problems } = await checkTaxonomy(reader, text);
      return { ok: taxonomy !== null, problems: [...problems] };
    }),
  save: (context, { text }) =>
    context.change("save-taxonomy", (change) => saveTaxonomy(change, text)),
  starting: async (_context, { names }) => ({ text: startingText(names) }),
  compare: ({ database }, asked) => database.read((reader) => compareVersions(reader, asked)),
};
