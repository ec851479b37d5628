import type { Finding } from "../../../shared/domain/finding.ts";
import { fail } from "../../../shared/errors.ts";
import type { StagedFile } from "./loaded-file.ts";

const SHOWN = 8;

/** What of an archive was read as one table, and what was not read at all. */
export function archiveFindings({ sourceFileId, name, archive }: StagedFile): Finding[] {
  if (archive === undefined || archive.isOpen) {
    return [];
  }
  const { files, chosen, left } = archive;
  const build = (code: string, count: number) => ({
    code,
    severity: "note" as const,
    sourceFileId,
    file: name,
    row: null,
    column: null,
    count,
    amountAtStake: null,
    currency: null,
  });
  const joined: Finding[] =
    files === 1
      ? []
      : [
          {
            ...build("archive-parts-joined", files),
            found: `${files} files of the archive with one header: ${chosen}`,
            expected: "one table in one file",
            remedy: "Nothing to do: they are read as one, and their lines counted through.",
          },
        ];
  const others: Finding[] =
    left.length === 0
      ? []
      : [
          {
            ...build("archive-files-left", left.length),
            found: `files of the archive that were not read: ${listed(left)}`,
            expected: "an archive of one table",
            remedy: `Read is ${chosen}; import the archive again for another table.`,
          },
        ];
  return [...joined, ...others];
}

/** What is asked of an archive with several tables. */
export function archiveQuestion({ archive }: StagedFile): string | null {
  if (!archive?.isOpen) {
    return null;
  }
  const names = archive.groups.map(({ name }) => name);
  return (
    `Which file of the archive is read: ${listed(names)}? State it as sheet in a mapping, with ` +
    "* for any text."
  );
}

/** Errors: `mapping-needed` where an archive holds several tables and none was named */
export function assertMemberChosen(staged: StagedFile): void {
  const question = archiveQuestion(staged);
  if (question !== null) {
    fail(
      "mapping-needed",
      `"${staged.name}", sheet: ${question}`,
      "Import the file with a mapping that answers this.",
      { column: "sheet" },
    );
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `"${name}"`);
  return `${shown.join(", ")}${names.length > SHOWN ? `, and ${names.length - SHOWN} more` : ""}`;
}
