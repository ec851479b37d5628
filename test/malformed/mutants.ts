import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { parse } from "yaml";
import { Mapping } from "../../shared/domain/mapping.ts";
import { MUTATIONS, SeededChance } from "./mutate.ts";
import { curated } from "./recipes/curated.ts";
import type { CorpusFile } from "./run-corpus.ts";

const FORMATS = join(import.meta.dirname, "../formats");

interface Sound {
  readonly name: string;
  readonly file: string;
  readonly bytes: Buffer;
  readonly mapping?: Mapping;
}

/** Every format's own fixture. */
function fixtures(): Sound[] {
  const folders = readdirSync(FORMATS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(FORMATS, name)).map((one) => join(FORMATS, name, one)));
  return folders.sort().flatMap((folder) => {
    const input = readdirSync(folder).find((file) => file.startsWith("input."));
    if (input === undefined) {
      return [];
    }
    const path = join(folder, "mapping.yaml");
    const mapping = existsSync(path) ? Mapping.parse(parse(readFileSync(path, "utf8"))) : undefined;
    const bytes = readFileSync(join(folder, input));
    const name = `${basename(join(folder, ".."))}/${basename(folder)}`;
    return [{ name, file: input, bytes, ...(mapping === undefined ? {} : { mapping }) }];
  });
}

/** Sound files of the corpus in other containers than plain text. */
function containers(): Sound[] {
  return curated
    .filter(({ name, expected }) => "loads" in expected && /^(?:json|workbook|page): /.test(name))
    .map(({ name, file, bytes }) => ({ name, file, bytes: Buffer.from(bytes()) }));
}

/** Files made from sound ones by one to three mutations each; the same seed gives the same files. */
export function mutants(count: number, seed: number): CorpusFile[] {
  const chance = new SeededChance(seed);
  const sound = [...fixtures(), ...fixtures(), ...containers()];
  return Array.from({ length: count }, (_, index) => {
    const one = sound[index % sound.length];
    if (one === undefined) {
      throw new Error("there is no sound file to mutate");
    }
    let { bytes } = one;
    const done: string[] = [];
    for (let time = 0; time <= chance.next(3); time += 1) {
      const [name, mutate] = chance.pick(MUTATIONS);
      bytes = mutate(bytes, chance);
      done.push(name);
    }
    const isPacked = chance.next(12) === 0;
    const changed = bytes;
    return {
      name: `mutant ${index}: ${one.name}, ${done.join(", ")}${isPacked ? ", in gzip" : ""}`,
      file: one.file,
      bytes: () => (isPacked ? gzipSync(changed) : changed),
      ...(one.mapping === undefined ? {} : { mapping: one.mapping }),
      allowRejects: chance.next(2) === 0,
      expected: null,
    };
  });
}
