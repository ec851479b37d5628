import type { ReactNode } from "react";
import styles from "./inspector-parts.module.css";

export function InspectorTitle({ children }: { children: ReactNode }) {
  return <h2 className={styles["title"]}>{children}</h2>;
}

export function InspectorSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles["section"]} aria-label={title}>
      <h3 className={styles["heading"]}>{title}</h3>
      {children}
    </section>
  );
}

export function InspectorHint({ children }: { children: ReactNode }) {
  return <p className={styles["hint"]}>{children}</p>;
}

/** The figure that is explained. */
export function Headline({ figure, unit, what }: { figure: string; unit: string; what: string }) {
  return (
    <div className={styles["headline"]}>
      <p className={styles["figure"]}>
        {figure} <span className={styles["unit"]}>{unit}</span>
      </p>
      <p className={styles["what"]}>{what}</p>
    </div>
  );
}
