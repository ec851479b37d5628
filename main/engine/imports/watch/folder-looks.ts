import { createHash } from "node:crypto";
import { z } from "zod";
import type { Inspection } from "../../../../shared/contract/workspace.ts";
import type { Dataset } from "../../../../shared/domain/mapping.ts";
import { type ErrorCode, TieoutError } from "../../../../shared/errors.ts";
import type { EngineContext } from "../../context.ts";
import { statement } from "../../database/sql.ts";
import { inspectGrant } from "../inspect-file.ts";
import savedLayouts from "../saved-layouts.sql?raw";
import { readSourceRows } from "../source-records.ts";
import {
  type ClassifiedFile,
  classifyFiles,
  type KnownFile,
  type SeenFile,
} from "./classify-files.ts";
import { DigestFiles } from "./digest-files.ts";
import { type FolderFile, type FolderTrouble, folderFiles } from "./folder-files.ts";
import { type NamedFolder, readFolders, sealOf } from "./watched-folders.ts";

type ReadFile = FolderFile & Pick<SeenFile, "sha256" | "unread">;

/** What a file seems to hold, as far as that is known without importing it. */
export interface Recognised {
  readonly format: string | null;
  readonly dataset: Dataset | null;
  /** An import would ask nothing. */
  readonly isClear: boolean;
  readonly told: string | null;
  readonly isReadable: boolean;
}

export type LookedFile = ClassifiedFile<ReadFile> & { readonly recognised: Recognised | null };

export interface FolderLook {
  readonly folder: NamedFolder;
  readonly trouble: FolderTrouble | "elsewhere" | null;
  readonly files: readonly LookedFile[];
  readonly isCut: boolean;
}

type ReadFolder = Omit<FolderLook, "files"> & { readonly files: readonly ReadFile[] };

/** Recognising stages a copy, so a larger file is recognised when someone imports it. */
const RECOGNISED_BYTES_MAX = 200_000_000;
const REMEMBERED_MAX = 20_000;
/** What may be over at the next look. */
const PASSING: readonly ErrorCode[] = ["disk-full", "cancelled"];
const UNREADABLE = "It cannot be read as a table; leave it where it is, or export it anew.";
const ASKED = "To import it, say what it holds and which column is which.";
const UNLOOKED: Recognised = {
  format: null,
  dataset: null,
  isClear: false,
  told: "It is larger than 200 MB; what it holds is said when you import it.",
  isReadable: true,
};

/** Looks into the folders a workspace names, one look after the other. Nothing is imported. */
export class FolderLooks {
  private readonly context: EngineContext;
  private readonly digests: DigestFiles;
  private readonly recognised = new Map<string, Recognised>();
  private looks: readonly FolderLook[] = [];
  private queue: Promise<unknown> = Promise.resolve();

  constructor(context: EngineContext) {
    this.context = context;
    this.digests = new DigestFiles(context);
  }

  look(): Promise<readonly FolderLook[]> {
    const next = this.queue.then(() => this.lookNow());
    this.queue = next.catch(() => undefined);
    return next;
  }

  /** A file of the last look; undefined where it was not among them. */
  found(folderId: string, name: string): LookedFile | undefined {
    return this.looks
      .find(({ folder }) => folder.folderId === folderId)
      ?.files.find(({ file }) => file.name === name);
  }

  private async lookNow(): Promise<readonly FolderLook[]> {
    const { folders } = await this.context.database.read(readFolders);
    const read: ReadFolder[] = [];
    for (const folder of folders) {
      read.push(await this.readFolder(folder));
    }
    const looks: FolderLook[] = [];
    for (const one of read) {
      const others = read.filter((other) => other !== one).flatMap(({ files }) => files);
      looks.push(await this.lookInto(one, digestsOf(others)));
    }
    this.looks = looks;
    return looks;
  }

  private async readFolder(folder: NamedFolder): Promise<ReadFolder> {
    if (folder.seal !== (await sealOf(this.context.folder))) {
      return { folder, trouble: "elsewhere", files: [], isCut: false };
    }
    const listing = await folderFiles(folder.path, this.context.folder);
    if (typeof listing === "string") {
      return { folder, trouble: listing, files: [], isCut: false };
    }
    const { isCut } = listing;
    return { folder, trouble: null, files: await this.digests.digestAll(listing.files), isCut };
  }

  private async lookInto(
    { files: read, ...look }: ReadFolder,
    elsewhere: ReadonlySet<string>,
  ): Promise<FolderLook> {
    if (look.trouble !== null) {
      return { ...look, files: [] };
    }
    const { known, layouts } = await this.imported();
    const files: LookedFile[] = [];
    for (const one of classifyFiles(read, known, elsewhere)) {
      const isOpen = one.class === "new" || one.class === "changed";
      const recognised = isOpen ? await this.recognise(one.file, layouts) : null;
      files.push({ ...one, recognised });
    }
    return { ...look, files };
  }

  /** The files of the workspace, and which layouts it knows: a new one may read more. */
  private imported(): Promise<{ known: KnownFile[]; layouts: string }> {
    return this.context.database.read(async (reader) => {
      const rows = await readSourceRows(reader, null);
      const saved = await reader.rows(
        z.object({ fingerprint: z.string() }),
        statement(savedLayouts),
      );
      return {
        layouts: createHash("sha256").update(JSON.stringify(saved)).digest("hex"),
        known: rows.map((row) => ({
          sourceFileId: row.source_file_id,
          file: row.file_name,
          sha256: row.sha256,
          isActive: row.is_active,
          supersededBy: row.superseded_by,
        })),
      };
    });
  }

  private async recognise(file: ReadFile, layouts: string): Promise<Recognised> {
    if (file.bytes > RECOGNISED_BYTES_MAX) {
      return UNLOOKED;
    }
    const key = `${file.sha256} ${layouts}`;
    const before = this.recognised.get(key);
    if (before !== undefined) {
      return before;
    }
    const found = await this.inspect(file);
    if (this.recognised.size >= REMEMBERED_MAX) {
      this.recognised.clear();
    }
    if (!found.isPassing) {
      this.recognised.set(key, found);
    }
    return found;
  }

  /** One file that cannot be read never keeps the others from being listed. */
  private async inspect({ path, name }: ReadFile): Promise<Recognised & { isPassing: boolean }> {
    try {
      const inspection = await inspectGrant(this.context, { path, name }, {});
      return { ...recognisedAs(inspection), isPassing: false };
    } catch (error) {
      if (!(error instanceof TieoutError)) {
        this.context.log.error("look", error);
        return { ...UNLOOKED, told: UNREADABLE, isReadable: false, isPassing: false };
      }
      const { code, message, remedy } = error.shape;
      const isPassing = PASSING.includes(code);
      return { ...UNLOOKED, told: `${message} ${remedy}`, isReadable: false, isPassing };
    }
  }
}

function digestsOf(files: readonly ReadFile[]): ReadonlySet<string> {
  return new Set(files.flatMap(({ sha256 }) => (sha256 === undefined ? [] : [sha256])));
}

function recognisedAs(inspection: Inspection): Recognised {
  const { format, dataset, confidence, ambiguous, reasons } = inspection;
  const isClear = format !== null && confidence !== "guess" && ambiguous.length === 0;
  return {
    format,
    dataset,
    isClear,
    told: format === null ? `${firstSentence(reasons[0] ?? "")} ${ASKED}` : null,
    isReadable: true,
  };
}

/** The list of everything that can be read follows it, which is too much for every file. */
function firstSentence(text: string): string {
  return /^.*?[.](?= [A-Z]|$)/s.exec(text)?.[0] ?? text;
}
