import { Refusal, StateRefusal } from "../http.ts";
import { text, type Json } from "../json.ts";
import { companyAt, companyCalled, contactAt, found, missing, type Call } from "../operations/call.ts";
import {
  add,
  deletes,
  listed,
  lists,
  placeOf,
  reads,
  updates,
  type Kind,
  type Resource,
} from "../operations/kind.ts";
import { numberedPage, perPage } from "../operations/paging.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { learnAttributes, takeAttributes, withAttributes } from "./data-attributes.ts";
import { segmentsOfCompany } from "./segments.ts";
import { applyShownTags, tagList } from "./tags.ts";

/** How far `POST /companies/list` goes. */
const LISTABLE = 10_000;

/** How many companies a contact can be in, as the descriptions say. */
const MOST_COMPANIES = 1000;

const COMPANIES: Kind = {
  name: "companies",
  singular: "company",
  parameter: "company_id",
  isNextNull: true,
  show: (company, { workspace }) => companyView(workspace, company),
};

const listCompanies = lists(COMPANIES, filtered);

export const companyResource: Resource = {
  operations: {
    createOrUpdateCompany: (call) => {
      const { workspace, body } = call;
      takeAttributes(workspace, "company", body);
      const company = companyCalled(workspace, body["company_id"]);
      if (!company) return companyView(workspace, createCompany(workspace, body));
      const changed = { ...changedCompany(company.body, body), updated_at: workspace.seconds };
      return companyView(workspace, workspace.companies.change(company, changed));
    },

    RetrieveACompanyById: reads(COMPANIES),

    UpdateCompany: updates(COMPANIES, (company, { workspace, body }) => {
      takeAttributes(workspace, "company", body);
      return changedCompany(company.body, body);
    }),

    deleteCompany: deletes(COMPANIES, "company", ({ memberships, tagged }, id) => {
      memberships.forget(id);
      tagged.forget(id);
    }),

    retrieveCompany: (call) => {
      const { workspace, query } = call;
      const [name, companyId] = [query.get("name"), query.get("company_id")];
      if (name === null && companyId === null) return listCompanies(call);
      const company =
        companyId === null
          ? workspace.companies.all().find(({ body }) => body["name"] === name)
          : companyCalled(workspace, companyId);
      if (!company) throw missing(call, "company", "No company matches the query");
      return companyView(workspace, company);
    },

    listAllCompanies: (call) => {
      const { workspace, query } = call;
      const { companies } = workspace;
      const page = numberedPage(
        call,
        query.get("order") === "asc" ? companies.all() : companies.newestFirst(),
        COMPANIES,
      );
      if (Number(page.pages["page"]) * perPage(call) > LISTABLE && page.items.length > 0) {
        throw new Refusal(400, "bad_request", `No page goes beyond ${LISTABLE} companies: scroll for more`);
      }
      return listed(call, page, (item) => companyView(workspace, item));
    },

    scrollOverAllCompanies: (call) => {
      const { workspace } = call;
      const { scroll, companies, settings } = workspace;
      const given = call.query.get("scroll_param");
      if (given === null && scroll.isOpen && !settings.isLenient) {
        throw new StateRefusal(400, "scroll_exists", "scroll already exists for this workspace");
      }
      const token = given ?? scroll.begin(companies.all().map(({ id }) => id));
      const ids = scroll.next(token) ?? (settings.isLenient ? [] : undefined);
      if (!ids) throw missing(call, "scroll", "This scroll has ended or expired");
      const data = ids.flatMap((id) => companies.get(id) ?? []).map((item) => companyView(workspace, item));
      const isLast = ids.length === 0;
      return {
        type: "list",
        data,
        pages: null,
        total_count: isLast ? null : companies.all().length,
        scroll_param: token,
      };
    },

    listCompaniesForAContact: lists(COMPANIES, (call) => {
      const { memberships, companies } = call.workspace;
      return [...memberships.from(contactAt(call).id).keys()].flatMap((id) => companies.get(id) ?? []);
    }),

    attachContactToACompany: (call) => {
      const { workspace, body } = call;
      const contact = contactAt(call);
      const id = text(body["id"]);
      if (id === undefined) throw new Refusal(400, "parameter_not_found", "Give the id of a company", "id");
      const company = found(call, "company", workspace.companies.get(id));
      const joined = workspace.memberships.from(contact.id);
      if (joined.size >= MOST_COMPANIES && !joined.has(company.id)) {
        throw new StateRefusal(
          400,
          "contact_company_limit_exceeded",
          `The contact cannot join more companies, it is in ${MOST_COMPANIES} already`,
        );
      }
      workspace.memberships.link(contact.id, company.id, null);
      return companyView(workspace, company);
    },

    detachContactFromACompany: (call) => {
      const { workspace } = call;
      const contact = contactAt(call);
      const company = companyAt(call);
      if (!workspace.memberships.has(contact.id, company.id)) {
        throw missing(call, "company", "The contact is not in this company");
      }
      workspace.memberships.unlink(contact.id, company.id);
      return companyView(workspace, company);
    },
  },
  fill: (workspace) => {
    for (const body of workspace.shown({ RetrieveACompanyById: "data", listAllCompanies: "data" })) {
      learnAttributes(workspace, "company", body["custom_attributes"], 0);
      const { id } = workspace.companies.add({ ...placeOf(body), body });
      applyShownTags(workspace, id, body);
    }
  },
};

export function createCompany(workspace: Workspace, sent: Json, createdAt = workspace.seconds): Item {
  const id = workspace.ids.hex();
  const blank = {
    type: "company",
    app_id: workspace.id,
    company_id: text(sent["company_id"]) ?? id,
    plan: {},
    monthly_spend: 0,
    session_count: 0,
    user_count: 0,
    custom_attributes: {},
  };
  return add(workspace, COMPANIES, changedCompany(blank, sent), { id, createdAt });
}

/** A company's body after a request's values were put into it: your own identifier is given once. */
function changedCompany(body: Json, sent: Json): Json {
  const { plan, company_id: _, monthly_spend: spend, ...rest } = sent;
  return {
    ...body,
    ...rest,
    ...(typeof spend === "number" && { monthly_spend: Math.trunc(spend) }),
    ...(text(plan) && { plan: { type: "plan", id: "1", name: plan } }),
    ...withAttributes(body, sent),
  };
}

function companyView(workspace: Workspace, { id, body }: Item): Json {
  return {
    ...body,
    user_count: membersOf(workspace, id),
    tags: tagList(workspace, id),
    segments: {
      type: "segment.list",
      segments: segmentsOfCompany(workspace, id).map((segment) => segment.body),
    },
  };
}

/** How many contacts a company's list of them has. */
function membersOf({ memberships, contacts }: Workspace, companyId: string): number {
  const archived = contacts.archived().filter(({ id }) => memberships.has(id, companyId));
  return memberships.to(companyId).size - archived.length;
}

function filtered({ workspace, query }: Call): readonly Item[] {
  const { companies, tagged } = workspace;
  const [tag, segment] = [query.get("tag_id"), query.get("segment_id")];
  const all = companies.newestFirst();
  if (tag !== null) return all.filter(({ id }) => tagged.has(id, tag));
  if (segment === null) return all;
  return all.filter((company) => segmentsOfCompany(workspace, company.id).some(({ id }) => id === segment));
}
