import { describe, expect, test } from "vitest";
import { clock, open, VERSIONS, type Body } from "./harness.ts";

const [NORA, TOMASZ] = ["7100231", "7100232"];

describe.each(VERSIONS)("admins in %s", (version) => {
  const opened = (options = {}) => open({ state: "empty", ...options }, version);

  test("are there from the start, the token's owner with the workspace", async () => {
    const { call, local } = await opened();
    expect(local.ids("admins")).toEqual([NORA, TOMASZ]);
    const me = (await call("GET", "/me")).body;
    expect(me).toMatchObject({ type: "admin", id: NORA, email_verified: true, app: { type: "app" } });
    const contact = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    expect(me.app.id_code).toBe(contact.workspace_id);
    const one = (await call("GET", `/admins/${NORA}`)).body;
    expect(one).toMatchObject({ id: NORA, team_ids: [640011, 640012], team_priority_level: {} });
    expect(one).not.toHaveProperty("app");
  });

  test("are listed with their pictures only when asked", async () => {
    const { call } = await opened();
    const plain = (await call("GET", "/admins")).body;
    expect(plain.type).toBe("admin.list");
    expect(plain.admins.map(({ id }: Body) => id)).toEqual([NORA, TOMASZ]);
    expect(plain.admins[0]).not.toHaveProperty("avatar");
    const pictured = (await call("GET", "/admins?display_avatar=true")).body.admins;
    expect(pictured).toMatchObject([
      { avatar: { image_url: expect.stringMatching(/^https:/) } },
      { avatar: null },
    ]);
  });

  test("go away and come back, and stay so", async () => {
    const { call } = await opened();
    const away = { away_mode_enabled: true, away_mode_reassign: true };
    expect((await call("PUT", `/admins/${TOMASZ}/away`, away)).body).toMatchObject({ id: TOMASZ, ...away });
    expect((await call("GET", `/admins/${TOMASZ}`)).body).toMatchObject(away);
    expect((await call("GET", "/admins")).body.admins).toEqual([
      expect.objectContaining({ id: NORA, away_mode_enabled: false }),
      expect.objectContaining({ id: TOMASZ, ...away }),
    ]);
    await call("PUT", `/admins/${NORA}/away`, away);
    expect((await call("GET", "/me")).body).toMatchObject({ id: NORA, ...away });
    const back = { away_mode_enabled: false, away_mode_reassign: false };
    await call("PUT", `/admins/${TOMASZ}/away`, back);
    expect((await call("GET", `/admins/${TOMASZ}`)).body).toMatchObject(back);
  });

  test("answer 404 where there is none, by their own code", async () => {
    const { call } = await opened();
    const away = { away_mode_enabled: true, away_mode_reassign: true };
    for (const answer of [await call("GET", "/admins/1"), await call("PUT", "/admins/1/away", away)]) {
      expect([answer.status, answer.body.errors[0].code]).toEqual([404, "admin_not_found"]);
    }
    const team = await call("GET", "/teams/1");
    expect([team.status, team.body.errors[0].code]).toEqual([404, "team_not_found"]);
  });

  test("have teams", async () => {
    const { call, local } = await opened();
    const { type, teams } = (await call("GET", "/teams")).body;
    expect(type).toBe("team.list");
    expect(teams.map(({ id }: Body) => id)).toEqual(local.ids("teams"));
    expect((await call("GET", `/teams/${teams[0].id}`)).body).toEqual(teams[0]);
    expect(teams[0].admin_ids).toEqual([Number(NORA), Number(TOMASZ)]);
  });

  test("leave a log of what they changed, by page and period", async () => {
    const { now, pass } = clock();
    const { call } = await opened({ now });
    const start = Math.floor(now() / 1000);
    const set = (away_mode_enabled: boolean) =>
      call("PUT", `/admins/${TOMASZ}/away`, { away_mode_enabled, away_mode_reassign: false });
    const logs = async (query: string) => (await call("GET", `/admins/activity_logs?${query}`)).body;
    expect((await logs("created_at_after=0")).activity_logs).toEqual([]);

    await set(true);
    await set(true);
    pass(10_000);
    await set(false);
    const all = await logs("created_at_after=0");
    expect(all).toMatchObject({ type: "activity_log.list", pages: { page: 1, total_pages: 1 } });
    expect(all.activity_logs).toMatchObject([
      { created_at: start + 10, metadata: { away_mode: false } },
      {
        created_at: start,
        activity_type: "admin_away_mode_change",
        performed_by: { type: "admin", id: NORA },
        metadata: { away_mode: true, reassign_conversations: false, update_by: Number(NORA) },
      },
    ]);
    const times = ({ activity_logs }: Body) => activity_logs.map(({ created_at }: Body) => created_at);
    expect(times(await logs(`created_at_after=${start + 1}`))).toEqual([start + 10]);
    expect(times(await logs(`created_at_after=0&created_at_before=${start}`))).toEqual([start]);
    const second = await logs("created_at_after=0&per_page=1&page=2");
    expect(second).toMatchObject({ pages: { page: 2, per_page: 1, total_pages: 2 } });
    expect(times(second)).toEqual([start]);
    const { status, body } = await call("GET", "/admins/activity_logs?created_at_after=yesterday");
    expect([status, body.errors[0]]).toMatchObject([
      400,
      { code: "parameter_invalid", field: "created_at_after" },
    ]);
  });
});

test("the world of the examples has their logs", async () => {
  const { call, local } = await open({ state: "examples", seed: {} });
  const { activity_logs } = (await call("GET", "/admins/activity_logs?created_at_after=1768906800")).body;
  expect(local.ids("activity_logs").length).toBeGreaterThan(activity_logs.length);
  expect(activity_logs.map(({ activity_type }: Body) => activity_type)).toEqual([
    "message_state_change",
    "app_timezone_change",
  ]);
});
