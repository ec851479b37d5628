import type { Inspection } from "../../../shared/contract/workspace.ts";
import type { Mapping } from "../../../shared/domain/mapping.ts";
import { attributeLabel } from "../../attribute-label.ts";
import { SelectBox } from "../../ui/select-box.tsx";
import { KEPT, roleOptions, rolesOf, withRole } from "./column-roles.ts";
import styles from "./sources.module.css";

export interface ColumnTableProps {
  readonly inspection: Inspection;
  /** Absent where the format alone says what each column is. */
  readonly mapping?: Mapping;
  readonly onChange?: (mapping: Mapping) => void;
}

const VALUES_SHOWN = 5;

/** Every column of the file with its first values, and what it is taken for. */
export function ColumnTable({ inspection, mapping, onChange }: ColumnTableProps) {
  const columns = columnsOf(inspection);
  return (
    <table className={styles["columns"]}>
      <thead>
        <tr>
          <th scope="col">Column of the file</th>
          <th scope="col">First values</th>
          <th scope="col">Read as</th>
          <th scope="col">Because</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ key, name, values, targets, how }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className={styles["values"]} title={values}>
              {values}
            </td>
            <td>
              {mapping === undefined || onChange === undefined || name === "" ? (
                targets.map(attributeLabel).join(", ") || "kept as it is"
              ) : (
                <RoleSelect
                  name={name}
                  mapping={mapping}
                  known={inspection.columns.map(({ target }) => target)}
                  onChange={onChange}
                />
              )}
            </td>
            <td className={styles["because"]}>{how}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RoleSelect(props: {
  readonly name: string;
  readonly mapping: Mapping;
  readonly known: readonly string[];
  readonly onChange: (mapping: Mapping) => void;
}) {
  const { name, mapping, known, onChange } = props;
  const [role = KEPT, ...others] = rolesOf(mapping, name);
  return (
    <>
      <SelectBox
        label={`${name} is read as`}
        isLabelHidden
        value={role}
        options={roleOptions(mapping, known)}
        onChange={(next) => onChange(withRole(mapping, name, next))}
      />
      {others.length === 0 ? null : (
        <span className={styles["because"]}> and {others.map(attributeLabel).join(", ")}</span>
      )}
    </>
  );
}

interface FileColumn {
  readonly key: string;
  readonly name: string;
  readonly values: string;
  readonly targets: readonly string[];
  readonly how: string;
}

function columnsOf({ sample, columns }: Inspection): FileColumn[] {
  return sample.header.map((name, index) => {
    const matches = columns.filter(({ source }) => source === name);
    const values = sample.rows.map((cells) => cells[index] ?? "").filter((cell) => cell !== "");
    return {
      key: `${index} ${name}`,
      name,
      values: [...new Set(values)].slice(0, VALUES_SHOWN).join(" · "),
      targets: matches.map(({ target }) => target),
      how: [...new Set(matches.map(({ how }) => how))].join(", "),
    };
  });
}
