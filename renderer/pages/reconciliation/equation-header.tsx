import type { ReactNode } from "react";
import { Amount } from "../../ui/amount.tsx";
import { classNames } from "../../ui/class-names.ts";
import { type AmountStyle, formatCount, unitLabel } from "../../ui/format-amount.ts";
import type { Equation } from "./account-words.ts";
import styles from "./reconciliation.module.css";

export interface EquationHeaderProps {
  readonly equation: Equation;
  readonly currency: string;
  readonly style: AmountStyle;
}

/** ledger − bills − items = unidentified, always in sight. */
export function EquationHeader({ equation, currency, style }: EquationHeaderProps) {
  const { ledger, billing, items, unidentified, oneSided, ties } = equation;
  const isNothingMatched = equation.matchedLines === 0 && equation.lines > 0;
  return (
    <section className={styles["equation"]} aria-label={`${equation.name}, ${currency}`}>
      <Term label={`Ledger, ${unitLabel(currency, style)}`}>
        <Amount value={ledger} style={style} />
      </Term>
      <Sign text="−" />
      <Term label="Bills">
        <Amount value={billing} style={style} />
      </Term>
      <Sign text="−" />
      <Term label="Reconciling items">
        <Amount value={items} style={style} />
      </Term>
      <Sign text="=" />
      <Term label="Unidentified">
        <Amount
          value={unidentified}
          style={style}
          tone={ties || unidentified === "0" ? "good" : "bad"}
        />
      </Term>
      {oneSided === "0" ? null : (
        <Term label="On one side only">
          <Amount value={oneSided} style={style} tone="bad" />
        </Term>
      )}
      {equation.adjustment === "0" ? null : (
        <Term label="In the ledger, adjustment periods">
          <Amount value={equation.adjustment} style={style} />
        </Term>
      )}
      <span className={styles["space"]} />
      <div className={styles["matched"]}>
        <span className={styles["termLabel"]}>Matched automatically</span>
        <b className={classNames(isNothingMatched && styles["nothing"])}>
          {formatCount(equation.matchedLines)} of {formatCount(equation.lines)} lines
        </b>
      </div>
    </section>
  );
}

function Term({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles["term"]}>
      <span className={styles["termLabel"]}>{label}</span>
      <b>{children}</b>
    </div>
  );
}

function Sign({ text }: { text: string }) {
  return <span className={styles["sign"]}>{text}</span>;
}
