/** What else a file leaves open, after its first question: ` Also open: "Amount", "Date".` */
export function alsoOpen(others: readonly { readonly column: string }[]): string {
  const columns = [...new Set(others.map(({ column }) => `"${column}"`))].join(", ");
  return columns === "" ? "" : ` Also open: ${columns}.`;
}
