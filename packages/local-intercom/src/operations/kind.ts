import type { Json } from "../json.ts";
import type { Collection } from "../store/collection.ts";
import type { Item, Mark } from "../store/item.ts";
import type { ResourceName } from "../options.ts";
import type { Workspace } from "../store/workspace.ts";
import { at, found, type Call, type Handler } from "./call.ts";
import { cursorPage, numberedPage, paginationOf, sorted, type Order, type Page } from "./paging.ts";

/** One kind of things that a workspace holds, and how operations speak of one. */
export interface Kind<T extends Item = Item> {
  /** The collection's: in the store, in `ids()`. */
  readonly name: ResourceName;
  /** In refusals: with `news_item` the code is `news_item_not_found` where the operation's description has that. */
  readonly singular: string;
  /** The path parameter that names one. */
  readonly parameter: string;
  /** What answers show of one, in every form that a version has for it (see `either`). @default its body */
  readonly show?: (item: T, call: Call) => Json;
  /** What the last page of numbered lists has for `next`: null. @default it is left out */
  readonly isNextNull?: boolean;
  /** How lists with a cursor go. @default newest first */
  readonly isOldestFirst?: boolean;
  /** The order of lists with a cursor, and of searches that ask for none. @default by creation */
  readonly order?: Order;
}

/** What the server knows of one resource: what its operations do, and what there is of it from the start. */
export interface Resource {
  /** By operationId. What a version does not have is never asked for. */
  readonly operations: Record<string, Handler>;
  /** Puts in what the descriptions' examples show. */
  readonly fill?: (workspace: Workspace) => void;
  /** Whether an empty workspace is filled, too: with what no operation makes. @default false */
  readonly isGiven?: boolean;
}

/** Adds one, with an id and its times. */
export function add(
  workspace: Workspace,
  kind: Kind,
  body: Json,
  { id = workspace.ids.number(), createdAt = workspace.seconds } = {},
): Item {
  return workspace.of(kind).add({
    id,
    createdAt,
    // last: a request may send them, though no description has them there
    body: { ...body, id, created_at: createdAt, updated_at: createdAt },
  });
}

/** Puts in what examples show. @param shownBy operation → the key of its list, see `Workspace.shown` */
export function fillFrom(workspace: Workspace, kind: Kind, shownBy: Record<string, string>): void {
  for (const body of workspace.shown(shownBy)) {
    workspace.of(kind).add({ ...placeOf(body), body });
  }
}

/** Where something belongs that an example shows. */
export function placeOf(body: Json): Mark {
  return { id: String(body["id"]), createdAt: Number(body["created_at"] ?? 0) };
}

/** The one that the path names, or 404. */
export function named<T extends Item>(call: Call, kind: Kind<T>): T {
  return found(call, kind.singular, call.workspace.of(kind).get(at(call, kind.parameter)));
}

export function show<T extends Item>(call: Call, { show: view }: Kind<T>, item: T): Json {
  return view ? view(item, call) : item.body;
}

/** @param create adds one, from what was sent */
export function creates<T extends Item>(
  kind: Kind<T>,
  create: (workspace: Workspace, sent: Json) => T,
): Handler {
  return (call) => show(call, kind, create(call.workspace, call.body));
}

export function reads<T extends Item>(kind: Kind<T>): Handler {
  return (call) => show(call, kind, named(call, kind));
}

/** @param change gives the new body */
export function updates<T extends Item>(kind: Kind<T>, change: (item: T, call: Call) => Json): Handler {
  return (call) => {
    const item = named(call, kind);
    const { workspace } = call;
    const { id, created_at } = item.body;
    const own = { id, created_at, updated_at: workspace.seconds };
    workspace.of(kind).change(item, { ...change(item, call), ...own });
    return show(call, kind, item);
  };
}

/**
 * @param object what the answer calls it
 * @param tidy does beforehand what has to become of what belonged to it
 */
export function deletes<T extends Item>(
  kind: Kind<T>,
  object: string,
  tidy?: (workspace: Workspace, id: string) => void,
): Handler {
  return (call) => {
    const { workspace } = call;
    const { id } = named(call, kind);
    tidy?.(workspace, id);
    workspace.of(kind).delete(id);
    return { id, object, deleted: true };
  };
}

/**
 * Lists in the way that the operation's `x-pagination` says: by page, by cursor, or all at once.
 *
 * @param choose what is listed, in its order. @default all, newest first; oldest first where there are no pages
 */
export function lists<T extends Item>(
  kind: Kind<T>,
  choose: (call: Call, all: Collection<T>) => readonly T[] = (call, all) =>
    styleOf(call) === "none" ? all.all() : all.newestFirst(),
): Handler {
  return (call) => {
    const all = choose(call, call.workspace.of(kind));
    return listed(call, pageOf(call, kind, all), (item) => show(call, kind, item));
  };
}

/** A page as the operation answers it: its items under the key that `x-pagination` names. */
export function listed<T>(call: Call, { items, total, pages }: Page<T>, view: (item: T) => Json): Json {
  const { items: key = "data" } = paginationOf(call);
  return { type: "list", [String(key)]: items.map(view), total_count: total, pages };
}

function pageOf<T extends Item>(call: Call, kind: Kind<T>, all: readonly T[]): Page<T> {
  const { name, isOldestFirst, order } = kind;
  const style = styleOf(call);
  if (style === "page") return numberedPage(call, all, kind);
  if (style === "cursor-query") {
    const placed = order ? call.workspace.remember(name, () => sorted(all, order)) : all;
    return cursorPage(call, { all: placed, newestFirst: !isOldestFirst, order });
  }
  return { items: all, total: all.length, pages: {} };
}

function styleOf(call: Call): unknown {
  return paginationOf(call)["style"] ?? "none";
}
