/** Comma-separated text (RFC 4180), with a byte order mark so that spreadsheets read UTF-8. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => cells.map(quoteField).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function quoteField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
