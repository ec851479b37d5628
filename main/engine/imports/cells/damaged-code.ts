/** A long number as a spreadsheet shows it and then saves it: most of its digits are gone. */
export const DAMAGED_CODE = /^\d(?:[.,]\d+)?E\+\d{1,3}$/;

export const EXPORT_WITHOUT_SPREADSHEET =
  "Export the file again without opening it in a spreadsheet, or format the column as text first.";

/** `"1.2E+11", a code that lost its digits, as 3 more have`. */
export function damagedText(text: string, count: number): string {
  const more = `, as ${count - 1} more ${count === 2 ? "has" : "have"}`;
  return `"${text}", a code that lost its digits${count === 1 ? "" : more}`;
}
