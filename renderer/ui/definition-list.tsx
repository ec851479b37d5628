import type { ReactNode } from "react";
import styles from "./definition-list.module.css";

/** Names and values, one per line. */
export function DefinitionList({
  entries,
}: {
  entries: readonly (readonly [name: string, value: ReactNode])[];
}) {
  return (
    <dl>
      {entries.map(([name, value]) => (
        <div key={name} className={styles["line"]}>
          <dt className={styles["name"]}>{name}</dt>
          <dd className={styles["value"]}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
