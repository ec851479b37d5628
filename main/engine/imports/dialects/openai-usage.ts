import { sideBySide } from "./side-by-side.ts";

/** What an OpenAI organisation used, in tokens and requests; its costs are another export. */
export const openaiUsage = sideBySide({
  name: "openai-usage",
  title: "OpenAI usage export",
  reference: "OpenAI platform: Usage, Export; API reference: organization usage",
  says:
    "Requests and tokens of a project in a month are quantities of drivers, in all and for each " +
    "model; tokens from the cache are among those of the input. They are weights and add no " +
    "cost; days without usage are left out. The month is that of the start of the day in UTC.",
  signature: [
    "start_time_iso|start_time|timestamp|aggregation_timestamp",
    "num_model_requests|n_requests",
    "input_tokens|n_context_tokens_total",
  ],
  foreign: "amount_value|cost_in_major|cost_usd|cost",
  targets: [
    "project_name|project",
    "project_id",
    "api_key_name",
    "api_key_id",
    "user_email|user",
    "organization_name",
    "organization_id",
    "model",
  ],
  periods: ["start_time_iso|timestamp_iso", "start_time|timestamp|aggregation_timestamp"],
  drivers: [
    { driver: "openai requests", names: "num_model_requests|n_requests", unit: "requests" },
    { driver: "openai input tokens", names: "input_tokens|n_context_tokens_total", unit: "tokens" },
    {
      driver: "openai cached input tokens",
      names: "input_cached_tokens|n_cached_context_tokens_total",
      unit: "tokens",
    },
    {
      driver: "openai output tokens",
      names: "output_tokens|n_generated_tokens_total",
      unit: "tokens",
    },
  ],
  by: "model|snapshot_id",
});
