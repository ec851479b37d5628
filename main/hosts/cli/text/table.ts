export type Align = "left" | "right";

export interface TableColumn {
  readonly title: string;
  readonly align: Align;
}

/** Columns as wide as their widest cell, two spaces apart; a rule under the titles. */
export function tableText(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  indent = "",
): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    `${indent}${columns
      .map(({ align }, index) => padTo(cells[index] ?? "", widths[index] ?? 0, align))
      .join("  ")}`.trimEnd();
  const titles = columns.map(({ title }) => title);
  const rule = widths.map((width) => "─".repeat(width));
  const lines = [titles, rule, ...rows].map(line);
  return `${lines.join("\n")}\n`;
}

export function padTo(text: string, width: number, align: Align): string {
  return align === "right" ? text.padStart(width) : text.padEnd(width);
}

export const left = (title: string): TableColumn => ({ title, align: "left" });
export const right = (title: string): TableColumn => ({ title, align: "right" });
