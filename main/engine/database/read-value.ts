import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from "@duckdb/node-api";
import { fromUnits } from "../../../shared/domain/amount.ts";

export type RowValue = string | number | boolean | null | readonly RowValue[];

/**
 * A driver value as plain data: DECIMAL and HUGEINT as exact text, smaller integers as numbers,
 * dates and timestamps as ISO text. DOUBLE is refused so that no amount passes through it.
 */
export function readValue(value: DuckDBValue, type: DuckDBType): RowValue {
  if (value === null) {
    return null;
  }
  if (typeof value === "bigint") {
    return readInteger(value, type);
  }
  if (value instanceof DuckDBDecimalValue) {
    return fromUnits(value.value, value.scale);
  }
  if (value instanceof DuckDBDateValue) {
    return value.toString();
  }
  if (value instanceof DuckDBTimestampValue) {
    return value.toString().replace(" ", "T");
  }
  if (value instanceof DuckDBListValue) {
    return value.items.map((item) => readValue(item, listItemType(type)));
  }
  if (type.typeId === DuckDBTypeId.DOUBLE || type.typeId === DuckDBTypeId.FLOAT) {
    throw new Error("a query returned a floating-point column");
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  return value.toString();
}

function readInteger(value: bigint, type: DuckDBType): RowValue {
  if (type.typeId === DuckDBTypeId.HUGEINT || type.typeId === DuckDBTypeId.UHUGEINT) {
    return value.toString();
  }
  const asNumber = Number(value);
  return Number.isSafeInteger(asNumber) ? asNumber : value.toString();
}

function listItemType(type: DuckDBType): DuckDBType {
  return "valueType" in type ? (type.valueType as DuckDBType) : type;
}
