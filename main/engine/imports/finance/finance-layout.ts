import type {
  AmountSource,
  ColumnRef,
  DriverColumn,
  Mapping,
} from "../../../../shared/domain/mapping.ts";
import { fail } from "../../../../shared/errors.ts";
import { type CompiledSkip, compileSkip } from "../declared-skips.ts";
import { nearestName } from "../nearest-name.ts";
import type { FileRow } from "../readers/file-row.ts";
import { type CellPattern, compilePattern } from "../safe-pattern.ts";
import {
  comparableName,
  findHeader,
  type Header,
  headerAt,
  namedColumns,
} from "./finance-header.ts";

/** A source column, found. */
export interface Column {
  readonly index: number;
  readonly name: string;
  /** The part of the cell that counts; null takes all of it. */
  readonly pattern: CellPattern | null;
}

export type FieldSource =
  | { readonly kind: "column"; readonly column: Column }
  | { readonly kind: "pair"; readonly debit: Column; readonly credit: Column }
  | {
      readonly kind: "indicator";
      readonly value: Column;
      readonly indicator: Column;
      readonly debitValues: ReadonlySet<string>;
      readonly creditValues: ReadonlySet<string>;
    };

/** A mapping brought together with the header of one file. */
export interface Layout {
  readonly header: Header;
  readonly fields: ReadonlyMap<string, FieldSource>;
  readonly contraAccount: Column | null;
  /** Drivers side by side in one record; none where a record is one quantity. */
  readonly drivers: readonly DriverPlace[];
  readonly skip: readonly CompiledSkip[];
  readonly fillDown: readonly FilledColumn[];
}

/** A column written once per group of rows. */
export interface FilledColumn {
  readonly index: number;
  /** What a cell must show to name the group; null where any text does. */
  readonly pattern: CellPattern | null;
}

/** Where a driver of several stands; `field` is the amount that its column is read as. */
export interface DriverPlace {
  readonly driver: string;
  readonly field: string;
  readonly unit: string | null;
  readonly by: Column | null;
}

const NO_HEADER: Header = { line: 0, lastLine: 0, names: [], rows: [] };

/**
 * Finds a mapping's columns in the opening of a file.
 * Errors: mapping-invalid names what is missing and the nearest header.
 */
export function buildLayout(opening: readonly FileRow[], mapping: Mapping, file: string): Layout {
  const header = chooseHeader(opening, mapping, file);
  const column = (ref: ColumnRef): Column => findColumn(ref, header, file);
  const fields = new Map(
    Object.entries(mapping.columns).map(([name, source]) => [name, fieldSource(source, column)]),
  );
  const drivers = (mapping.drivers ?? []).map((one) => {
    const by = one.by === undefined ? null : column(one.by);
    const name = driverField(one);
    fields.set(name, { kind: "column", column: column(one.column) });
    return { driver: one.driver, field: name, unit: one.unit ?? null, by };
  });
  const columnOf = (name: string): FilledColumn => {
    const source = fields.get(name);
    return (source === undefined ? undefined : columnsOf(source)[0]) ?? column(name);
  };
  return {
    header,
    fields,
    contraAccount: mapping.contraAccount === undefined ? null : column(mapping.contraAccount),
    drivers,
    skip: mapping.skip.map((rule) => compileSkip(rule, (name) => columnOf(name).index)),
    fillDown: mapping.fillDown.map(columnOf),
  };
}

/** The amount that a driver's column is read as, by a name that is not a field's. */
export function driverField({ driver, by }: DriverColumn): string {
  return `quantity of ${driver}${by === undefined ? "" : " each"}`;
}

export function columnsOf(source: FieldSource): readonly Column[] {
  switch (source.kind) {
    case "column":
      return [source.column];
    case "pair":
      return [source.debit, source.credit];
    case "indicator":
      return [source.value, source.indicator];
  }
}

