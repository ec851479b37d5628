import { createHash } from "node:crypto";
import { z } from "zod";
import { DECIDED_DIMENSIONS, TAXONOMY_DIMENSIONS } from "../../../shared/domain/charge.ts";
import { isCalendarMonths } from "../../../shared/domain/fiscal-calendar.ts";
import { IDENTIFIERS } from "../../../shared/domain/identifier-names.ts";
import { LATEST } from "../../../shared/domain/period.ts";
import type { Reader, Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { ACCOUNTS_SETTING, keptAttributes } from "../relations/account-columns.ts";
import { CALENDAR_SETTING, readCalendar } from "../relations/calendar/workspace-calendar.ts";
import { TAXONOMY_SETTING } from "../relations/taxonomy-columns.ts";
import calendarFile from "./calendar-file.sql?raw";
import chargeFile from "./charge-file.sql?raw";
import driverFile from "./driver-file.sql?raw";
import reconciledFile from "./reconciled-file.sql?raw";
import runInput from "./run-input.sql?raw";
import storeInput from "./store-input.sql?raw";
import storedInput from "./stored-input.sql?raw";

/** One thing a run is made of: a file as it was read, a rate, an entity, a setting, another run. */
const RunInput = z.object({ kind: z.string(), name: z.string(), content: z.string() });
export type RunInput = z.infer<typeof RunInput>;

interface InputScope {
  readonly files: readonly string[];
  /** Allocation runs whose results are read. */
  readonly runs?: readonly string[];
  /** Exchange rates of a currency in one or two months; none where it is absent. */
  readonly rates?: { readonly currency: string; readonly from: string; readonly to: string };
  /** Settings of the workspace; the entity brings the entities of accounts with it. */
  readonly settings: readonly string[];
}

/**
 * Everything outside the rules that decides what an allocation of a month gives. `read` are the
 * attributes the rules read; the account map counts where they read it, or where it is kept.
 */
export async function allocationInputs(
  reader: Reader,
  period: string,
  read: readonly string[],
): Promise<RunInput[]> {
  const charges = await chargeFiles(reader, period, period);
  const drivers = await fileIds(reader, driverFile, { period });
  const files = [...charges.map(({ source_file_id: file }) => file), ...drivers];
  const used = [...read, ...(await keptAttributes(reader))];
  const decided = DECIDING_SETTINGS.filter((name) => isAskedBy(used, name));
  return readInputs(reader, {
    files: [...files, ...(await calendarFiles(reader))],
    settings: ["entity", "identifiers", CALENDAR_SETTING, ...decided],
  });
}

/**
 * Everything outside the account map that decides what a reconciliation gives. `last` is the last
 * month whose lines the map lets explain a difference; files that begin later do not matter.
 */
export async function reconciliationInputs(
  reader: Reader,
  scope: { readonly period: string; readonly last: string; readonly currency: string },
): Promise<RunInput[]> {
  const { period, last, currency } = scope;
  const isByMonth = isCalendarMonths(await readCalendar(reader));
  const files = await fileIds(reader, reconciledFile, { last: isByMonth ? last : LATEST });
  return readInputs(reader, {
    files: [...files, ...(await calendarFiles(reader))],
    rates: { currency, from: period, to: period },
    settings: ["entity", "currency", "identifiers", CALENDAR_SETTING],
  });
}

/**
 * Everything beside its parameters that decides how a movement between two months is explained:
 * the charges of both, or the allocation runs that hold them.
 */
export async function varianceInputs(
  reader: Reader,
  scope: {
    readonly from: string;
    readonly to: string;
    readonly currency: string;
    readonly by: readonly string[];
    readonly runs?: readonly string[];
  },
): Promise<RunInput[]> {
  const { from, to, currency, by, runs } = scope;
  if (runs !== undefined) {
    return readInputs(reader, { files: [], runs, rates: { currency, from, to }, settings: [] });
  }
  const charges = await chargeFiles(reader, from, to);
  const isConverted = charges.some((file) => file.currency !== currency);
  const files = charges.map(({ source_file_id: file }) => file);
  return readInputs(reader, {
    files: [...files, ...(await calendarFiles(reader))],
    ...(isConverted ? { rates: { currency, from, to } } : {}),
    settings: [
      ...["entity", "identifiers", ...DECIDING_SETTINGS].filter((name) => isAskedBy(by, name)),
      CALENDAR_SETTING,
    ],
  });
}

/** Settings that decide attributes of charges only some questions ask for. */
const DECIDING_SETTINGS = [ACCOUNTS_SETTING, TAXONOMY_SETTING] as const;

/** The attributes each setting decides, those included that may be read from them in turn. */
const DECIDED_BY: Readonly<Record<string, readonly string[]>> = {
  entity: ["entity", ...DECIDED_DIMENSIONS],
  identifiers: [...IDENTIFIERS, ...DECIDED_DIMENSIONS],
  [ACCOUNTS_SETTING]: DECIDED_DIMENSIONS,
  [TAXONOMY_SETTING]: TAXONOMY_DIMENSIONS,
};

/** Whether a setting decides where a charge belongs in what is asked. */
function isAskedBy(by: readonly string[], setting: string): boolean {
  return DECIDED_BY[setting]?.some((name) => by.includes(name)) ?? false;
}

/** A hash that is equal where the inputs are. */
export function digestInputs(inputs: readonly RunInput[]): string {
  return createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
}

/** Keeps what a run was made of, so that later changes can be named. */
export async function storeInputs(
  writer: Writer,
  runId: string,
  inputs: readonly RunInput[],
): Promise<void> {
  if (inputs.length === 0) {
    return;
  }
  await writer.run(
    statement(storeInput, {
      run_id: runId,
      kinds: inputs.map(({ kind }) => kind),
      names: inputs.map(({ name }) => name),
      contents: inputs.map(({ content }) => content),
    }),
  );
}

/** What a run was made of. */
export function storedInputs(reader: Reader, runId: string): Promise<RunInput[]> {
  return reader.rows(RunInput, statement(storedInput, { run_id: runId }));
}

function readInputs(reader: Reader, scope: InputScope): Promise<RunInput[]> {
  const { files, runs = [], rates, settings } = scope;
  return reader.rows(
    RunInput,
    statement(runInput, {
      files: files.join(","),
      runs: runs.join(","),
      currency: rates?.currency ?? "",
      from: rates?.from ?? "",
      to: rates?.to ?? "",
      settings: settings.join(","),
    }),
  );
}

const ChargeFile = z.object({ source_file_id: z.string(), currency: z.string().nullable() });

function chargeFiles(
  reader: Reader,
  from: string,
  to: string,
): Promise<z.infer<typeof ChargeFile>[]> {
  return reader.rows(ChargeFile, statement(chargeFile, { from, to }));
}

/** The files of the calendar of the workspace, where it was imported. */
async function calendarFiles(reader: Reader): Promise<string[]> {
  const { calendar } = await readCalendar(reader);
  return calendar.kind === "file"
    ? fileIds(reader, calendarFile, { calendar: calendar.calendar })
    : [];
}

async function fileIds(
  reader: Reader,
  text: string,
  parameters: Readonly<Record<string, string>>,
): Promise<string[]> {
  const Row = z.object({ source_file_id: z.string() });
  const rows = await reader.rows(Row, statement(text, parameters));
  return rows.map(({ source_file_id: file }) => file);
}
