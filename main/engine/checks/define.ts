import type { Finding } from "../../../shared/domain/finding.ts";
import type { Reader } from "../database/database.ts";

/** Reads relations and says what is wrong with them; finds nothing where they are sound. */
export interface Check {
  readonly name: string;
  /** What always holds, as one sentence. */
  readonly law: string;
  find(reader: Reader): Promise<Finding[]>;
}
