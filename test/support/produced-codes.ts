import { projectPaths, readProjectFiles } from "./project-files.ts";

/** Where the engine makes a finding or a reject; its code is the kebab-case text that follows. */
const MAKERS = /\b(?:build|refuse|problem|RecordRefused\.of|note)\(|\bcode(?: =|:) /g;
const CODE = /"([a-z]+(?:-[a-z]+)+)"/g;
const AFTER = 110;

/** Files whose findings speak of the data a person brought. */
const SPEAKING = /^main\/engine\/(imports|allocation)\/.*\.ts$/;

/** Every code of a finding or reject that the engine's text names. */
export function producedCodes(): string[] {
  const codes = readProjectFiles(projectPaths().filter((path) => SPEAKING.test(path))).flatMap(
    ({ text }) =>
      [...text.matchAll(MAKERS)].flatMap(({ index }) => {
        const [statement = ""] = text.slice(index, index + AFTER).split(";");
        return [...statement.matchAll(CODE)].map(([, code = ""]) => code);
      }),
  );
  return [...new Set(codes)].sort();
}
