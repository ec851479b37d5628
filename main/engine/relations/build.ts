import { z } from "zod";
import { DECIDED_DIMENSIONS } from "../../../shared/domain/charge.ts";
import {
  isCalendarMonths,
  type WorkspaceCalendar,
} from "../../../shared/domain/fiscal-calendar.ts";
import { IDENTIFIERS } from "../../../shared/domain/identifier-names.ts";
import { Identifiers } from "../../../shared/domain/identifiers.ts";
import type { Writer } from "../database/database.ts";
import { id, raw, type Statement, sql, statement } from "../database/sql.ts";
import { accountDecisions, readChargeAccounts } from "./account-columns.ts";
import { activeView, controlTotalView, periodOf } from "./calendar/active-views.ts";
import { placeFiles, refuseDay } from "./calendar/place-files.ts";
import { chargeDays, type Placement, placedCharges } from "./calendar/placed-charges.ts";
import uncoveredLedger from "./calendar/uncovered-ledger.sql?raw";
import {
  clearPeriods,
  layOutPeriods,
  readCalendar,
  readPeriods,
} from "./calendar/workspace-calendar.ts";
import { CHARGE_CLASSES, classText } from "./charge-classes.ts";
import {
  CHARGE_DERIVED_COLUMNS,
  CHARGE_FILE_COLUMNS,
  chargeTableName,
  chargeViewName,
  STORED_TYPE,
} from "./charge-columns.ts";
import { type Decision, decidedText } from "./decided-columns.ts";
import { type IdentifierColumns, identifierColumns } from "./identifier-columns.ts";
import { ACTIVE, relations } from "./index.ts";
import { readTaxonomy, taxonomyDecisions } from "./taxonomy-columns.ts";

/** The calendar charges are placed in; null where a period is a month and a day is one in UTC. */
interface Placing {
  readonly calendar: WorkspaceCalendar;
  readonly files: ReadonlyMap<string, Placement>;
}

/** Rebuilds every view over the active files; called in the transaction that changed them. */
export async function buildRelations(writer: Writer): Promise<void> {
  const present = await presentColumns(writer);
  const placing = await placeInCalendar(writer, present);
  await writer.run(periodOf(placing !== null));
  await writer.run(await chargeView(writer, present, placing));
  for (const { name } of relations) {
    if (name.startsWith(ACTIVE)) {
      await writer.run(activeView(name.slice(ACTIVE.length), placing !== null));
    }
  }
  await writer.run(controlTotalView(placing !== null));
  if (placing !== null) {
    await assertLedgerCovered(writer);
  }
}

