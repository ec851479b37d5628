import { sideBySide } from "./side-by-side.ts";

/** What an Anthropic organisation used, in tokens; its costs are an export of their own. */
export const anthropicUsage = sideBySide({
  name: "anthropic-usage",
  title: "Anthropic console usage export",
  reference: "Anthropic console: Usage, Export",
  says:
    "Tokens of a workspace in a month are quantities of drivers, in all and by model: " +
    "input, written to and read from the cache, and output, none of which holds another. They " +
    "are weights and add no cost. The month is that of usage_date_utc.",
  signature: [
    "usage_date_utc|starting_at",
    "usage_input_tokens_no_cache|uncached_input_tokens",
    "usage_output_tokens|output_tokens",
  ],
  targets: ["workspace", "workspace_id", "api_key|api_key_id", "model_version|model"],
  periods: ["usage_date_utc|starting_at"],
  drivers: [
    {
      driver: "anthropic input tokens",
      names: "usage_input_tokens_no_cache|uncached_input_tokens",
      unit: "tokens",
    },
    {
      driver: "anthropic cache write tokens",
      names: "usage_input_tokens_cache_write",
      unit: "tokens",
    },
    {
      driver: "anthropic cache write tokens (5 minutes)",
      names: "usage_input_tokens_cache_write_5m|cache_creation.ephemeral_5m_input_tokens",
      unit: "tokens",
    },
    {
      driver: "anthropic cache write tokens (1 hour)",
      names: "usage_input_tokens_cache_write_1h|cache_creation.ephemeral_1h_input_tokens",
      unit: "tokens",
    },
    {
      driver: "anthropic cache read tokens",
      names: "usage_input_tokens_cache_read|cache_read_input_tokens",
      unit: "tokens",
    },
    {
      driver: "anthropic output tokens",
      names: "usage_output_tokens|output_tokens",
      unit: "tokens",
    },
    {
      driver: "anthropic web searches",
      names: "web_search_count|server_tool_use.web_search_requests",
      unit: "searches",
    },
  ],
  by: "model_version|model",
});
