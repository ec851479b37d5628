import styles from "./amount.module.css";
import { classNames } from "./class-names.ts";
import { type AmountStyle, FULL, spellAmount, splitAmount } from "./format-amount.ts";

export type AmountTone = "plain" | "good" | "bad" | "warn";

export interface AmountProps {
  readonly value: string | null;
  readonly style?: AmountStyle;
  readonly tone?: AmountTone;
}

/** An exact amount for reading: parentheses for negatives, digits aligned, zero as a dash. */
export function Amount({ value, style = FULL, tone = "plain" }: AmountProps) {
  if (value === null) {
    return <span className={styles["absent"]} />;
  }
  const { digits, isNegative, isZero } = splitAmount(value, style);
  if (isNegative) {
    return (
      <span className={classNames(styles["amount"], styles[tone])} title={value}>
        <span aria-hidden="true">({digits})</span>
        <span className="screen-reader">minus {digits}</span>
      </span>
    );
  }
  return (
    <span
      className={classNames(styles["amount"], styles["positive"], styles[tone])}
      title={isZero ? undefined : value}
    >
      {isZero ? (
        <>
          <span aria-hidden="true">–</span>
          <span className="screen-reader">zero</span>
        </>
      ) : (
        digits
      )}
    </span>
  );
}

/** A change in cost: higher cost is bad, lower is good; sign and arrow say it without colour. */
export function Change({ value, percent }: { value: string; percent: string | null }) {
  const isUp = !value.startsWith("-") && value !== "0";
  if (value === "0" || percent === null) {
    return <span className={styles["muted"]}>{percent === null ? "new" : "–"}</span>;
  }
  return (
    <span
      className={classNames(styles["amount"], styles[isUp ? "bad" : "good"])}
      title={spellAmount(value)}
    >
      <span aria-hidden="true">{isUp ? "▲" : "▼"}</span>
      <span className="screen-reader">{isUp ? "up" : "down"}</span> {percent.replace("−", "")} %
    </span>
  );
}
