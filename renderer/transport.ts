import type { Result } from "../shared/errors.ts";
import type { SampleCompany } from "../shared/sample-company.ts";

/** A file the host lets the engine touch; the page never sees a path. */
export interface GrantedFile {
  readonly token: string;
  readonly name: string;
}

/** Everything the page asks of the program that shows it, the same in every host. */
export interface Transport {
  /** Answers a question by its contract name, for example `charges.page`. */
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Hears every engine event, and `engine-lost` from the host; the next call starts it again. */
  on(listener: (name: string, payload: unknown) => void): () => void;
  chooseFiles(): Promise<readonly GrantedFile[]>;
  dropFiles(files: readonly File[]): Promise<readonly GrantedFile[]>;
  /** Where false, folders to look into are named when the program is started. */
  readonly canChooseFolder: boolean;
  /** A folder to look into; null where the user closed the dialog. */
  chooseFolder(): Promise<GrantedFile | null>;
  /** A place to write a file to; null where the user closed the dialog. */
  chooseSaveFile(suggestedName: string): Promise<GrantedFile | null>;
  /** Hands a written file to the user where the host has no save dialog of its own. */
  fetchSaved(token: string, name: string): Promise<void>;
  /** Grants the bundled company's files. */
  openSample(): Promise<SampleCompany>;
}

declare global {
  interface Window {
    /** Set by the desktop host before the page loads. */
    readonly tieout?: Transport;
  }
}
