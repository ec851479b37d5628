import { columnIndex, type ReadCell, type ReadWorkbook } from "../../xlsx/read-cells.ts";
import {
  add,
  compare,
  divide,
  type Exact,
  exactOf,
  isExact,
  multiply,
  NOTHING,
  negative,
  roundTo,
  sameValue,
  type Value,
} from "./exact-value.ts";
import { parseFormula, type Syntax, sheetName } from "./formula-syntax.ts";

type Many = readonly Value[];
type Result = Value | Many;

interface Range {
  readonly sheet: string;
  readonly columnFirst: number;
  readonly columnLast: number;
  readonly rowFirst: number;
  readonly rowLast: number;
}

/** Computes the formulas of a workbook again from its other cells, with exact decimals. */
export class Evaluator {
  private readonly rows: ReadonlyMap<string, ReadonlyMap<number, ReadonlyMap<number, ReadCell>>>;
  private readonly names: ReadonlyMap<string, string>;
  private readonly computed = new Map<string, Value>();
  private readonly ranges = new Map<string, Many>();
  private readonly sums = new Map<string, Map<string, Exact>>();

  constructor(workbook: ReadWorkbook) {
    this.rows = new Map(workbook.sheets.map(({ name, rows }) => [name, rows]));
    this.names = workbook.names;
  }

  /** What a cell holds, its formula computed anew. */
  cell(sheet: string, row: number, column: number): Value {
    const cell = this.rows.get(sheet)?.get(row)?.get(column);
    if (cell === undefined) {
      return null;
    }
    if (cell.formula === null) {
      return storedValue(cell);
    }
    const key = `${sheet}!${row}:${column}`;
    const known = this.computed.get(key);
    if (known !== undefined) {
      return known;
    }
    const value = single(this.evaluate(parseFormula(cell.formula), sheet));
    this.computed.set(key, value);
    return value;
  }

  private evaluate(syntax: Syntax, sheet: string): Result {
    switch (syntax.kind) {
      case "number":
        return exactOf(syntax.text);
      case "text":
        return syntax.text;
      case "boolean":
        return syntax.value;
      case "negative":
        return spread([this.evaluate(syntax.part, sheet)], ([value]) => negative(asExact(value)));
      case "binary":
        return spread(
          [this.evaluate(syntax.left, sheet), this.evaluate(syntax.right, sheet)],
          ([left = null, right = null]) => operate(syntax.op, left, right),
        );
      case "range":
      case "name":
        return this.values(this.rangeOf(syntax, sheet));
      case "call":
        return this.call(syntax.name, syntax.parts, sheet);
    }
  }

  private call(name: string, parts: readonly Syntax[], sheet: string): Result {
    const all = (): Result[] => parts.map((part) => this.evaluate(part, sheet));
    switch (name) {
      case "SUM":
        return all().flatMap(asMany).filter(isExact).reduce(add, NOTHING);
      case "AND":
        return all()
          .flatMap(asMany)
          .every((value) => value !== false);
      case "ABS":
        return spread(all(), ([value]) => absolute(asExact(value)));
      case "EXACT":
        return spread(all(), ([left = null, right = null]) => textOf(left) === textOf(right));
      case "SUMPRODUCT":
        return sumOfProducts(all());
      case "ROUND": {
        const [value = null, digits = null] = all().map(single);
        return roundTo(asExact(value), Number.parseInt(textOf(digits), 10));
      }
      case "IF": {
        const [test, yes, no] = parts;
        const chosen = test !== undefined && single(this.evaluate(test, sheet)) === true ? yes : no;
        return chosen === undefined ? false : this.evaluate(chosen, sheet);
      }
      case "SUMIFS":
        return this.sumIfs(parts, sheet);
      case "COUNTIFS":
        return this.sumIfs([null, ...parts], sheet);
      default:
        throw new SyntaxError(`no sheet of this workbook uses ${name}`);
    }
  }

  /** Σ of rows whose keys equal the given ones; null as first part counts them. */
  private sumIfs([amounts, ...criteria]: readonly (Syntax | null)[], sheet: string): Value {
    const columns = criteria.filter((_, index) => index % 2 === 0);
    const keys = criteria
      .filter((_, index) => index % 2 === 1)
      .map((part) => (part === null ? null : single(this.evaluate(part, sheet))));
    const cacheKey = JSON.stringify([sheet, amounts, columns]);
    let sums = this.sums.get(cacheKey);
    if (sums === undefined) {
      sums = new Map();
      const many = columns.map((part) => (part === null ? [] : asMany(this.evaluate(part, sheet))));
      const values =
        amounts === null || amounts === undefined ? null : asMany(this.evaluate(amounts, sheet));
      for (const row of (many[0] ?? []).keys()) {
        const value = values === null ? exactOf("1") : (values[row] ?? null);
        if (isExact(value)) {
          const key = JSON.stringify(many.map((column) => keyText(column[row] ?? null)));
          sums.set(key, add(sums.get(key) ?? NOTHING, value));
        }
      }
      this.sums.set(cacheKey, sums);
    }
    return sums.get(JSON.stringify(keys.map(keyText))) ?? NOTHING;
  }

