import { text, type Json } from "../json.ts";
import { unfit, unprocessable, type Call } from "../operations/call.ts";
import {
  add,
  creates,
  fillFrom,
  lists,
  named,
  reads,
  show,
  updates,
  type Kind,
  type Resource,
} from "../operations/kind.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";

const SOURCES: Kind = {
  name: "content_import_sources",
  singular: "content_import_source",
  parameter: "source_id",
};

const PAGES: Kind = { name: "external_pages", singular: "external_page", parameter: "page_id" };

export const contentImportSourceResource: Resource = {
  operations: {
    listContentImportSources: lists(SOURCES),
    createContentImportSource: creates(SOURCES, createSource),
    getContentImportSource: reads(SOURCES),
    updateContentImportSource: updates(SOURCES, changedSource),
    deleteContentImportSource: (call) => {
      const { id } = named(call, SOURCES);
      const pages = call.workspace.of(PAGES);
      for (const page of pages.all()) if (sourceIdOf(page.body) === id) pages.delete(page.id);
      call.workspace.of(SOURCES).delete(id);
    },
  },
  fill: (workspace) =>
    fillFrom(workspace, SOURCES, { getContentImportSource: "", listContentImportSources: "data" }),
};

export const externalPageResource: Resource = {
  operations: {
    listExternalPages: lists(PAGES),
    createExternalPage: (call) => {
      const { workspace, body } = call;
      const source = apiSource(workspace, body);
      const known = pageOf(workspace, body);
      if (known) {
        const next = withFin({ ...known.body, ...body, ...takeIn(workspace, source) });
        workspace.of(PAGES).change(known, next);
      }
      return show(call, PAGES, known ?? createPage(workspace, source, body));
    },
    getExternalPage: reads(PAGES),
    updateExternalPage: updates(PAGES, changedPage),
    deleteExternalPage: (call) => {
      const { workspace } = call;
      const page = named(call, PAGES);
      workspace.of(PAGES).delete(page.id);
      return { ...page.body, html: "", updated_at: workspace.seconds };
    },
  },
  fill: (workspace) => fillFrom(workspace, PAGES, { getExternalPage: "", listExternalPages: "data" }),
};

function createSource(workspace: Workspace, sent: Json): Item {
  const blank = { type: "content_import_source", status: "active", last_synced_at: workspace.seconds };
  return add(workspace, SOURCES, { ...blank, ...sent });
}

function changedSource({ body }: Item, { body: sent }: Call): Json {
  const isApi = body["sync_behavior"] === "api";
  if (isApi !== (sent["sync_behavior"] === "api")) {
    throw unprocessable("The sync behaviour of a source cannot change to or from `api`");
  }
  if (!isApi && sent["url"] !== body["url"]) {
    throw unprocessable("Only a source of the sync behaviour `api` can get another URL");
  }
  // sent in one spelling and answered in another
  const behavior = sent["sync_behavior"] === "automated" ? "automatic" : sent["sync_behavior"];
  return { ...body, ...sent, sync_behavior: behavior };
}

function createPage(workspace: Workspace, source: Item, sent: Json): Item {
  const blank = {
    type: "external_page",
    ai_agent_availability: false,
    ai_copilot_availability: false,
    ai_sales_agent_availability: false,
  };
  return add(workspace, PAGES, withFin({ ...blank, ...sent, ...takeIn(workspace, source) }));
}

function changedPage(page: Item, { workspace, body: sent }: Call): Json {
  const { body } = page;
  apiSource(workspace, body);
  const source = apiSource(workspace, sent);
  const { fin_availability: fin, ...rest } = sent;
  const next = { ...body, ...rest };
  const other = pageOf(workspace, next);
  if (other && other !== page) {
    throw unprocessable("Another page of the source has this `external_id`");
  }
  return withFin({
    ...next,
    ...(fin !== undefined && { ai_agent_availability: fin, ai_copilot_availability: fin }),
    ...(next["html"] !== body["html"] && takeIn(workspace, source)),
  });
}

/** What goes for Fin is what goes for its agent; the property is only there for older clients. */
function withFin(body: Json): Json {
  return { ...body, fin_availability: body["ai_agent_availability"] };
}

/** Notes that a source's content was taken in just now. @returns what a page says of it */
function takeIn(workspace: Workspace, source: Item): Json {
  const now = workspace.seconds;
  workspace.of(SOURCES).change(source, { ...source.body, last_synced_at: now });
  return { updated_at: now, last_ingested_at: now };
}

/** The source that a body names, which has to be one that pages are sent to. */
function apiSource(workspace: Workspace, body: Json): Item {
  const source = workspace.of(SOURCES).get(sourceIdOf(body));
  if (!source) throw unfit("source_id", "There is no content import source with this id");
  if (source.body["sync_behavior"] !== "api") {
    throw unfit("source_id", "Only a source of the sync behaviour `api` takes pages");
  }
  return source;
}

/** The page with a body's `external_id` in its source. */
function pageOf(workspace: Workspace, { source_id, external_id }: Json): Item | undefined {
  return workspace
    .of(PAGES)
    .all()
    .find(
      ({ body }) => body["external_id"] === external_id && sourceIdOf(body) === sourceIdOf({ source_id }),
    );
}

function sourceIdOf({ source_id }: Json): string {
  return text(source_id) ?? "";
}
