/** What a header says about a billing file. */
export interface Recognition {
  /** Format and version, for example `focus-1.2`. */
  readonly format: string;
  readonly confidence: "exact" | "likely" | "guess";
  readonly reasons: readonly string[];
  /** Per source column the charge column it fills, or null where it is only kept. */
  readonly targets: readonly (ChargeTarget | null)[];
}

export interface ChargeTarget {
  /** The column of relation `charge`. */
  readonly column: string;
  /** How the source column's name led there. */
  readonly how: string;
}

/** A billing format; its fixtures stand in test/formats/ under the name of its file. */
export interface ImportFormat {
  readonly name: string;
  /** The vendor's own description of the columns. */
  readonly reference: string;
  /** One line of documentation: conventions of sign, period and currency. */
  readonly says: string;
  /** What the header shows; null where it is some other kind of file. */
  recognise(header: readonly string[]): Recognition | null;
}
