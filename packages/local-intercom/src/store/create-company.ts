import { text, type Json } from "../json.ts";
import { withAttributes } from "./attributes.ts";
import type { Item } from "./item.ts";
import type { Workspace } from "./workspace.ts";

export function createCompany(workspace: Workspace, sent: Json, createdAt = workspace.seconds): Item {
  const id = workspace.ids.hex();
  const body = {
    type: "company",
    id,
    app_id: workspace.id,
    company_id: text(sent["company_id"]) ?? id,
    plan: {},
    created_at: createdAt,
    updated_at: createdAt,
    monthly_spend: 0,
    session_count: 0,
    user_count: 0,
    custom_attributes: {},
  };
  return workspace.companies.add({
    id,
    createdAt,
    body: changedCompany(body, sent),
  });
}

/** A company's body after a request's values were put into it. */
export function changedCompany(body: Json, sent: Json): Json {
  const { plan, ...rest } = sent;
  return {
    ...body,
    ...rest,
    ...(text(plan) && { plan: { type: "plan", id: "1", name: plan } }),
    ...withAttributes(body, sent),
  };
}
