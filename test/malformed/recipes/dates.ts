import { cellsOf, HEADER, LINES, type Recipe, TOTAL, textOf } from "../recipe.ts";

/** Three dates of October 2026 as one system writes them. */
type Written = readonly [string, readonly [string, string, string]];

const READ: readonly Written[] = [
  ["ISO", ["2026-10-05", "2026-10-31", "2026-10-17"]],
  ["ISO with a time", ["2026-10-05T00:00:00Z", "2026-10-31T23:59:59Z", "2026-10-17T12:00:00Z"]],
  [
    "ISO with a time and an offset",
    ["2026-10-05T00:00:00+02:00", "2026-10-31T01:00:00+01:00", "2026-10-17T12:00:00+02:00"],
  ],
  [
    "ISO with a blank and a time",
    ["2026-10-05 00:00:00", "2026-10-31 23:59:59", "2026-10-17 12:00:00"],
  ],
  [
    "ISO with milliseconds",
    ["2026-10-05T00:00:00.000Z", "2026-10-31T23:59:59.999Z", "2026-10-17T12:00:00.500Z"],
  ],
  ["digits alone", ["20261005", "20261031", "20261017"]],
  ["year first with slashes", ["2026/10/05", "2026/10/31", "2026/10/17"]],
  ["dots", ["05.10.2026", "31.10.2026", "17.10.2026"]],
  ["dots without zeros", ["5.10.2026", "31.10.2026", "17.10.2026"]],
  ["dots, two digits of the year", ["05.10.26", "31.10.26", "17.10.26"]],
  ["dots with a time", ["05.10.2026 00:00", "31.10.2026 12:30", "17.10.2026 23:59"]],
  ["slashes, day first", ["05/10/2026", "31/10/2026", "17/10/2026"]],
  ["slashes, month first", ["10/05/2026", "10/31/2026", "10/17/2026"]],
  ["slashes, month first, without zeros", ["10/5/2026", "10/31/2026", "10/17/2026"]],
  [
    "slashes, month first, with a time",
    ["10/5/2026 12:00:00 AM", "10/31/2026 1:00 PM", "10/17/2026 11:59 PM"],
  ],
  ["slashes, day first, two digits of the year", ["05/10/26", "31/10/26", "17/10/26"]],
  ["slashes, month first, two digits of the year", ["10/05/26", "10/31/26", "10/17/26"]],
  ["dashes, day first", ["05-10-2026", "31-10-2026", "17-10-2026"]],
  ["dashes, month first", ["10-05-2026", "10-31-2026", "10-17-2026"]],
  ["month by name", ["05-Oct-2026", "31-Oct-2026", "17-Oct-2026"]],
  ["month by name with blanks", ["5 Oct 2026", "31 Oct 2026", "17 Oct 2026"]],
  ["month by its whole name", ["5 October 2026", "31 October 2026", "17 October 2026"]],
  ["month by name, two digits of the year", ["05-Oct-26", "31-Oct-26", "17-Oct-26"]],
  ["month by name in capitals", ["05-OCT-2026", "31-OCT-2026", "17-OCT-2026"]],
  ["month by name in German", ["05-Okt-2026", "31-Okt-2026", "17-Okt-2026"]],
  [
    "month by name in German with dots",
    ["5. Oktober 2026", "31. Oktober 2026", "17. Oktober 2026"],
  ],
  ["blanks around", [" 2026-10-05 ", "2026-10-31 ", " 2026-10-17"]],
];

const ASKED: readonly Written[] = [
  ["slashes, days up to 12", ["05/10/2026", "11/10/2026", "12/10/2026"]],
  ["slashes, two digits of the year, days up to 12", ["05/10/26", "11/10/26", "12/10/26"]],
  ["dashes, days up to 12", ["05-10-2026", "11-10-2026", "12-10-2026"]],
  ["slashes, one date", ["01/02/2026", "01/02/2026", "01/02/2026"]],
  ["two ways in one column", ["2026-10-05", "31.10.2026", "2026-10-17"]],
  ["both orders", ["31/10/2026", "10/31/2026", "10/17/2026"]],
  ["Excel's day numbers", ["46300", "46326", "46312"]],
  ["seconds since 1970", ["1791158400", "1793404800", "1792195200"]],
  ["day and month alone", ["0510", "3110", "1710"]],
  ["words", ["yesterday", "today", "tomorrow"]],
  ["quarters", ["2026Q4", "2026Q4", "2026Q4"]],
];

const REJECTED: readonly Written[] = [
  ["a day that is not there", ["2026-10-05", "2026-10-32", "2026-10-17"]],
  ["29 February of a common year", ["2026-10-05", "2026-02-29", "2026-10-17"]],
  ["a month 13", ["2026-10-05", "2026-13-01", "2026-10-17"]],
  ["a text among dates", ["2026-10-05", "later", "2026-10-17"]],
];

function bytesOf(dates: Written[1]): () => string {
  const lines = LINES.map((line, at) => cellsOf({ ...line, date: dates[at] ?? "" }));
  return () => textOf([[...HEADER], ...lines], { delimiter: ";" });
}

function recipes(written: readonly Written[], expected: Recipe["expected"]): Recipe[] {
  return written.map(([name, dates]) => ({
    name: `date: ${name}`,
    file: "ledger.csv",
    bytes: bytesOf(dates),
    expected,
  }));
}

export const dates: readonly Recipe[] = [
  ...recipes(READ, { loads: 3, total: TOTAL }),
  ...recipes(ASKED, { refused: "mapping-needed" }),
  ...recipes(REJECTED, { refused: "import-rejected", says: "line 3" }),
];
