import { addExact, type ExactDecimal, exactText, ZERO } from "./exact-decimal.ts";

/** Records left out for one reason, in one currency. */
export interface LeftOut {
  readonly reason: string;
  readonly currency: string;
  /** The column their cost stands in. */
  readonly column: string;
  readonly records: number;
  /** Records of them whose cost cannot be read. */
  readonly unread: number;
  /** Σ of the others; null where none can be read. */
  readonly amount: string | null;
  /** By the mapping, not by the format. */
  readonly isDeclared: boolean;
}

/** What a record says that it costs. */
export interface RecordCost {
  readonly column: string;
  readonly currency: string;
  /** null where it cannot be read. */
  readonly amount: ExactDecimal | null;
}

/** Counts what is left out of a bill, with its cost. */
export class LeftOutRecords {
  private readonly isDeclared: boolean;
  private readonly groups = new Map<
    string,
    { cost: RecordCost; reason: string; sum: ExactDecimal; records: number; unread: number }
  >();

  constructor(isDeclared: boolean) {
    this.isDeclared = isDeclared;
  }

  add(reason: string, cost: RecordCost): void {
    const key = `${reason}\u0001${cost.currency}`;
    const group = this.groups.get(key) ?? { cost, reason, sum: ZERO, records: 0, unread: 0 };
    group.sum = addExact(group.sum, cost.amount ?? ZERO);
    group.records += 1;
    group.unread += cost.amount === null ? 1 : 0;
    this.groups.set(key, group);
  }

  list(): LeftOut[] {
    return [...this.groups.values()].map(({ cost, reason, sum, records, unread }) => ({
      reason,
      currency: cost.currency,
      column: cost.column,
      records,
      unread,
      amount: unread === records ? null : exactText(sum),
      isDeclared: this.isDeclared,
    }));
  }
}
