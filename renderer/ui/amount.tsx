import { toUnits } from "../../shared/domain/amount.ts";
import styles from "./amount.module.css";
import { classNames } from "./class-names.ts";
import {
  type AmountStyle,
  type FormattedAmount,
  FULL,
  formatCount,
  percentOf,
  spellAmount,
  splitAmount,
} from "./format-amount.ts";

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
  const written = splitAmount(value, style);
  return <Figure {...written} title={written.isZero ? undefined : value} tone={tone} />;
}

/** An amount as its share of a whole, in percent, written like an amount. */
export function Share({ value, of }: { value: string | null; of: string | null }) {
  const percent = value === null || of === null ? null : percentOf(value, of);
  if (value === null || percent === null) {
    return <span className={styles["absent"]} />;
  }
  const digits = percent.replace("−", "");
  return (
    <Figure
      digits={digits}
      isNegative={digits !== percent}
      isZero={toUnits(value) === 0n}
      title={value}
      tone="plain"
    />
  );
}

interface FigureProps extends FormattedAmount {
  readonly title: string | undefined;
  readonly tone: AmountTone;
}

function Figure({ digits, isNegative, isZero, title, tone }: FigureProps) {
  if (isNegative) {
    return (
      <span className={classNames(styles["amount"], styles[tone])} title={title}>
        <span aria-hidden="true">({digits})</span>
        <span className="screen-reader">minus {digits}</span>
      </span>
    );
  }
  return (
    <span className={classNames(styles["amount"], styles["positive"], styles[tone])} title={title}>
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

/** A count in a column beside amounts: none as a dash. */
export function Count({ value }: { value: number }) {
  return (
    <Figure
      digits={formatCount(value)}
      isNegative={false}
      isZero={value === 0}
      title={undefined}
      tone="plain"
    />
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
