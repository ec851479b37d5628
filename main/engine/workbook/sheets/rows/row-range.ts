/** Where rows stand in their file, as a reader would look for them. */
export function rowRange(first: number, last: number): string {
  return first === last ? String(first) : `${first}–${last}`;
}
