import columnsText from "../../../../resources/reference/focus-columns.csv?raw";
import subcategoriesText from "../../../../resources/reference/focus-subcategories.csv?raw";

export const FOCUS_VERSIONS = ["1.0", "1.1", "1.2", "1.3", "1.4"] as const;
export type FocusVersion = (typeof FOCUS_VERSIONS)[number];

export const FOCUS_DATASETS = [
  "Cost and Usage",
  "Contract Commitment",
  "Billing Period",
  "Invoice Detail",
] as const;
export type FocusDataset = (typeof FOCUS_DATASETS)[number];

/** A column as the FOCUS specification defines it. */
export interface FocusColumn {
  readonly dataset: FocusDataset;
  readonly id: string;
  readonly type: "String" | "Decimal" | "Date/Time" | "JSON";
  readonly level: "Mandatory" | "Conditional" | "Recommended";
  readonly mayBeEmpty: boolean;
  readonly since: FocusVersion;
  /** The first version without it; null while it exists. */
  readonly removedIn: FocusVersion | null;
  /** Empty where any value is allowed. */
  readonly values: readonly string[];
}

const TYPES = ["String", "Decimal", "Date/Time", "JSON"] as const;
const LEVELS = ["Mandatory", "Conditional", "Recommended"] as const;

/** Every column of every dataset, in the order of resources/reference/focus-columns.csv. */
export const focusColumns: readonly FocusColumn[] = records(columnsText).map(
  ([
    dataset = "",
    id = "",
    type = "",
    level = "",
    empty,
    since = "",
    removed = "",
    values = "",
  ]) => ({
    dataset: oneOf(FOCUS_DATASETS, dataset),
    id,
    type: oneOf(TYPES, type),
    level: oneOf(LEVELS, level),
    mayBeEmpty: empty === "yes",
    since: oneOf(FOCUS_VERSIONS, since),
    removedIn: removed === "" ? null : oneOf(FOCUS_VERSIONS, removed),
    values: values === "" ? [] : values.split("|"),
  }),
);

/** ServiceSubcategory → the ServiceCategory it belongs to. */
export const focusSubcategories: ReadonlyMap<string, string> = new Map(
  records(subcategoriesText).map(([subcategory = "", category = ""]) => [subcategory, category]),
);

/** The columns a dataset has in a version. */
export function focusColumnsOf(
  dataset: FocusDataset,
  version: FocusVersion,
): readonly FocusColumn[] {
  const at = FOCUS_VERSIONS.indexOf(version);
  return focusColumns.filter(
    (column) =>
      column.dataset === dataset &&
      FOCUS_VERSIONS.indexOf(column.since) <= at &&
      (column.removedIn === null || FOCUS_VERSIONS.indexOf(column.removedIn) > at),
  );
}

/** The version of a format such as `focus-1.2`; null for any other bill. */
export function focusVersionOf(format: string): FocusVersion | null {
  return FOCUS_VERSIONS.find((version) => format === `focus-${version}`) ?? null;
}

/** `ContractCommitmentId` as relations name it: `contract_commitment_id`. */
export function snakeName(id: string): string {
  return id.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase();
}

function records(text: string): string[][] {
  return text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(";"));
}

function oneOf<T extends string>(options: readonly T[], text: string): T {
  const found = options.find((option) => option === text);
  if (found === undefined) {
    throw new RangeError(`"${text}" is not one of ${options.join(", ")}`);
  }
  return found;
}
