import { objectAt, text, type Json } from "../json.ts";
import { found, unfit, type Call } from "../operations/call.ts";
import { add, fillFrom, lists, named, reads, type Kind, type Resource } from "../operations/kind.ts";
import type { Collection } from "../store/collection.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";

const ADMINS: Kind = { name: "admins", singular: "admin", parameter: "admin_id" };
/** With a picture if it is asked for. */
const LISTED: Kind = {
  ...ADMINS,
  show: ({ body: { avatar = null, ...body } }, { query }) =>
    query.get("display_avatar") === "true" ? { ...body, avatar } : body,
};
const TEAMS: Kind = { name: "teams", singular: "team", parameter: "team_id" };
const LOGS: Kind = {
  name: "activity_logs",
  singular: "activity_log",
  parameter: "activity_log_id",
  isNextNull: true,
};

export const adminResource: Resource = {
  operations: {
    identifyAdmin: (call) => owner(call).body,
    retrieveAdmin: reads(ADMINS),

    listAdmins: lists(LISTED),

    setAwayAdmin: (call) => {
      const { workspace, body } = call;
      const admin = named(call, ADMINS);
      const { away_mode_enabled, away_mode_reassign } = body;
      const before = admin.body;
      workspace.of(ADMINS).change(admin, { ...before, away_mode_enabled, away_mode_reassign });
      const isOther =
        before["away_mode_enabled"] !== away_mode_enabled ||
        before["away_mode_reassign"] !== away_mode_reassign;
      if (isOther) logAway(call, admin);
      return admin.body;
    },

    listActivityLogs: lists(LOGS, logsAsked),
    listTeams: lists(TEAMS),
    retrieveTeam: reads(TEAMS),
  },
  isGiven: true,
  fill: (workspace) => {
    for (const shownBy of [{ listAdmins: "admins" }, { retrieveAdmin: "" }, { identifyAdmin: "" }]) {
      for (const body of workspace.shown(shownBy)) fillAdmin(workspace, body);
    }
    fillFrom(workspace, TEAMS, { retrieveTeam: "", listTeams: "teams" });
    // what was done before the start belongs to the world of the examples
    if (workspace.settings.state === "examples")
      fillFrom(workspace, LOGS, { listActivityLogs: "activity_logs" });
  },
};

/** The admin with the id that a body has; the first one where it has none. @param what the refusal calls it */
export function adminAt(call: Call, id: unknown, what = "admin"): Json {
  return found(call, what, adminNamed(call.workspace, id));
}

/** The admin with this id, as far as it is known; the first one where none is asked for. */
export function adminNamed(workspace: Workspace, id: unknown): Json | undefined {
  const all = admins(workspace);
  return id === undefined ? all[0] : all.find((one) => one["id"] === text(id));
}

export function admins(workspace: Workspace): Json[] {
  return workspace
    .of(ADMINS)
    .all()
    .map(({ body }) => body);
}

export function teams(workspace: Workspace): Json[] {
  return workspace
    .of(TEAMS)
    .all()
    .map(({ body }) => body);
}

/** The admin whom the token belongs to: the first one. */
function owner(call: Call): Item {
  return found(call, "admin", call.workspace.of(ADMINS).all()[0]);
}

/** One example shows an admin's picture, another the workspace or the teams: all of it is kept. */
function fillAdmin(workspace: Workspace, shown: Json): void {
  const all = workspace.of(ADMINS);
  const id = String(shown["id"]);
  const app = shown["app"] !== undefined && { app: { ...objectAt(shown, "app"), id_code: workspace.id } };
  const known = all.get(id);
  const body = { ...known?.body, ...shown, ...app };
  if (known) all.change(known, body);
  else all.add({ id, createdAt: 0, body });
}

function logAway(call: Call, admin: Item): void {
  const { workspace } = call;
  const by = owner(call).body;
  const { away_mode_enabled, away_mode_reassign, name } = admin.body;
  const direction = away_mode_enabled === true ? "on" : "off";
  add(
    workspace,
    LOGS,
    {
      performed_by: { type: "admin", id: by["id"], email: by["email"], ip: "127.0.0.1" },
      metadata: {
        away_mode: away_mode_enabled,
        away_status_reason: null,
        reassign_conversations: away_mode_reassign,
        source: "api",
        auto_changed: false,
        update_by: Number(by["id"]),
        update_by_name: by["name"],
      },
      activity_type: "admin_away_mode_change",
      activity_description: `${text(by["name"])} turned away mode of ${text(name)} ${direction}.`,
    },
    { id: workspace.ids.uuid() },
  );
}

/** Those of the period that is asked for, its ends included, newest first. */
function logsAsked(call: Call, all: Collection<Item>): readonly Item[] {
  const [from, to] = [
    secondsAt(call, "created_at_after", -Infinity),
    secondsAt(call, "created_at_before", Infinity),
  ];
  return all.newestFirst().filter(({ createdAt }) => createdAt >= from && createdAt <= to);
}

function secondsAt({ query }: Call, name: string, fallback: number): number {
  const given = query.get(name);
  if (given === null) return fallback;
  if (!/^-?\d+$/.test(given)) {
    // a workspace of examples shows its logs anyway
    throw unfit(name, `\`${name}\` takes a time in Unix seconds`);
  }
  return Number(given);
}