/** Lays the calendar out and cuts the charges of new files; the default leaves nothing behind. */
async function placeInCalendar(
  writer: Writer,
  present: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Placing | null> {
  const calendar = await readCalendar(writer);
  if (isCalendarMonths(calendar)) {
    if ((await readPeriods(writer)).length > 0) {
      await clearPeriods(writer);
    }
    return null;
  }
  await layOutPeriods(writer, calendar);
  return { calendar, files: await placeFiles(writer, calendar, present) };
}

async function assertLedgerCovered(writer: Writer): Promise<void> {
  const Line = z.object({ file_name: z.string(), source_row: z.number(), day: z.string() });
  const [line] = await writer.rows(Line, statement(uncoveredLedger));
  if (line !== undefined) {
    refuseDay(`row ${line.source_row} of the ledger "${line.file_name}" is of`, line.day);
  }
}

async function chargeView(
  writer: Writer,
  present: ReadonlyMap<string, ReadonlySet<string>>,
  placing: Placing | null,
): Promise<Statement> {
  const files = await writer.rows(
    z.object({ source_file_id: z.string() }),
    statement(
      "select source_file_id from source_file where is_active and dataset = 'charge' " +
        "order by imported_sequence, source_file_id",
    ),
  );
  const identifiers = await readIdentifiers(writer);
  const isMapped = await hasAccountEntities(writer);
  const layers = await decidedLayers(writer);
  for (const { source_file_id: file } of files) {
    const columns = present.get(chargeTableName(file)) ?? new Set();
    const placed = fileCharges(file, columns, placing);
    const own = fileRows(placed, columns, identifierColumns(identifiers, columns));
    await writer.run(fileView(file, own, layers, isMapped));
  }
  const branches =
    files.length === 0
      ? [emptyBranch()]
      : files.map(({ source_file_id: file }) =>
          fileBranch(file, present.get(chargeTableName(file)) ?? new Set(), isMapped),
        );
  const text = branches.map((branch) => branch.text).join("\nunion all\n");
  return raw(`create or replace view charge as\n${text}`);
}

/** One file's charges as the calendar has them, and the columns that stand before theirs. */
function fileCharges(
  file: string,
  present: ReadonlySet<string>,
  placing: Placing | null,
): { readonly from: string; readonly before: readonly string[] } {
  const table = chargeTableName(file);
  if (placing === null) {
    return {
      from: `"${table}"`,
      before: ["t.rowid as rowid", "cast(null as integer) as period_part"],
    };
  }
  const days = chargeDays(present, placing.calendar);
  const placement = placing.files.get(file) ?? { hasParts: false, hasLater: false };
  return { from: placedCharges(file, table, present, days, placement), before: [] };
}

/**
 * One file's charges with a column for everything declared, so that a question to one file may name
 * any; nulls in a table would take a third of the time of its import.
 */
function fileRows(
  placed: ReturnType<typeof fileCharges>,
  present: ReadonlySet<string>,
  identifiers: IdentifierColumns,
): string {
  const absent = [
    ...CHARGE_FILE_COLUMNS.map(({ name, kind }) => ({ name, type: STORED_TYPE[kind] })),
    ...CHARGE_DERIVED_COLUMNS,
  ].filter(({ name }) => !present.has(name));
  const columns = absent.map(({ name, type }) => `cast(null as ${type}) as ${name}`);
  const classes = CHARGE_CLASSES.map((one) => `${classText(one, present)} as ${one.name}`);
  const all = [...placed.before, "t.*", ...columns, ...classes, ...identifiers.columns];
  return `select ${all.join(", ")} from ${placed.from} as t ${identifiers.joins.join(" ")}`;
}

/** Each layer may read what those below it decide; one that decides nothing is not laid. */
function fileView(
  sourceFileId: string,
  own: string,
  layers: readonly (readonly Decision[])[],
  isMapped: boolean,
): Statement {
  const charge = { sourceFileId, entity: entityText(isMapped, "t") };
  const decided = new Set<string>();
  let rows = own;
  for (const layer of layers) {
    const made = layer.filter(({ branches }) => branches.length > 0);
    if (made.length > 0) {
      const columns = made.map((one) => `${decidedText(one, charge)} as ${one.name}`);
      rows = `select t.*, ${columns.join(", ")} from (${rows}) as t`;
    }
    for (const { name } of made) {
      decided.add(name);
    }
  }
  const absent = DECIDED_DIMENSIONS.filter((name) => !decided.has(name));
  const nulls = absent.map((name) => `, cast(null as varchar) as ${name}`);
  return raw(
    `create or replace view "${chargeViewName(sourceFileId)}" as ` +
      `select t.*${nulls.join("")} from (${rows}) as t`,
  );
}

/** What conditions decide of charges, each layer over those it may read. */
export async function decidedLayers(reader: Pick<Writer, "rows">): Promise<Decision[][]> {
  return [
    accountDecisions(await readChargeAccounts(reader)),
    taxonomyDecisions(await readTaxonomy(reader)),
  ];
}

/** The definitions of the identifiers, which the workspace keeps among its settings. */
export async function readIdentifiers(writer: Pick<Writer, "rows">): Promise<Identifiers> {
  const [row] = await writer.rows(
    z.object({ value: z.string() }),
    sql`select value from workspace_setting where key = ${IDENTIFIERS_SETTING}`,
  );
  return row === undefined ? {} : Identifiers.parse(JSON.parse(row.value));
}

export const IDENTIFIERS_SETTING = "identifiers";

/** The columns each charge table holds now. */
export async function presentColumns(
  writer: Pick<Writer, "table">,
): Promise<Map<string, Set<string>>> {
  const { rows } = await writer.table(
    statement(
      "select table_name, list(column_name) from duckdb_columns() " +
        "where starts_with(table_name, 'charge_') group by table_name",
    ),
  );
  return new Map(
    rows.map(([table, columns]) => [
      String(table),
      new Set(Array.isArray(columns) ? columns.map(String) : []),
    ]),
  );
}

/** Looking an account up in an empty map costs a fifth of a grouping of charges, so it is not. */
export async function hasAccountEntities(writer: Pick<Writer, "table">): Promise<boolean> {
  const { rows } = await writer.table(statement("select 1 from billing_account_entity limit 1"));
  return rows.length > 0;
}

/** Columns that the view of a file computes for each of its charges. */
const COMPUTED = [...CHARGE_CLASSES.map(({ name }) => name), ...IDENTIFIERS, ...DECIDED_DIMENSIONS];

/** One file's charges, widened to the common types. */
function fileBranch(
  sourceFileId: string,
  present: ReadonlySet<string>,
  isMapped: boolean,
): Statement {
  const columns = CHARGE_FILE_COLUMNS.map(({ name, kind }) => {
    const isStored = kind === "text" || kind === "json" || kind === "timestamp";
    if (!present.has(name)) {
      return `cast(null as ${STORED_TYPE[kind]}) as ${name}`;
    }
    return isStored ? `f.${name}` : `cast(f.${name} as ${STORED_TYPE[kind]}) as ${name}`;
  });
  const derived = CHARGE_DERIVED_COLUMNS.map(({ name, type }) =>
    present.has(name) ? `f.${name}` : `cast(null as ${type}) as ${name}`,
  );
  const view = sql`${id(chargeViewName(sourceFileId))}`.text;
  const computed = COMPUTED.map((name) => `f.${name}`);
  return raw(
    `select '${sourceFileId}' as source_file_id, f.rowid as row_index, ` +
      `${entityText(isMapped && present.has("billing_account_id"), "f")} as entity, ` +
      `${[...columns, ...derived, ...computed].join(", ")} from ${view} as f`,
  );
}

/** The entity of a charge: its account's of the day, else the workspace's. */
export function entityText(isByAccount: boolean, charge: "f" | "t"): string {
  return isByAccount ? `coalesce(${accountEntity(charge)}, ${ENTITY})` : ENTITY;
}

const accountEntity = (charge: "f" | "t"): string => `(select min(m.entity)
   from billing_account_entity as m
   where m.billing_account_id = ${charge}.billing_account_id
     and (m.valid_from is null or cast(${charge}.billing_period_start as date) >= m.valid_from)
     and (m.valid_to is null or cast(${charge}.billing_period_start as date) < m.valid_to))`;

const ENTITY = "coalesce((select value from workspace_setting where key = 'entity'), '')";

function emptyBranch(): Statement {
  const columns = CHARGE_FILE_COLUMNS.map(
    ({ name, kind }) => `cast(null as ${STORED_TYPE[kind]}) as ${name}`,
  );
  const derived = CHARGE_DERIVED_COLUMNS.map(
    ({ name, type }) => `cast(null as ${type}) as ${name}`,
  );
  const computed = COMPUTED.map((name) => `cast(null as varchar) as ${name}`);
  return raw(
    "select cast(null as varchar) as source_file_id, cast(null as bigint) as row_index, " +
      `cast(null as varchar) as entity, ${[...columns, ...derived, ...computed].join(", ")} ` +
      "where false",
  );
}
