import type { RowPage } from "../../../../shared/contract/scope.ts";

/**
 * A page as CSV (RFC 4180) with the columns' own names. A text that a spreadsheet would take for a
 * formula stands behind an apostrophe; an amount stays the number it is.
 */
export function csvText({ columns, rows }: RowPage): string {
  const kept = columns.flatMap(({ name, kind }, place) =>
    name === "line" ? [] : [{ name, place, isText: kind === "text" }],
  );
  const lines = rows.map((row) =>
    kept.map(({ place, isText }) => {
      const text = row[place] ?? "";
      return quoted(isText && /^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text);
    }),
  );
  return [kept.map(({ name }) => name), ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
