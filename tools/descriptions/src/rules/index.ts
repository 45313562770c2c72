import type { Plugin } from "@redocly/openapi-core";
import { described } from "./described.ts";
import { extended } from "./extended.ts";
import { exemplified } from "./exemplified.ts";
import { named } from "./named.ts";
import { nullable } from "./nullable.ts";
import { paginated } from "./paginated.ts";

const oas3 = { described, exemplified, extended, named, nullable, paginated };

/** Our own rules, beside Redocly's recommended ones. */
export const rules: Plugin = { id: "intercom", rules: { oas3 } };

export const severities = Object.fromEntries(
  Object.keys(oas3).map((name) => [`intercom/${name}`, "error" as const]),
);
