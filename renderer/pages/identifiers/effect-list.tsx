import type { IdentifierEffect } from "../../../shared/contract/identifiers.ts";
import { completeness } from "../../../shared/domain/identifier-words.ts";
import { formatCount, fullIn, plural, spellAmount } from "../../ui/format-amount.ts";
import { MoveList } from "../../ui/move-list.tsx";
import styles from "./identifiers.module.css";

const SHOWN_MAX = 6;

/** What saving would change on the month's charges, before it is saved. */
export function EffectList({
  effects,
  period,
}: {
  effects: readonly IdentifierEffect[];
  period: string;
}) {
  const moving = effects.filter(({ moved }) => moved.charges > 0);
  return (
    <section className={styles["part"]} aria-label="What saving changes">
      <h3>What saving changes in {period}</h3>
      <div aria-live="polite">
        {moving.length === 0 ? <p className={styles["none"]}>No charge changes.</p> : null}
        {moving.map((effect) => (
          <Effect key={effect.currency} effect={effect} />
        ))}
      </div>
    </section>
  );
}

function Effect({ effect }: { effect: IdentifierEffect }) {
  const { currency, moved, charges, before, after, magnitude, moves, movesLeftOut } = effect;
  const amount = spellAmount(moved.amount, fullIn(currency));
  const left = movesLeftOut + Math.max(0, moves.length - SHOWN_MAX);
  return (
    <>
      <p>
        {currency} {amount} on {formatCount(moved.charges)} of {plural(charges, "charge")} changes;
        complete <b>{completeness(before.foundMagnitude, magnitude)} %</b> before,{" "}
        <b>{completeness(after.foundMagnitude, magnitude)} %</b> after
      </p>
      <MoveList moves={moves.slice(0, SHOWN_MAX)} leftOut={left} />
    </>
  );
}
