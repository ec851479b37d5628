import { mkdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { AllocationResult } from "../../../shared/contract/allocation.ts";
import type { ImportOutput } from "../../../shared/contract/jobs.ts";
import type { ReconciliationResult } from "../../../shared/contract/reconciliation.ts";
import type { VarianceResult } from "../../../shared/contract/variance.ts";
import type { WorkbookResult } from "../../../shared/contract/workbook.ts";
import type { CheckedLaw } from "../../../shared/domain/finding.ts";
import { WorkspaceCalendar } from "../../../shared/domain/fiscal-calendar.ts";
import { unwrap } from "../../engine/engine.ts";
import { acceptItems } from "./accept-items.ts";
import { namingFile } from "./name-file.ts";
import type { LoadedRecipe } from "./read-recipe.ts";
import { type OpenOptions, type Session, withWorkspace } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { speakOfPeriodsOf } from "./text/period-title.ts";

/** Everything a close gives; the JSON of `tieout close`. */
export interface Close {
  readonly import: ImportOutput;
  readonly allocate: AllocationResult;
  /** The same run in the other billing currencies. */
  readonly allocateOthers: readonly AllocationResult[];
  readonly reconcile: ReconciliationResult;
  readonly variance: VarianceResult | null;
  /** The laws of the stored data, and where they do not hold. */
  readonly checks: readonly CheckedLaw[];
  readonly export: WorkbookResult;
  readonly ties: boolean;
  readonly workspace: string;
  readonly workbook: string;
}

/** Runs a recipe from import to workbook in the workspace `FOLDER/NAME.tieout`. */
export async function runClose(
  terminal: Terminal,
  loaded: LoadedRecipe,
  out: { readonly folder: string; readonly name: string } & Pick<OpenOptions, "settings">,
): Promise<Close> {
  await mkdir(out.folder, { recursive: true });
  const workspace = resolve(out.folder, `${out.name}.tieout`);
  const workbook = join(resolve(out.folder), basename(loaded.recipe.workbook));
  const place = { settings: {}, ...out, workspace, create: true };
  return withWorkspace(terminal, place, async (session) => {
    const { recipe } = loaded;
    const { period, basis, currency, entity, compare, accountEntities, identifiers } = recipe;
    const { client } = session.engine;
    const calendar = WorkspaceCalendar.parse({
      calendar: recipe.calendar,
      timeZone: recipe.timeZone,
    });
    const settings = { entity, currency, accountEntities, identifiers, calendar };
    unwrap(await client.workspace.configure(settings));
    speakOfPeriodsOf(calendar);
    const { taxonomy } = loaded;
    if (taxonomy !== null) {
      await namingFile(recipe.taxonomy ?? "", "taxonomy-invalid", async () =>
        unwrap(await client.taxonomy.save({ text: taxonomy })),
      );
    }
    const imported = await importSources(session, loaded);
    // The allocation keeps how accounts treat their cost, so the map comes before it.
    await namingFile(recipe.reconciliation, "reconciliation-config-invalid", async () =>
      unwrap(await client.reconciliation.save({ text: loaded.reconciliation })),
    );
    const allocate = await namingFile(recipe.rules, "rules-invalid", () =>
      session.run("allocate", { period, basis, currency, rules: loaded.rules }),
    );
    const allocateOthers = await otherCurrencies(session, allocate);
    const reconcile = await reconcileAndAccept(session, loaded);
    const scope = { from: compare ?? period, to: period, basis, currency };
    const variance = compare === undefined ? null : await session.run("variance", scope);
    const { checks } = unwrap(await client.workspace.checks({ period }));
    const exported = await session.run("export", {
      period,
      basis,
      currency,
      ...(compare === undefined ? {} : { compare }),
      out: session.engine.grantSave(workbook),
    });
    const ties = reconcile.ties && allocate.conserved && exported.ties;
    return {
      import: imported,
      allocate,
      allocateOthers,
      reconcile,
      variance,
      checks,
      export: exported,
      ties,
      workspace,
      workbook,
    };
  });
}

/** The recipe names every file there is: what it no longer names is withdrawn, in the same job. */
function importSources(session: Session, { sources }: LoadedRecipe): Promise<ImportOutput> {
  return session.run("import", {
    others: "withdraw",
    files: sources.map(({ path, name, mapping, format, allowRejects, allowOverlap }) => ({
      file: session.engine.grantFile(path, name),
      allowRejects,
      allowOverlap,
      ...(mapping === undefined ? {} : { mapping }),
      ...(format === undefined ? {} : { format }),
    })),
  });
}

async function otherCurrencies(
  { engine }: Session,
  { period, basis, currency, conservation }: AllocationResult,
): Promise<AllocationResult[]> {
  const others = new Set(conservation.map((line) => line.currency));
  others.delete(currency);
  const results: AllocationResult[] = [];
  for (const other of [...others].sort()) {
    const scope = { period, basis, currency: other };
    const { result } = unwrap(await engine.client.allocation.result(scope));
    if (result !== null) {
      results.push(result);
    }
  }
  return results;
}

async function reconcileAndAccept(
  session: Session,
  { recipe, reconciliation, accepted }: LoadedRecipe,
): Promise<ReconciliationResult> {
  const { period, currency } = recipe;
  const result = await namingFile(recipe.reconciliation, "reconciliation-config-invalid", () =>
    session.run("reconcile", { period, currency, config: reconciliation }),
  );
  if (accepted.length === 0) {
    return result;
  }
  return acceptItems(session, result, accepted);
}
