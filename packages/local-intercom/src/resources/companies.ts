import { applyShownTag } from "../store/create-tag.ts";
import { listed, placeOf, type Resource } from "../operations/kind.ts";
import { Refusal, StateRefusal } from "../http.ts";
import { objectsAt, objectAt, text, type Json } from "../json.ts";
import { learnAttributes, takeAttributes } from "../store/attributes.ts";
import { changedCompany, createCompany } from "../store/create-company.ts";
import type { Item } from "../store/item.ts";
import { segmentsOfCompany } from "../store/segments.ts";
import type { Workspace } from "../store/workspace.ts";
import { at, found, missing, type Call } from "../operations/call.ts";
import { companyView, contactView } from "./contact-view.ts";
import { cursorPage, numberedPage, perPage, type Page } from "../operations/paging.ts";

/** How far `POST /companies/list` goes. */
const LISTABLE = 10_000;

export const companyResource: Resource = {
  operations: {
    createOrUpdateCompany: (call) => {
      const { workspace, body } = call;
      takeAttributes(workspace, "company", body);
      const company = byCompanyId(workspace, text(body["company_id"]));
      return companyView(workspace, company ? update(call, company) : createCompany(workspace, body));
    },

    RetrieveACompanyById: (call) => companyView(call.workspace, companyAt(call)),
    UpdateCompany: (call) => {
      const company = companyAt(call);
      takeAttributes(call.workspace, "company", call.body);
      return companyView(call.workspace, update(call, company));
    },

    deleteCompany: (call) => {
      const { companies, memberships, tagged } = call.workspace;
      const { id } = companyAt(call);
      memberships.forget(id);
      tagged.forget(id);
      companies.delete(id);
      return { id, object: "company", deleted: true };
    },

    retrieveCompany: (call) => {
      const { workspace, query } = call;
      const [name, companyId] = [query.get("name"), query.get("company_id")];
      if (name !== null || companyId !== null) {
        const all = workspace.companies.all();
        const company =
          companyId === null
            ? all.find(({ body }) => body["name"] === name)
            : byCompanyId(workspace, companyId);
        if (!company) throw missing(call, "company", "No company matches the query");
        return companyView(workspace, company);
      }
      return listCompanies(call, numberedPage(call, filtered(workspace, query)));
    },

    listAllCompanies: (call) => {
      const { companies } = call.workspace;
      const all = call.query.get("order") === "asc" ? companies.all() : companies.newestFirst();
      const page = numberedPage(call, all);
      if (Number(page.pages["page"]) * perPage(call) > LISTABLE && page.items.length > 0) {
        throw new Refusal(400, "bad_request", `No page goes beyond ${LISTABLE} companies: scroll for more`);
      }
      return listCompanies(call, page);
    },

    scrollOverAllCompanies: ({ workspace, query, ...call }) => {
      const { scroll, companies, settings } = workspace;
      const given = query.get("scroll_param");
      if (given === null && scroll.isOpen && !settings.isLenient) {
        throw new StateRefusal(400, "scroll_exists", "scroll already exists for this workspace");
      }
      const token = given ?? scroll.begin(companies.all().map(({ id }) => id));
      const ids = scroll.next(token) ?? (settings.isLenient ? [] : undefined);
      if (!ids) throw missing({ workspace, query, ...call }, "scroll", "This scroll has ended or expired");
      const data = ids.flatMap((id) => companies.get(id) ?? []).map((item) => companyView(workspace, item));
      const isLast = ids.length === 0;
      return {
        type: "list",
        data,
        pages: null,
        total_count: isLast ? null : companies.all().length,
        ...((!isLast || settings.repeatScrollToken) && { scroll_param: token }),
      };
    },

    ListAttachedContacts: (call) => {
      const { workspace } = call;
      const { id } = companyAt(call);
      const all = workspace.remember(`contacts of ${id}`, () => {
        const members = workspace.memberships.to(id);
        return workspace.contacts.active().filter((contact) => members.has(contact.id));
      });
      return listed(call, cursorPage(call, { all, newestFirst: false }), (item) =>
        contactView(workspace, item),
      );
    },

    ListAttachedSegmentsForCompanies: (call) => ({
      type: "list",
      data: segmentsOfCompany(call.workspace, companyAt(call).id).map(({ body }) => body),
    }),
  },
  fill: (workspace) => {
    for (const body of workspace.shown({ RetrieveACompanyById: "data", listAllCompanies: "data" })) {
      learnAttributes(workspace, "company", body["custom_attributes"], 0);
      const company = workspace.companies.add({ ...placeOf(body), body });
      for (const tag of objectsAt(objectAt(body, "tags"), "tags")) applyShownTag(workspace, company.id, tag);
    }
  },
};

function companyAt(call: Call): Item {
  return found(call, "company", call.workspace.companies.get(at(call, "company_id")));
}

function byCompanyId({ companies }: Workspace, companyId: string | undefined): Item | undefined {
  return companyId === undefined
    ? undefined
    : companies.all().find(({ body }) => body["company_id"] === companyId);
}

function update({ workspace, body }: Call, company: Item): Item {
  // your own identifier is given once
  const { company_id: _, ...rest } = body;
  const changed = { ...changedCompany(company.body, rest), updated_at: workspace.seconds };
  return workspace.companies.change(company, changed);
}

function filtered(workspace: Workspace, query: URLSearchParams): readonly Item[] {
  const { companies, tagged } = workspace;
  const [tag, segment] = [query.get("tag_id"), query.get("segment_id")];
  const all = companies.newestFirst();
  if (tag !== null) return all.filter(({ id }) => tagged.has(id, tag));
  if (segment === null) return all;
  return all.filter((company) => segmentsOfCompany(workspace, company.id).some(({ id }) => id === segment));
}

function listCompanies(call: Call, page: Page<Item>): Json {
  return listed(call, page, (item) => companyView(call.workspace, item));
}
