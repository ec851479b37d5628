/** Who may import whom; ARCHITECTURE.md draws it. */
const features = "imports|allocation|reconciliation|variance|pivot|checks|workbook";
const npm = (names) => `(^|/)node_modules/(${names})(/|$)|^(${names})$`;

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle cannot be understood, tested or moved one file at a time.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "shared-is-pure",
      comment: "Both sides and every host read the shared vocabulary, so it knows none of them.",
      severity: "error",
      from: { path: "^shared/" },
      to: { pathNot: `^shared/|${npm("zod")}` },
    },
    {
      name: "renderer-asks-through-the-contract",
      comment: "The renderer may be served by any host, so it never reaches into main.",
      severity: "error",
      from: { path: "^renderer/" },
      to: { path: "^main/" },
    },
    {
      name: "engine-knows-no-host",
      comment: "The engine behaves the same behind every host because it knows none of them.",
      severity: "error",
      from: { path: "^main/engine/" },
      to: { path: "^main/hosts/|^renderer/" },
    },
    {
      name: "features-meet-in-relations",
      comment: "Features meet in named tables, so that each can be read, run and removed alone.",
      severity: "error",
      from: { path: `^main/engine/(${features})/` },
      to: { path: `^main/engine/(${features})/`, pathNot: "^main/engine/$1/" },
    },
    {
      name: "pages-stand-alone",
      comment: "A page that reads another page could not be opened, tested or removed alone.",
      severity: "error",
      from: { path: "^renderer/pages/([^/.]+)", pathNot: "^renderer/pages/(index|define)\\." },
      to: { path: "^renderer/pages/", pathNot: "^renderer/pages/($1[/.]|define\\.)" },
    },
    {
      name: "database-room",
      comment: "One folder opens the database, so one folder holds its lock, settings and undo.",
      severity: "error",
      from: { pathNot: "^main/engine/database/" },
      to: { path: npm("@duckdb/node-(api|bindings[^/]*)") },
    },
    {
      name: "file-format-rooms",
      comment:
        "The writer of workbooks and the readers of zip and XML each have one caller to audit.",
      severity: "error",
      from: { pathNot: "^main/engine/(workbook|imports/readers)/" },
      to: { path: npm("exceljs|yauzl|saxes") },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.test.json" },
    tsPreCompilationDeps: true,
    moduleSystems: ["es6"],
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node"] },
  },
};
