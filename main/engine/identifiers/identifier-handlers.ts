import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { gapsOf } from "../../../shared/domain/identifier-edits.ts";
import type { EngineContext } from "../context.ts";
import { readIdentifiers } from "../relations/build.ts";
import { coverageOf, pointsOf } from "./coverage.ts";
import { dismiss } from "./dismissals.ts";
import { previewIdentifiers } from "./preview-identifiers.ts";
import { dictionaryText, readDictionary } from "./read-dictionary.ts";
import { suggestionsOf } from "./suggestions.ts";

export const identifierHandlers: Handlers<Contract, EngineContext>["identifiers"] = {
  coverage: ({ database }, month) =>
    database.read(async (reader) => ({
      coverage: await coverageOf(reader, month),
      points: await pointsOf(reader, month),
    })),
  async dictionary({ database }) {
    const identifiers = await database.read(readIdentifiers);
    return { identifiers, text: dictionaryText(identifiers), gaps: gapsOf(identifiers) };
  },
  async check(_, { text }) {
    const { identifiers, problems } = readDictionary(text);
    const gaps = identifiers === null ? [] : gapsOf(identifiers);
    return { ok: identifiers !== null, problems: [...problems], identifiers, gaps };
  },
  preview: ({ database }, { identifiers, ...month }) =>
    database.read(async (reader) => ({
      effects: await previewIdentifiers(reader, month, identifiers),
      gaps: gapsOf(identifiers),
    })),
  suggestions: ({ database }, input) => database.read((reader) => suggestionsOf(reader, input)),
  dismiss: (context, { keys }) =>
    context.change("dismiss-suggestions", async ({ writer, audit }) => {
      const dismissed = await dismiss(writer, keys);
      await audit({ action: "dismiss-suggestions", subject: "workspace", detail: { dismissed } });
      return { dismissed };
    }),
};