const WHEN = ["period", "fiscal_year", "posting_date", "document_date"];

/** Columns by which a field may come to be empty. */
export function columnsBehind({ fields }: Layout, name: string): readonly Column[] {
  return (name === "period" ? WHEN : [name]).flatMap((one) => {
    const source = fields.get(one);
    return source === undefined ? [] : columnsOf(source);
  });
}

function chooseHeader(opening: readonly FileRow[], mapping: Mapping, file: string): Header {
  const wanted = namedColumns(mapping);
  if (mapping.headerRow !== undefined) {
    const index = opening.findIndex(({ line }) => line === mapping.headerRow);
    const header = headerAt(opening, index, mapping.headerRows ?? 1);
    return index === -1 || header === null
      ? fail(
          "mapping-invalid",
          `"${file}" has no header in row ${mapping.headerRow}.`,
          "Correct headerRow in the mapping, or leave it out to have the header found by name.",
        )
      : header;
  }
  if (wanted.length === 0) {
    return NO_HEADER;
  }
  const match = findHeader(opening, wanted, mapping.headerRows);
  return match?.header ?? refuseHeader(opening, wanted, file);
}

function refuseHeader(opening: readonly FileRow[], wanted: readonly string[], file: string): never {
  const widest = opening.reduce<FileRow | undefined>(
    (best, row) => (best === undefined || row.cells.length > best.cells.length ? row : best),
    undefined,
  );
  const seen = (widest?.cells ?? []).map((cell) => cell.trim()).filter((cell) => cell !== "");
  return fail(
    "mapping-invalid",
    `"${file}" has no row that names the mapped columns ${listed(wanted)}.`,
    `Correct the names in the mapping; line ${widest?.line ?? 1} reads ${listed(seen)}.`,
  );
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `"${name.slice(0, 60)}"`);
  return shown.join(", ") + (names.length > 8 ? " …" : "");
}

function findColumn(ref: ColumnRef, header: Header, file: string): Column {
  if (typeof ref === "object" && "position" in ref) {
    const index = ref.position - 1;
    const pattern = ref.pattern === undefined ? null : compilePattern(ref.pattern);
    return { index, name: header.names[index] || `column ${ref.position}`, pattern };
  }
  const name = typeof ref === "string" ? ref : ref.column;
  const pattern = typeof ref === "string" ? null : compilePattern(ref.pattern);
  const wanted = comparableName(name);
  const places = header.names.flatMap((known, index) =>
    comparableName(known) === wanted ? [index] : [],
  );
  const [index] = places;
  if (index === undefined) {
    const nearest = nearestName(name, header.names);
    return fail(
      "mapping-invalid",
      `"${file}" has no column "${name}" in its header (line ${header.line}).`,
      nearest === null
        ? `Correct the mapping; the columns are ${listed(header.names)}.`
        : `Correct the mapping; the nearest column is "${nearest}".`,
      { column: name, nearest },
    );
  }
  if (places.length > 1) {
    const positions = places.map((place) => place + 1).join(" and ");
    fail(
      "mapping-invalid",
      `The column "${name}" stands in "${file}" more than once, at positions ${positions}.`,
      "Name it by position in the mapping, for example { position: 4 }.",
    );
  }
  return { index, name: header.names[index] ?? name, pattern };
}

function fieldSource(
  source: AmountSource | ColumnRef,
  column: (ref: ColumnRef) => Column,
): FieldSource {
  if (typeof source === "object" && "debit" in source) {
    return { kind: "pair", debit: column(source.debit), credit: column(source.credit) };
  }
  if (typeof source === "object" && "value" in source) {
    return {
      kind: "indicator",
      value: column(source.value),
      indicator: column(source.indicator),
      debitValues: new Set(source.debitValues.map(comparableName)),
      creditValues: new Set(source.creditValues.map(comparableName)),
    };
  }
  return { kind: "column", column: column(source) };
}
