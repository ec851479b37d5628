import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TieoutError } from "../../../shared/errors.ts";
import { unwrap } from "../../engine/engine.ts";
import { type CloseRecord, readCloseRecord } from "../../engine/workbook/close-record.ts";
import { compareWorkbooks } from "../../engine/workbook/verify/compare-workbooks.ts";
import {
  digestOf,
  printedDigest,
  readCloseWorkbook,
  type VerifiedCheck,
} from "../../engine/workbook/verify-workbook.ts";
import type { ReadWorkbook } from "../../engine/xlsx/read-cells.ts";
import { locateSources } from "./locate-sources.ts";
import { type Session, withWorkspace } from "./session.ts";
import type { Terminal } from "./terminal.ts";

const CHECK = "re-performed";

/**
 * Makes the close of a workbook again in a workspace of its own, from the source files and from
 * what the workbook carries of rules, mappings and accepted items, and compares what comes out.
 */
export async function rePerform(
  terminal: Terminal,
  workbook: ReadWorkbook,
  folder: string,
): Promise<VerifiedCheck[]> {
  const record = readCloseRecord(workbook);
  if (record === null) {
    const detail = "The workbook carries no recipe that can be read, on its sheet Rules.";
    return [{ check: CHECK, ok: false, detail }];
  }
  const { checks, paths } = await locateSources(record.sources, folder);
  const known = paths.filter((path) => path !== null);
  if (known.length < paths.length) {
    const missing = record.sources.find((_, index) => paths[index] === null);
    const lacking = `${paths.length - known.length} of ${paths.length} source files`;
    const detail = `Not done, because ${lacking} are missing, first ${missing?.file}.`;
    return [...checks, { check: CHECK, ok: false, detail }];
  }
  return [...checks, ...(await compareAgain(terminal, workbook, record, known))];
}

async function compareAgain(
  terminal: Terminal,
  workbook: ReadWorkbook,
  record: CloseRecord,
  paths: readonly string[],
): Promise<VerifiedCheck[]> {
  const folder = await mkdtemp(join(tmpdir(), "tieout-verify-"));
  try {
    const { again, unknownItems } = await closeAgain(terminal, record, paths, folder);
    return [
      { check: CHECK, ok: true, detail: `The close of ${record.period} was made again.` },
      ...unknownItems.map((item) => ({
        check: `${CHECK} accepted item ${item}`,
        ok: false,
        detail: "Reconciling again gives no such item: what it was accepted for has changed.",
      })),
      ...compareWorkbooks(workbook, again),
      compareDigest(workbook, again),
    ];
  } catch (error) {
    if (!(error instanceof TieoutError) || error.shape.code === "cancelled") {
      throw error;
    }
    const detail = `It could not be done: ${error.shape.message} ${error.shape.remedy}`;
    return [{ check: CHECK, ok: false, detail }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function closeAgain(
  terminal: Terminal,
  record: CloseRecord,
  paths: readonly string[],
  folder: string,
): Promise<{ again: ReadWorkbook; unknownItems: readonly string[] }> {
  const unknownItems: string[] = [];
  const workbook = join(folder, "again.xlsx");
  const place = { workspace: join(folder, "again.tieout"), create: true };
  await withWorkspace(terminal, place, async (session) => {
    const { client } = session.engine;
    const { period, basis, currency, compare } = record;
    unwrap(await client.workspace.configure(record.settings));
    if (record.taxonomy !== undefined) {
      unwrap(await client.taxonomy.save({ text: record.taxonomy }));
    }
    await importAgain(session, record, paths);
    unwrap(await client.reconciliation.save({ text: record.reconciliation }));
    await session.run("allocate", { period, basis, rules: record.rules });
    await session.run("reconcile", { period, currency, config: record.reconciliation });
    for (const { item, comment } of record.accept) {
      const answer = await client.reconciliation.accept({ period, itemKeys: [item], comment });
      if (!answer.ok && answer.error.code === "item-not-found") {
        unknownItems.push(item);
      } else {
        unwrap(answer);
      }
    }
    for (const { failure, comment } of record.quality ?? []) {
      const answer = await client.quality.accept({ period, failures: [failure], comment });
      if (!answer.ok && answer.error.code === "item-not-found") {
        unknownItems.push(failure);
      } else {
        unwrap(answer);
      }
    }
    if (record.variance !== null) {
      await session.run("variance", record.variance);
    }
    const out = session.engine.grantSave(workbook);
    const scope = { period, basis, currency, out };
    await session.run("export", compare === null ? scope : { ...scope, compare });
  });
  return { again: await readCloseWorkbook(workbook), unknownItems };
}

/** In the order of old, because a later file may be read by an earlier one's mapping. */
async function importAgain(
  session: Session,
  record: CloseRecord,
  paths: readonly string[],
): Promise<void> {
  const files = record.sources.map(({ file, mapping, format, allowRejects }, index) => ({
    file: session.engine.grantFile(paths[index] ?? file, file),
    allowRejects,
    ...(mapping === undefined ? {} : { mapping }),
    ...(format === undefined ? {} : { format }),
  }));
  await session.run("import", { files });
}

function compareDigest(workbook: ReadWorkbook, again: ReadWorkbook): VerifiedCheck {
  const [printed, found] = [printedDigest(workbook), digestOf(again)];
  return {
    check: `${CHECK} content digest`,
    ok: printed === found,
    detail:
      printed === found
        ? found
        : `Re-performing gives ${found}, Cover states ${printed ?? "none"}.`,
  };
}
