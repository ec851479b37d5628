import type { RejectReason } from "../loaded-file.ts";

const CORRECT_IT = "Correct the record in the export, or import the file without it.";

/** Why one record of a bill is rejected: everything about it that is wrong. */
export class RecordRefused extends Error {
  readonly reject: RejectReason;
  readonly also: readonly RejectReason[];
  /** The charges without the cells that are wrong, which may hold further ones. */
  readonly charges: readonly (readonly string[])[];

  private constructor(
    reject: RejectReason,
    also: readonly RejectReason[],
    charges: readonly (readonly string[])[],
  ) {
    super(reject.reason);
    this.reject = reject;
    this.also = also;
    this.charges = charges;
  }

  static of(column: string | null, code: string, reason: string): RecordRefused {
    return new RecordRefused({ column, code, reason, remedy: CORRECT_IT }, [], []);
  }

  /** One column is named once, by what was found first. */
  static ofAll(
    first: RecordRefused,
    others: readonly RecordRefused[],
    charges: readonly (readonly string[])[] = [],
  ): RecordRefused {
    const named = new Map([[`${first.reject.column} ${first.reject.code}`, first.reject]]);
    for (const why of [first, ...others].flatMap(({ reject, also }) => [reject, ...also])) {
      const isNamed = [...named.values()].some(
        ({ column, code }) => column === why.column && (column !== null || code === why.code),
      );
      // An amount is missing where what it is made of could not be read.
      const isFollowed = why.code === "amount-missing" && first.charges.length > 0;
      if (!isNamed && !isFollowed) {
        named.set(`${why.column} ${why.code}`, why);
      }
    }
    const [reject = first.reject, ...also] = named.values();
    return new RecordRefused(reject, also, charges);
  }
}
