import type { Reading } from "../../../../shared/contract/workspace.ts";
import type { RawTable } from "../../../../shared/domain/inspected-file.ts";
import { classNames } from "../../../ui/class-names.ts";
import { formatCount, plural } from "../../../ui/format-amount.ts";
import { Part } from "../../../ui/part.tsx";
import { type Option, SelectBox } from "../../../ui/select-box.tsx";
import type { FileDraft, Look } from "./file-draft.ts";
import styles from "./raw-table.module.css";
import { ReasonLine } from "./reason-line.tsx";

const DELIMITERS: readonly Option<string>[] = [
  { value: ",", label: "Comma" },
  { value: ";", label: "Semicolon" },
  { value: "\t", label: "Tab" },
  { value: "|", label: "Vertical bar" },
];
const QUOTES: readonly Option<'"' | "none">[] = [
  { value: '"', label: 'Quotation mark "' },
  { value: "none", label: "None" },
];
const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-15", "shift_jis"];

export interface StepHeaderProps {
  readonly draft: FileDraft;
  readonly look: Look;
  readonly onReading: (reading: Reading) => void;
}

/** Which table of the file is read, and which of its rows names the columns. */
export function StepHeader({ draft, look, onReading }: StepHeaderProps) {
  const { inspection } = look;
  const table = inspection?.table;
  if (inspection === null) {
    return null;
  }
  if (table === undefined) {
    return (
      <p className={styles["none"]}>
        A Parquet file names its columns itself: there is no sheet and no header row to choose.
      </p>
    );
  }
  const change = (part: Reading): void => onReading({ ...draft.reading, ...part });
  return (
    <div className={styles["stack"]}>
      <ReasonLine inspection={inspection} />
      {table.archive === undefined ? null : (
        <ArchiveTables
          archive={table.archive}
          sheet={draft.reading?.sheet}
          onSheet={(sheet) => change({ sheet, headerRow: undefined })}
        />
      )}
      {table.kind === "sheet" && table.archive === undefined ? (
        <Sheets table={table} onSheet={(sheet) => change({ sheet, headerRow: undefined })} />
      ) : table.kind === "text" ? (
        <TextChoices table={table} onChange={change} />
      ) : null}
      <p className={styles["hint"]}>
        {table.headerRow === null
          ? "Click the row that names the columns."
          : `Row ${table.headerRow} names the columns; click another one if it does not.`}
      </p>
      <RawRows table={table} onRow={(headerRow) => change({ headerRow })} />
    </div>
  );
}

function Sheets({ table, onSheet }: { table: RawTable; onSheet: (sheet: string) => void }) {
  return (
    <Part role="radiogroup" aria-label="Sheet" className={styles["sheets"]}>
      {table.sheets.map(({ name, rows }) => (
        <label
          key={name}
          className={classNames(styles["sheet"], name === table.sheet && styles["chosen"])}
        >
          <input
            type="radio"
            name="sheet"
            checked={name === table.sheet}
            onChange={() => onSheet(name)}
          />
          <span>{name}</span>
          <span className={styles["rows"]}>{plural(rows, "row")}</span>
        </label>
      ))}
    </Part>
  );
}

/** Which files of an archive are read, where they are not all parts of one table. */
function ArchiveTables(props: {
  readonly archive: NonNullable<RawTable["archive"]>;
  readonly sheet: string | undefined;
  readonly onSheet: (sheet: string) => void;
}) {
  const { archive, sheet, onSheet } = props;
  const chosen = archive.tables.length === 1 ? archive.chosen : sheet;
  return (
    <>
      {archive.tables.length === 1 ? null : (
        <p className={styles["hint"]}>
          Choose the file of the archive to read. For another one, drop the archive again after this
          import.
        </p>
      )}
      <Part role="radiogroup" aria-label="File of the archive" className={styles["sheets"]}>
        {archive.tables.map(({ name, files }) => (
          <label
            key={name}
            className={classNames(styles["sheet"], name === chosen && styles["chosen"])}
          >
            <input
              type="radio"
              name="archive"
              checked={name === chosen}
              onChange={() => onSheet(name)}
            />
            <span>{name}</span>
            <span className={styles["rows"]}>{plural(files, "file")}</span>
          </label>
        ))}
      </Part>
    </>
  );
}

function TextChoices({ table, onChange }: { table: RawTable; onChange: (part: Reading) => void }) {
  const { encoding, delimiter, quote } = table;
  const encodings = [...new Set([encoding ?? "utf-8", ...ENCODINGS])];
  return (
    <div className={styles["choices"]}>
      <SelectBox
        label="Columns are separated by"
        value={delimiter}
        options={DELIMITERS}
        onChange={(value) => onChange({ delimiter: value })}
      />
      <SelectBox
        label="Text stands in"
        value={quote}
        options={QUOTES}
        onChange={(value) => onChange({ quote: value })}
      />
      <SelectBox
        label="Encoding"
        value={encoding}
        options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
        onChange={(value) => onChange({ encoding: value })}
      />
    </div>
  );
}

const SHOWN_ROWS = 24;

function RawRows({ table, onRow }: { table: RawTable; onRow: (line: number) => void }) {
  const rows = table.rows.slice(0, SHOWN_ROWS);
  const width = Math.max(1, ...rows.map(({ cells }) => cells.length));
  return (
    <Part
      role="region"
      aria-label="First rows of the file"
      className={styles["frame"]}
      tabIndex={0}
    >
      <table className={styles["raw"]}>
        <tbody>
          {rows.map(({ line, cells }) => (
            <tr
              key={line}
              className={classNames(line === table.headerRow && styles["header"])}
              onClick={() => onRow(line)}
            >
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={line === table.headerRow}
                  aria-label={`Row ${line} names the columns`}
                  onClick={(event) => {
                    event.stopPropagation();
                    onRow(line);
                  }}
                >
                  {formatCount(line)}
                </button>
              </th>
              {Array.from({ length: width }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the row.
                <td key={index} title={cells[index]}>
                  {cells[index] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
