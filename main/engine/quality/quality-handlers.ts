import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import type { QualityReport } from "../../../shared/contract/quality.ts";
import type { EngineContext } from "../context.ts";
import type { Database, Reader } from "../database/database.ts";
import { acceptFailures, unacceptFailures } from "./accept-failures.ts";
import type { SuiteScope } from "./quality-suite.ts";

/** The whole report, with what other rooms check of the stored data. */
type RunQuality = (database: Database, reader: Reader, scope: SuiteScope) => Promise<QualityReport>;

/** Answers about the tests of imported data. */
export function qualityHandlers(run: RunQuality): Handlers<Contract, EngineContext>["quality"] {
  return {
    report: async ({ database }, asked) =>
      database.read((reader) => run(database, reader, scopeOf(asked))),
    accept: async (context, { failures, comment, ...asked }) =>
      context.change("accept-failures", async (change) => {
        const report = await run(context.database, change.writer, scopeOf(asked));
        return acceptFailures(change, context.actor, report, { failures, comment });
      }),
    unaccept: async (context, { failures }) =>
      context.change("unaccept-failures", async (change) => unacceptFailures(change, failures)),
  };
}

function scopeOf(asked: {
  readonly period?: string | undefined;
  readonly sourceFileId?: string | undefined;
}): SuiteScope {
  return { period: asked.period ?? null, sourceFileId: asked.sourceFileId ?? null };
}
