import type { Handlers, JobRunners } from "../../shared/contract/define.ts";
import { type Contract, contract } from "../../shared/contract/index.ts";
import type { jobContract } from "../../shared/contract/jobs.ts";
import type { VarianceResult } from "../../shared/contract/variance.ts";
import { bySeverity, type CheckedLaw } from "../../shared/domain/finding.ts";
import { fail } from "../../shared/errors.ts";
import { allocate } from "./allocation/allocate.ts";
import { allocationHandlers } from "./allocation/allocation-handlers.ts";
import {
  allocationsOfCharge,
  hasStaleAllocation,
} from "./allocation/explain/allocations-of-charge.ts";
import { hasStaleRun } from "./allocation/runs/stale-run.ts";
import { chargeHandlers } from "./charges/charge-handlers.ts";
import { traceCharge } from "./charges/trace-charge.ts";
import type { EngineContext, JobContext } from "./context.ts";
import type { Database, Reader } from "./database/database.ts";
import { identifierHandlers } from "./identifiers/identifier-handlers.ts";
import { conformanceHandlers } from "./imports/conformance/conformance-handlers.ts";
import { importFiles } from "./imports/import-files.ts";
import { importHandlers } from "./imports/import-handlers.ts";
import { previewFile } from "./imports/preview-file.ts";
import { watchHandlers } from "./imports/watch/watch-handlers.ts";
import { pivot } from "./pivot/pivot-handlers.ts";
import { priceHandlers } from "./prices/price-handlers.ts";
import { qualityHandlers } from "./quality/quality-handlers.ts";
import { reconcile } from "./reconciliation/reconcile.ts";
import { reconciliationHandlers } from "./reconciliation/reconciliation-handlers.ts";
import { runChecks } from "./run-checks.ts";
import { runQuality, withQuality } from "./run-quality.ts";
import { scheduleHandlers } from "./schedules/schedule-handlers.ts";
import { taxonomyHandlers } from "./taxonomy/taxonomy-handlers.ts";
import { explainVariance } from "./variance/explain-variance.ts";
import { varianceHandlers } from "./variance/variance-handlers.ts";
import { previewWorkbook, workbookHandlers } from "./workbook/workbook-handlers.ts";
import { writeWorkbook } from "./workbook/write-workbook.ts";
import { calendarHandlers } from "./workspace/calendar-handlers.ts";
import { verifyWorkspace } from "./workspace/verify-workspace.ts";
import { workspaceHandlers } from "./workspace/workspace-handlers.ts";

/** The switchboard: which room answers which question. */
const handlers: Handlers<Contract, EngineContext> = {
  workspace: {
    ...workspaceHandlers,
    ...importHandlers,
    async findings(context, input) {
      const { findings } = await importHandlers.findings(context, input);
      const laws = input.sourceFileId === undefined ? await checkedLaws(context) : [];
      return { findings: [...laws.flatMap((law) => law.findings), ...findings].sort(bySeverity) };
    },
    checks: async (context, { period }) => ({ checks: await checkedLaws(context, period) }),
    async verify(context) {
      const checks = [
        ...(await verifyWorkspace(context)),
        ...(await checkedLaws(context)).map(asVerified),
      ];
      return { ok: checks.every(({ ok }) => ok), checks };
    },
  },
  sources: { ...conformanceHandlers, ...watchHandlers },
  charges: {
    ...chargeHandlers,
    pivot: async (context, config) => {
      const { of, period, compare = period } = config;
      const result = await pivot(context, config);
      return of === "charges"
        ? result
        : {
            ...result,
            isStale: await context.database.read((r) => hasStaleRun(r, [period, compare])),
          };
    },
    trace: async (context, { chargeId }) => {
      const { sourceFileId, rowIndex, ...charge } = await traceCharge(context, chargeId);
      return context.database.read(async (reader) => ({
        ...charge,
        allocations: await allocationsOfCharge(reader, sourceFileId, rowIndex),
        isStale: await hasStaleAllocation(reader, sourceFileId, rowIndex),
      }));
    },
  },
  prices: priceHandlers,
  identifiers: identifierHandlers,
  quality: qualityHandlers(runQuality),
  calendar: calendarHandlers,
  taxonomy: taxonomyHandlers,
  allocation: allocationHandlers,
  reconciliation: {
    ...reconciliationHandlers,
    ...scheduleHandlers,
    async result(context, input) {
      const { result, isStale } = await reconciliationHandlers.result(context, input);
      const { database } = context;
      const tested =
        result && (await database.read((reader) => withQuality(database, reader, result)));
      return { result: tested, isStale };
    },
  },
  variance: {
    result: async (context, question) => {
      const { result } = await varianceHandlers.result(context, question);
      return {
        result: result && (await context.database.read((reader) => withStaleness(reader, result))),
      };
    },
  },
  workbook: {
    ...workbookHandlers,
    preview: async (context, input) =>
      previewWorkbook(
        context,
        input,
        await context.database.read((reader) => stored(context.database, reader, input.period)),
      ),
  },
  jobs: {
    start: async ({ jobs }, { kind, input }) => ({ jobId: jobs.start(kind, input) }),
    wait: async ({ jobs }, { jobId }) => ({ outcome: await jobs.wait(jobId) }),
    cancel: async ({ jobs }, { jobId }) => {
      jobs.cancel(jobId);
      return { jobId };
    },
    list: async ({ jobs }) => ({ jobs: jobs.list() }),
  },
};

export const jobRunners: JobRunners<typeof jobContract, JobContext> = {
  import: importFiles,
  preview: previewFile,
  allocate,
  reconcile: async (job, input) =>
    withQuality(job.engine.database, job.writer, await reconcile(job, input)),
  variance: async (job, question) =>
    withStaleness(job.writer, await explainVariance(job, question)),
  export: async (job, input) =>
    writeWorkbook(job, input, await stored(job.engine.database, job.writer, input.period)),
};

/** What a workbook says of the stored data: their laws, and the tests of what was imported. */
async function stored(database: Database, reader: Reader, period: string) {
  const { results } = await runQuality(database, reader, { period, sourceFileId: null });
  return { laws: await runChecks(reader, period), quality: results };
}

function checkedLaws({ database }: EngineContext, period?: string): Promise<CheckedLaw[]> {
  return database.read((reader) => runChecks(reader, period));
}

function asVerified({ check, law, ok, findings }: CheckedLaw) {
  const broken = findings.find(({ severity }) => severity === "blocking");
  return { check, ok, detail: broken === undefined ? law : `${broken.found} ${broken.remedy}` };
}

/** Says of a movement of allocated cost whether one of its two runs is outdated. */
async function withStaleness(reader: Reader, result: VarianceResult): Promise<VarianceResult> {
  const { of, from, to } = result;
  return of === "charges" ? result : { ...result, isStale: await hasStaleRun(reader, [from, to]) };
}

type AnyHandler = (context: EngineContext, input: unknown) => Promise<unknown>;

/** Answers one question: parses what comes in, runs its handler, parses what goes out. */
export async function answer(
  context: EngineContext,
  name: string,
  input: unknown,
): Promise<unknown> {
  const [area = "", method = ""] = name.split(".");
  const calls = Object.hasOwn(contract, area) ? contract[area as keyof Contract] : {};
  if (!Object.hasOwn(calls, method)) {
    return fail("not-in-contract", `"${name}" is not a known request.`, "Update Tieout.");
  }
  const definition = calls[method as keyof typeof calls] as Contract["workspace"]["status"];
  const handler = handlers[area as keyof Contract][method as never] as AnyHandler;
  return definition.output.parse(await handler(context, definition.input.parse(input)));
}
