import type { Recipe } from "../recipe.ts";
import { amounts } from "./amounts.ts";
import { archives } from "./archives.ts";
import { dates } from "./dates.ts";
import { dialects } from "./dialects.ts";
import { encodings } from "./encodings.ts";
import { json } from "./json.ts";
import { limitRecipes } from "./limits.ts";
import { markup } from "./markup.ts";
import { workbooks } from "./workbooks.ts";

/** Every file of the corpus, with what must become of it. */
export const curated: readonly Recipe[] = [
  ...dialects,
  ...encodings,
  ...amounts,
  ...dates,
  ...archives,
  ...json,
  ...workbooks,
  ...markup,
  ...limitRecipes,
];
