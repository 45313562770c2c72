import type { Plugin } from "@redocly/openapi-core";
import { described } from "./described.ts";
import { exemplified } from "./exemplified.ts";
import { named } from "./named.ts";
import { nullable } from "./nullable.ts";
import { paginated } from "./paginated.ts";

/** Our own rules, beside Redocly's recommended ones. */
export const rules: Plugin = {
  id: "intercom",
  rules: { oas3: { described, exemplified, named, nullable, paginated } },
};

export const severities = {
  "intercom/described": "error",
  "intercom/exemplified": "error",
  "intercom/named": "error",
  "intercom/nullable": "error",
  "intercom/paginated": "error",
} as const;
