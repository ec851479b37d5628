import { Amount } from "./amount.tsx";
import { formatCount, plural } from "./format-amount.ts";
import styles from "./move-list.module.css";

export interface Move {
  readonly from: string | null;
  readonly to: string | null;
  readonly charges: number;
  readonly amount: string;
}

export interface MoveListProps {
  readonly moves: readonly Move[];
  readonly leftOut: number;
  /** What `charges` counts. */
  readonly counted?: string;
}

/** What moves from one name to another, the largest first, and how much smaller is left out. */
export function MoveList({ moves, leftOut, counted = "charge" }: MoveListProps) {
  return (
    <>
      <ul className={styles["moves"]}>
        {moves.map(({ from, to, charges, amount }) => (
          <li key={`${from}|${to}`}>
            <span className={styles["move"]}>
              {from ?? "(none)"} → {to ?? "(none)"}
            </span>
            <span className={styles["detail"]}>{plural(charges, counted)}</span>
            <Amount value={amount} />
          </li>
        ))}
      </ul>
      {leftOut === 0 ? null : (
        <p className={styles["detail"]}>and {formatCount(leftOut)} smaller</p>
      )}
    </>
  );
}
