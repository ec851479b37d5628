import type { Inspection } from "../../../shared/contract/workspace.ts";
import { BASIS_COLUMN } from "../../../shared/domain/charge.ts";
import type { Mapping } from "../../../shared/domain/mapping.ts";
import { attributeLabel } from "../../attribute-label.ts";
import { chargeField } from "./charge-fields.ts";

export interface OpenQuestion {
  /** What it is about, in the reader's words. */
  readonly about: string;
  readonly text: string;
  /** Which table of the file is meant, which is chosen before its columns are. */
  readonly isOfTable?: boolean;
}

type Looked = Pick<Inspection, "ambiguous" | "columns" | "dataset" | "format" | "sample">;

/** Any of these says when a line was posted. */
const WHEN: readonly string[] = ["posting_date", "period", "document_date"];
const COSTS: readonly string[] = Object.values(BASIS_COLUMN);

/** What a file leaves open under its mapping, and what a bill needs to be worth reading. */
export function openQuestions(inspection: Looked, mapping: Mapping | null): OpenQuestion[] {
  const { ambiguous, columns, dataset, format, sample } = inspection;
  const isBill = dataset === "charge" && format !== null;
  const lacksCost = isBill && !columns.some(({ target }) => COSTS.includes(target));
  return [
    ...ambiguous
      .filter(({ column }) => !isAnswered(column, mapping, sample.header))
      .map(({ column, question }) => ({
        about: nameOf(column, sample.header),
        text: questionText(question),
        ...(column === "sheet" && !sample.header.includes(column) ? { isOfTable: true } : {}),
      })),
    ...(lacksCost ? [{ about: "Cost", text: "Which column is the cost?" }] : []),
  ];
}

/** The question alone: what to do about it stands below it on the page. */
function questionText(question: string): string {
  return /^[^?]*\?/.exec(question)?.[0] ?? question;
}

/** Whether the mapping names what was asked for; how a column is written stays open. */
function isAnswered(field: string, mapping: Mapping | null, header: readonly string[]): boolean {
  if (mapping === null || header.includes(field)) {
    return false;
  }
  const name = chargeField(field);
  const { columns, constants, currency } = mapping;
  const alike = WHEN.includes(name) ? WHEN : [name];
  return (
    alike.some((one) => columns[one] !== undefined || constants[one] !== undefined) ||
    (name === "currency" && currency !== undefined)
  );
}

/** A column of the file under its own name, a field in words. */
function nameOf(column: string, header: readonly string[]): string {
  return header.includes(column) ? column : attributeLabel(chargeField(column));
}
