import { useState } from "react";
import { addAmounts } from "../../../shared/domain/amount.ts";
import { quantityText } from "../../grid/quantity-text.ts";
import { Amount } from "../../ui/amount.tsx";
import { Button } from "../../ui/button.tsx";
import { formatAmount, fullIn, percentOf, plural, splitAmount } from "../../ui/format-amount.ts";
import styles from "./allocation.module.css";
import type { Way } from "./explained-steps.ts";

const SHOWN = 5;

export interface WayListProps {
  readonly ways: readonly Way[];
  readonly nameOf: (target: string) => string;
  readonly currency: string;
}

/** The ways cost came, the largest first, the small ones behind a button. */
export function WayList({ ways, nameOf, currency }: WayListProps) {
  const [isWhole, setWhole] = useState(false);
  // One step more is not worth a button.
  const shown = isWhole || ways.length <= SHOWN + 1 ? ways : ways.slice(0, SHOWN);
  const hidden = ways.slice(shown.length);
  return (
    <>
      <ol>
        {shown.map((way, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: ways have an order, and may repeat.
          <li key={`${index} ${way.label}`} className={styles["step"]}>
            <span className={styles["number"]}>{index + 1}</span>
            <span className={styles["stepText"]}>
              {way.label}
              <small>{shareText(way, nameOf, currency)}</small>
              {way.driver === null ? null : <small>{driverText(way.driver)}</small>}
            </span>
            <span className={styles["stepAmount"]}>
              <Amount value={way.reached} style={fullIn(currency)} />
            </span>
            {way.from.length === 0 ? null : (
              <PoolWays ways={way.from} nameOf={nameOf} currency={currency} />
            )}
          </li>
        ))}
      </ol>
      {hidden.length === 0 ? null : (
        <p className={styles["more"]}>
          <Button tone="quiet" onClick={() => setWhole(true)}>
            {plural(hidden.length, "more step")}
          </Button>
          <span className={styles["stepAmount"]}>
            <Amount
              value={addAmounts(hidden.map(({ reached }) => reached))}
              style={fullIn(currency)}
            />
          </span>
        </p>
      )}
    </>
  );
}

/** What filled a pool, one level deeper, when asked for. */
function PoolWays({ ways, nameOf, currency }: WayListProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles["poolWays"]}>
      <Button tone="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? "Hide what filled it" : `Filled by ${plural(ways.length, "step")}`}
      </Button>
      {isOpen ? <WayList ways={ways} nameOf={nameOf} currency={currency} /> : null}
    </div>
  );
}

/** "1 charge of 2,400.00: 30.00 % reached Storefront, 1,680.00 passed on to others". */
export function shareText(way: Way, nameOf: (target: string) => string, currency: string): string {
  const style = fullIn(currency);
  const { charges, taken, reached, passedOn, to } = way;
  const amount = formatAmount(taken, style);
  const what = charges === null ? `${amount} in the pool` : `${charges} of ${amount}`;
  if (to === null) {
    return what;
  }
  if (isNothing(passedOn)) {
    return `${what}: all reached ${nameOf(to)}`;
  }
  const percent = percentOf(reached, taken, 2) ?? "0";
  const others = `${formatAmount(passedOn, style)} passed on to others`;
  return `${what}: ${percent}\u00a0% reached ${nameOf(to)}, ${others}`;
}

/** "33,120.75 hours of "cpu_hours" in quantities.csv row 38". */
function driverText(driver: string): string {
  return driver.replace(/^\d+(\.\d+)?/, quantityText);
}

/** Less than a reader sees: what rounding takes is told on its own line. */
function isNothing(amount: string): boolean {
  const { digits, isZero } = splitAmount(amount);
  return isZero || !/[1-9]/.test(digits);
}