  private rangeOf(syntax: Syntax & { kind: "range" | "name" }, sheet: string): Range {
    if (syntax.kind === "range") {
      return readRange(syntax.sheet ?? sheet, syntax.ref);
    }
    const refersTo = this.names.get(syntax.name);
    if (refersTo === undefined) {
      throw new SyntaxError(`the workbook does not define ${syntax.name}`);
    }
    const cut = refersTo.lastIndexOf("!") + 1;
    return readRange(sheetName(refersTo.slice(0, cut)), refersTo.slice(cut));
  }

  private values(range: Range): Result {
    const { sheet, rowFirst, rowLast, columnFirst, columnLast } = range;
    if (rowFirst === rowLast && columnFirst === columnLast) {
      return this.cell(sheet, rowFirst, columnFirst);
    }
    const key = JSON.stringify(range);
    let values = this.ranges.get(key);
    if (values === undefined) {
      const list: Value[] = [];
      for (let row = rowFirst; row <= rowLast; row += 1) {
        for (let column = columnFirst; column <= columnLast; column += 1) {
          list.push(this.cell(sheet, row, column));
        }
      }
      values = list;
      this.ranges.set(key, values);
    }
    return values;
  }
}

/** The value a file stores for a cell. */
export function storedValue(cell: ReadCell): Value {
  switch (cell.kind) {
    case "number":
      return exactOf(cell.text);
    case "boolean":
      return cell.text === "TRUE";
    default:
      return cell.text;
  }
}

function readRange(sheet: string, reference: string): Range {
  const [first = "", last = first] = reference.replaceAll("$", "").split(":");
  const place = (cell: string): { column: number; row: number } => {
    const [, letters = "A", digits = "1"] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
    return { column: columnIndex(letters), row: Number.parseInt(digits, 10) };
  };
  const [from, to] = [place(first), place(last)];
  return {
    sheet,
    columnFirst: from.column,
    columnLast: to.column,
    rowFirst: from.row,
    rowLast: to.row,
  };
}

function asMany(result: Result): Many {
  return Array.isArray(result) ? result : [result as Value];
}

function single(result: Result): Value {
  return Array.isArray(result) ? (result[0] ?? null) : (result as Value);
}

/** Applies to every row where a part is a column, once where all are single. */
function spread(results: readonly Result[], apply: (values: Many) => Value): Result {
  const rows = Math.max(...results.map((result) => asMany(result).length));
  if (!results.some(Array.isArray)) {
    return apply(results.map(single));
  }
  return Array.from({ length: rows }, (_, row) =>
    apply(
      results.map((result) => (Array.isArray(result) ? (result[row] ?? null) : single(result))),
    ),
  );
}

function sumOfProducts(results: readonly Result[]): Value {
  const columns = results.map(asMany);
  let total = NOTHING;
  for (const row of (columns[0] ?? []).keys()) {
    const factors = columns.map((column) => column[row] ?? null);
    if (factors.every(isExact)) {
      total = add(total, factors.filter(isExact).reduce(multiply));
    }
  }
  return total;
}

function operate(op: string, left: Value, right: Value): Value {
  switch (op) {
    case "+":
      return add(asExact(left), asExact(right));
    case "-":
      return add(asExact(left), negative(asExact(right)));
    case "*":
      return multiply(asExact(left), asExact(right));
    case "/":
      return divide(asExact(left), asExact(right));
    case "&":
      return textOf(left) + textOf(right);
    case "=":
      return sameValue(left, right);
    case "<>":
      return !sameValue(left, right);
    default:
      return ordered(op, compare(asExact(left), asExact(right)));
  }
}

function ordered(op: string, order: -1 | 0 | 1): boolean {
  switch (op) {
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    default:
      return order >= 0;
  }
}

function absolute(value: Exact): Exact {
  return value.numerator < 0n ? negative(value) : value;
}

/** As arithmetic reads a cell: nothing is 0, TRUE is 1, text is an error. */
function asExact(value: Value | undefined): Exact {
  if (value === null || value === undefined || value === false) {
    return NOTHING;
  }
  if (value === true) {
    return { numerator: 1n, denominator: 1n };
  }
  return typeof value === "string" ? exactOf(value) : value;
}

function textOf(value: Value): string {
  if (value === null) {
    return "";
  }
  return isExact(value) ? String(value.numerator / value.denominator) : String(value);
}

function keyText(value: Value): string {
  return isExact(value) ? `${value.numerator}/${value.denominator}` : `${typeof value}${value}`;
}
