import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { fail } from "../../../../shared/errors.ts";
import { readDate } from "../cells/read-date.ts";
import { nearestName } from "../nearest-name.ts";
import type { FinanceField, FinanceFormat } from "./finance-format.ts";
import { driverField } from "./finance-layout.ts";

/**
 * Refuses a mapping that cannot fill a format, before any row is read.
 * Errors: mapping-invalid
 */
export function assertMappingFits(mapping: Mapping, format: FinanceFormat): void {
  const fields = new Map(format.fields.map((field) => [field.name, field]));
  for (const name of [...Object.keys(mapping.columns), ...Object.keys(mapping.constants)]) {
    if (!fields.has(name)) {
      refuseField(name, [...fields.keys()], format);
    }
  }
  for (const [name, source] of Object.entries(mapping.columns)) {
    const isParts = typeof source === "object" && ("debit" in source || "value" in source);
    if (isParts && fields.get(name)?.kind !== "amount") {
      fail(
        "mapping-invalid",
        `The mapping takes "${name}" from a debit and a credit side, which only amounts have.`,
        "Name one column for it.",
      );
    }
  }
  for (const field of format.fields) {
    assertFilled(field, mapping, format);
    assertConstant(field, mapping);
  }
  assertDrivers(mapping, format);
  for (const group of format.dataset === "ledger" ? format.needs : []) {
    if (!group.some((name) => isStated(name, mapping))) {
      fail(
        "mapping-invalid",
        `The mapping says nothing about the ${words(group.join(" or the "))} of its lines.`,
        `Add one of ${group.join(", ")} to its columns.`,
      );
    }
  }
  if (mapping.contraAccount !== undefined && format.dataset !== "ledger") {
    fail(
      "mapping-invalid",
      `The mapping names a contra account, which a ${format.title} does not have.`,
      "Take contraAccount out of it.",
    );
  }
}

/**
 * Refuses several drivers where they cannot be, and two of one name, whose quantities would add up.
 * Errors: mapping-invalid
 */
function assertDrivers(
  { drivers, columns, constants }: Mapping,
  { dataset, title }: FinanceFormat,
) {
  if (drivers === undefined) {
    return;
  }
  if (dataset !== "driver") {
    fail(
      "mapping-invalid",
      `The mapping names columns of drivers, which a ${title} does not have.`,
      "Take drivers out of it.",
    );
  }
  const stated = ["driver", "quantity"].find((name) => name in columns || name in constants);
  if (stated !== undefined) {
    fail(
      "mapping-invalid",
      `The mapping names the ${stated} of a record and columns of several drivers.`,
      `Take ${stated} out of its columns, or drivers out of the mapping.`,
    );
  }
  const names = drivers.map(driverField);
  const twice = drivers.find((one, at) => names.indexOf(driverField(one)) !== at);
  if (twice !== undefined) {
    fail(
      "mapping-invalid",
      `The mapping takes the driver "${twice.driver}" from two columns.`,
      "Give each a name of its own; quantities of one driver are added up.",
    );
  }
}

function words(name: string): string {
  return name.replaceAll("_", " ");
}

function isStated(name: string, { columns, constants }: Mapping): boolean {
  return columns[name] !== undefined || constants[name] !== undefined;
}

function refuseField(name: string, known: readonly string[], format: FinanceFormat): never {
  const nearest = nearestName(name, known);
  return fail(
    "mapping-invalid",
    `The mapping fills "${name}", which a ${format.title} does not have.`,
    nearest === null ? `Use one of: ${known.join(", ")}.` : `Did you mean "${nearest}"?`,
  );
}

/** Currencies may stand beside the amounts, so a mapping may leave them out. */
function assertFilled(field: FinanceField, mapping: Mapping, format: FinanceFormat): void {
  const isSideBySide = mapping.drivers !== undefined && /^(?:driver|quantity)$/.test(field.name);
  const isOpen = field.name === "currency" || !field.isRequired || isSideBySide;
  const isFilled =
    field.kind === "amount"
      ? mapping.columns[field.name] !== undefined
      : isStated(field.name, mapping);
  if (!isOpen && !isFilled) {
    fail(
      "mapping-invalid",
      `The mapping says nothing about the ${words(field.name)}, which a ${format.title} needs.`,
      `Add ${field.name} to its columns.`,
    );
  }
}

function assertConstant(field: FinanceField, { constants }: Mapping): void {
  const text = constants[field.name];
  if (text === undefined) {
    return;
  }
  if (field.kind === "amount") {
    fail(
      "mapping-invalid",
      `The mapping gives ${words(field.name)} a constant, but every row has an amount of its own.`,
      "Name its column.",
    );
  }
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && readDate(text, "YYYY-MM-DD").kind === "value";
  if (field.kind === "date" && !isDay) {
    fail(
      "mapping-invalid",
      `The mapping's constant ${words(field.name)} "${text}" is no day.`,
      "Write it as 2026-10-31.",
    );
  }
}
