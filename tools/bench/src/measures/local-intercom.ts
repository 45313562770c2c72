import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, request, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, packageDirectory, readManifest } from "@intercom-openapi/support";
import { VERSION, type ContenderId, type Prepared } from "../contenders.ts";
import { benchDirectory } from "../prepare.ts";
import { inRounds, median, samplesOf, type Aim, type MeasureOptions, type Row, type Unit } from "../rows.ts";

const AT_ONCE = 16;
/** How long a server may take to answer at all. */
const PATIENCE_MS = 120_000;

const FASTER_THAN_PRISM: Aim[] = [{ against: "prism", atLeast: 3 }];

/** A server in a process of its own. */
interface Server {
  child: ChildProcess;
  url: string;
  /** From the start of the process to its first answer. */
  readyMs: number;
}

/** How the local Intercom starts, how fast it answers, and what it does with many contacts. */
export async function measureLocalIntercom(
  contenders: Prepared[],
  { quick }: MeasureOptions,
  contacts = 100_000,
): Promise<Row[]> {
  const ready = await inRounds(contenders, quick ? 1 : 5, (contender) =>
    during(contender, 0, async ({ child, readyMs }) => ({ readyMs, memoryMb: await memoryOf(child) })),
  );
  const perSecond = await answersPerSecond(contenders, quick ? 3 : 15, quick ? 200 : 1000);
  const many = await inRounds(
    contenders.filter(({ id }) => id === "ours"),
    quick ? 1 : 5,
    (ours) =>
      during(ours, contacts, async ({ child, url, readyMs }) => ({
        readyMs,
        searchMs: await timeSearches(url, contacts, quick ? 10 : 50),
        memoryMb: await memoryOf(child),
      })),
  );
  const sizes = [...perSecond.values()].map(([first]) => `${((first?.bytes ?? 0) / 1000).toFixed(1)} kB`);
  const row = (key: string, label: string, unit: Unit, samples: Row["samples"], aims: Aim[] = []): Row => ({
    key: `local-intercom.${key}`,
    label,
    unit,
    samples,
    aims,
  });
  const so = contacts.toLocaleString("en");
  return [
    row("readyMs", "From its start to its first answer", "ms", samplesOf(ready, "readyMs")),
    row("memoryMb", "Memory then", "MB", samplesOf(ready, "memoryMb")),
    row(
      "mePerSecond",
      `GET /me with ${AT_ONCE} under way (more is better)`,
      "per second",
      samplesOf(perSecond, "me"),
      FASTER_THAN_PRISM,
    ),
    row(
      "listPerSecond",
      `GET /contacts, ${sizes.join(" and ")}, with ${AT_ONCE} under way (more is better)`,
      "per second",
      samplesOf(perSecond, "list"),
      FASTER_THAN_PRISM,
    ),
    row(
      "many.readyMs",
      `From its start to its first answer, with ${so} contacts`,
      "ms",
      samplesOf(many, "readyMs"),
      [{ atMost: 3000 }],
    ),
    row("many.memoryMb", `Memory after searches, with ${so} contacts`, "MB", samplesOf(many, "memoryMb")),
    row(
      "many.searchMs",
      `Search for an e-mail address among ${so} contacts`,
      "ms",
      samplesOf(many, "searchMs"),
      [{ atMost: 50 }],
    ),
  ];
}

/** In turns, so that what slows the machine down for a while slows both. */
async function answersPerSecond(contenders: Prepared[], turns: number, requests: number) {
  const servers = new Map<ContenderId, Server>();
  try {
    for (const contender of contenders) servers.set(contender.id, await start(contender));
    return await inRounds(contenders, turns, async ({ id }) => {
      const { url } = servers.get(id)!;
      const me = await rate(`${url}/me`, requests);
      // of about the size of the example that Prism answers with
      const list = await rate(`${url}/contacts?per_page=2`, requests);
      return { me: me.perSecond, list: list.perSecond, bytes: list.bytes };
    });
  } finally {
    for (const { child } of servers.values()) await stop(child);
  }
}

async function rate(url: string, requests: number): Promise<{ perSecond: number; bytes: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let bytes = 0;
  const run = (count: number) =>
    Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let done = 0; done < count; done++) bytes = (await ask(url, { agent })).length;
      }),
    );
  try {
    const each = Math.ceil(requests / AT_ONCE);
    await run(Math.ceil(each / 10));
    const begun = performance.now();
    await run(each);
    return { perSecond: (each * AT_ONCE * 1000) / (performance.now() - begun), bytes };
  } finally {
    agent.destroy();
  }
}

/** The median of several searches, each for another of the seeded addresses. */
async function timeSearches(url: string, contacts: number, searches: number): Promise<number> {
  const times: number[] = [];
  for (let search = 1; search <= searches; search++) {
    const value = `user-${Math.ceil((search * contacts) / searches)}@example.com`;
    const begun = performance.now();
    const answer = await ask(`${url}/contacts/search`, { query: { field: "email", operator: "=", value } });
    times.push(performance.now() - begun);
    const { total_count } = JSON.parse(answer) as { total_count: number };
    if (total_count !== 1) throw new Error(`${total_count} contacts were found of ${value}`);
  }
  return median(times);
}

/** Node's own client: `fetch` takes longer for a request than the local Intercom. With a query it is a POST. */
async function ask(url: string, { agent, query }: { agent?: Agent; query?: object }): Promise<string> {
  const headers = {
    Authorization: "Bearer local-token",
    "Intercom-Version": VERSION,
    Accept: "application/json",
    ...(query && { "Content-Type": "application/json" }),
  };
  const sent = request(url, { method: query ? "POST" : "GET", headers, ...(agent && { agent }) });
  sent.end(query && JSON.stringify({ query }));
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  let body = "";
  for await (const chunk of answer.setEncoding("utf8")) body += chunk as string;
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}: ${body}`);
  return body;
}

async function during<T>(
  contender: Prepared,
  contacts: number,
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const server = await start(contender, contacts);
  try {
    return await work(server);
  } finally {
    await stop(server.child);
  }
}

/** Tells its memory when it is asked, and ends with this process. */
const PRELOADED = `
  process.on("message", () => process.send(process.memoryUsage.rss()));
  process.on("disconnect", () => process.exit());
  process.channel.unref();
`;

/** Starts a server by its own command, and waits for its first answer. */
async function start({ id, package: name = "", directory }: Prepared, contacts = 0): Promise<Server> {
  const port = String(await freePort());
  const folder = join(directory, "node_modules", name);
  const [program = ""] = Object.values(readManifest(folder).bin ?? {});
  const seed = contacts > 0 ? ["--seed", `contacts=${contacts}`] : [];
  const args = id === "prism" ? ["mock", "--port", port, description()] : ["--port", port, ...seed];
  const begun = performance.now();
  const child = fork(join(folder, program), args, {
    execArgv: ["--import", `data:text/javascript,${encodeURIComponent(PRELOADED)}`],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await ask(`${url}/me`, {}).then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`${name} does not answer`);
    await sleep(5);
  }
  return { child, url, readyMs: performance.now() - begun };
}

function description(): string {
  const folder = packageDirectory("@intercom-openapi/local-intercom", benchDirectory);
  return join(packageDirectory("@intercom-openapi/specs", folder), `dist/${VERSION}.json`);
}

async function memoryOf(child: ChildProcess): Promise<number> {
  child.send("memory");
  const [bytes] = (await once(child, "message")) as [number];
  return bytes / 1_000_000;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.kill()) await once(child, "exit");
}
