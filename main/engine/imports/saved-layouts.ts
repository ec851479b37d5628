import { z } from "zod";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import type { SavedLayout } from "../../../shared/contract/workspace.ts";
import { Dataset, Mapping } from "../../../shared/domain/mapping.ts";
import type { ChangeContext, EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import deleteLayout from "./delete-layout.sql?raw";
import savedLayouts from "./saved-layouts.sql?raw";
import setMapping from "./set-layout-mapping.sql?raw";

const LayoutRow = z.object({
  fingerprint: z.string(),
  dataset: Dataset,
  mapping: z.string(),
  header: z.string().nullable(),
  recorded_at: z.string().nullable(),
});
type LayoutRow = z.infer<typeof LayoutRow>;

type LayoutCalls = "layouts" | "renameLayout" | "deleteLayout";

/** The layouts a workspace knows by their header. */
export const layoutHandlers: Pick<Handlers<Contract, EngineContext>["workspace"], LayoutCalls> = {
  layouts: ({ database }) =>
    database.read(async (reader) => ({ layouts: (await readLayouts(reader)).map(layoutOf) })),

  renameLayout: (context, { fingerprint, name }) =>
    changeLayout(context, fingerprint, async ({ writer, audit }, row) => {
      const mapping = JSON.stringify({ ...mappingIn(row), name });
      await writer.run(statement(setMapping, { fingerprint, mapping }));
      await audit({ action: "layout-renamed", subject: fingerprint, detail: { name } });
    }).then((renamed) => ({ renamed })),

  deleteLayout: (context, { fingerprint }) =>
    changeLayout(context, fingerprint, async ({ writer, audit }, row) => {
      await writer.run(statement(deleteLayout, { fingerprint }));
      const detail = { name: layoutOf(row).name };
      await audit({ action: "layout-deleted", subject: fingerprint, detail });
    }).then((deleted) => ({ deleted })),
};

/** Whether there was such a layout to change. */
async function changeLayout(
  context: EngineContext,
  fingerprint: string,
  work: (change: ChangeContext, row: LayoutRow) => Promise<void>,
): Promise<boolean> {
  const find = async (reader: Reader): Promise<LayoutRow | undefined> =>
    (await readLayouts(reader)).find((one) => one.fingerprint === fingerprint);
  if ((await context.database.read(find)) === undefined) {
    return false;
  }
  return context.change("layout", async (change) => {
    const row = await find(change.writer);
    if (row !== undefined) {
      await work(change, row);
    }
    return row !== undefined;
  });
}

function readLayouts(reader: Reader): Promise<LayoutRow[]> {
  return reader.rows(LayoutRow, statement(savedLayouts));
}

function mappingIn({ mapping }: LayoutRow): Mapping {
  return Mapping.parse(JSON.parse(mapping));
}

function layoutOf(row: LayoutRow): SavedLayout {
  const mapping = mappingIn(row);
  const columns = Object.entries(mapping.columns).map(([target, source]) => ({
    target,
    source: sourceText(source),
  }));
  const header =
    row.header === null
      ? columns.map(({ source }) => source)
      : z.array(z.string()).parse(JSON.parse(row.header));
  return {
    fingerprint: row.fingerprint,
    name:
      mapping.name ??
      header
        .filter((name) => name !== "")
        .slice(0, 3)
        .join(", "),
    dataset: row.dataset,
    header: header.filter((name) => name !== ""),
    columns,
    lastUsedAt: row.recorded_at,
  };
}

function sourceText(source: Mapping["columns"][string]): string {
  if (typeof source === "string") {
    return source;
  }
  if ("position" in source) {
    return `column ${source.position}`;
  }
  if ("debit" in source) {
    return `${source.debit} − ${source.credit}`;
  }
  return "indicator" in source ? `${source.value} by ${source.indicator}` : source.column;
}
