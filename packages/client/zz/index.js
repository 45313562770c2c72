import {
  IntercomError,
  IntercomNetworkError,
  IntercomParseError,
  IntercomTimeoutError,
  IntercomUsageError,
  brandOf,
} from "./chunk-YTDEDNTA.js";

// packages/client/src/api-error.ts
var IntercomApiError = class extends IntercomError {
  name = "IntercomApiError";
};

// packages/client/src/versions.ts
var API_VERSIONS = ["2.11", "2.12"];

// packages/client/src/add-api-version.ts
function addApiVersion(version) {
  if (!API_VERSIONS.includes(version)) API_VERSIONS.push(version);
}

// packages/client/src/any-version.ts
function anyVersion(client) {
  return client;
}

// packages/client/src/client.ts
import createOpenapiClient from "openapi-fetch";

// packages/client/src/rate-limit.ts
function readRateLimit(headers) {
  const limit = readNumber(headers, "x-ratelimit-limit");
  const remaining = readNumber(headers, "x-ratelimit-remaining");
  const reset = readNumber(headers, "x-ratelimit-reset");
  return limit + remaining + reset >= 0 ? { limit, remaining, resetAt: new Date(reset * 1e3) } : void 0;
}
function readRetryAfter({ status, headers }) {
  const seconds2 = readNumber(headers, "retry-after");
  if (seconds2 >= 0) return seconds2 * 1e3;
  const reset = status === 429 ? readNumber(headers, "x-ratelimit-reset") * 1e3 : NaN;
  const until = readDate(headers, "retry-after") || reset;
  return until ? Math.max(0, until - (readDate(headers, "date") || Date.now())) : void 0;
}
function readNumber(headers, name) {
  return parseFloat(headers.get(name) ?? "");
}
function readDate(headers, name) {
  return Date.parse(headers.get(name) ?? "");
}

// packages/client/src/report.ts
function failed(call, error) {
  report(call, "onError", { error }, String(error instanceof IntercomError ? error : Object(error).name));
  return error;
}
async function report({ request, attempts, logger, hooks, name: call }, name, told, line) {
  if (!request) return;
  try {
    const level = name === "onError" ? "error" : name === "onRetry" ? "warn" : "debug";
    logger?.[level](`${call} #${attempts}: ${line}`);
    await hooks?.[name]?.({ request, attempt: attempts, ...told });
  } catch {}
}

// packages/client/src/answer.ts
function answerOf(call, { data, error: body, response }) {
  const { status, headers } = response;
  const { errors, request_id } = Object(body);
  const answered = {
    requestId: request_id ?? headers.get("x-request-id") ?? void 0,
    rateLimit: readRateLimit(headers),
  };
  if (response.ok) {
    return {
      ...answered,
      response,
      data: call.parseAs === "json" ? parse(call, data, response) : data,
    };
  }
  const items = [errors].flat().filter((item) => item?.code);
  const [first] = items;
  const error = new IntercomApiError(`${call.name}: ${status} ${first?.code ?? ""}`, {
    ...answered,
    status,
    code: first?.code,
    errors: items,
    retryAfterMs: readRetryAfter(response),
    existingId: status === 409 ? /\bid=(\w+)/.exec(first?.message ?? "")?.[1] : void 0,
    attempts: call.attempts,
  });
  failed(call, error);
  return { ...answered, response, error };
}
var EMPTY_ANSWERS = /^(HEAD|POST \/events|DELETE \/tags\/)/;
function parse(call, text = "", { status, headers }) {
  if (!text && (status === 202 || status === 204 || EMPTY_ANSWERS.test(call.name))) return void 0;
  try {
    return JSON.parse(text);
  } catch {
    throw failed(
      call,
      new IntercomParseError(`${call.name}: ${status} is not JSON`, {
        status,
        contentType: headers.get("content-type"),
        excerpt: text.slice(0, 200),
      }),
    );
  }
}

// packages/client/src/call.ts
function newCall(name, defaults, own = {}) {
  const controller = new AbortController();
  const { signal } = controller;
  const ended = new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  ended.catch(() => {});
  return {
    timeoutMs: 3e4,
    parseAs: isDownload(name) ? "stream" : "json",
    ...said(defaults),
    ...said(own),
    name,
    controller,
    until: (work, ms = Infinity, alarm = () => {}) => {
      const timer = setTimeout(alarm, Math.min(ms, 1e9));
      return Promise.race([work, ended]).finally(() => clearTimeout(timer));
    },
    attempts: 0,
  };
}
function said(settings) {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== void 0));
}
function isDownload(name) {
  return name.startsWith("GET /download/");
}

// packages/client/src/authorize.ts
function authorizeWith(version, token) {
  const ask = async (attempt, reason) =>
    checkedToken(typeof token === "function" ? await token({ attempt, reason }) : token);
  let fresh;
  let settled = true;
  return (call, next) => async (request) => {
    const { name, attempts, body, controller } = call;
    const send2 = (bearer) => {
      const { signal } = controller;
      signal.throwIfAborted();
      const copy = new Request(request, { signal, ...(body?.byteLength && { body }) });
      copy.headers.set("Authorization", `Bearer ${bearer}`);
      copy.headers.set("Intercom-Version", version);
      if (isDownload(name)) copy.headers.set("Accept", "application/octet-stream");
      return next(copy);
    };
    const outdated = settled ? fresh : void 0;
    const used = await ask(attempts + 1, attempts ? "retry" : "first");
    const response = await send2(used);
    if (response.status !== 401 || typeof token !== "function") return response;
    if (fresh === outdated) {
      fresh = ask(attempts + 2, "unauthorized");
      settled = false;
    }
    const mine = fresh;
    const renewed = await call.until(mine).finally(() => {
      if (mine === fresh) settled = true;
    });
    return renewed === used ? response : send2(renewed);
  };
}
function checkedToken(token) {
  if (token && /^[!-~]+$/.test(token)) return token;
  throw new IntercomUsageError("Give a `token` without spaces");
}

// packages/client/src/follow-signal.ts
var followers = /* @__PURE__ */ new WeakMap();
function followSignal(signal, controller) {
  signal.throwIfAborted();
  const all = followers.get(signal) ?? /* @__PURE__ */ new Set();
  followers.set(signal, all.add(controller));
  signal.addEventListener("abort", abortFollowers);
  return () => {
    all.delete(controller);
    if (!all.size) signal.removeEventListener("abort", abortFollowers);
  };
}
function abortFollowers({ target }) {
  const signal = target;
  for (const controller of followers.get(signal) ?? []) controller.abort(signal.reason);
}

// packages/client/src/limits.ts
function withDeadline(call, next) {
  return async (request) => {
    const signal = call.signal ?? request.signal;
    const unfollow = signal && followSignal(signal, call.controller);
    try {
      call.request = request;
      call.body = await request.arrayBuffer();
      return await within(call, "deadlineMs", next(request));
    } catch (error) {
      throw failed(call, error);
    } finally {
      unfollow?.();
    }
  };
}
function withTimeout(call, next) {
  return (request) => within(call, "timeoutMs", next(request));
}
function sleep(call, delayMs) {
  let wake;
  return call.until(new Promise((resolve) => (wake = resolve)), delayMs, () => wake());
}
function within(call, limit, work) {
  const limitMs = call[limit] ?? Infinity;
  return call.until(work, limitMs, () => {
    const message = `${call.name}: exceeded ${limit}: ${limitMs}`;
    call.controller.abort(new IntercomTimeoutError(message, { limit, limitMs }));
  });
}

// packages/client/src/generated/reading-posts.ts
var READING_POSTS = ["/companies/list", "/contacts/search", "/conversations/search", "/tickets/search"];

// packages/client/src/retry-delay.ts
function retryDelay(call, retries, response) {
  const { name, idempotent, retry } = call;
  const { limit = retry === false ? 0 : 2, maxDelayMs = 6e4 } = retry || {};
  const status = response?.status;
  const again =
    status === 429
      ? // else the last export is not done yet, which takes minutes
        name !== "POST /export/content/data"
      : [void 0, 408, 500, 502, 503, 504].includes(status) &&
        (idempotent ?? (!/^P[AO]/.test(name) || READING_POSTS.includes(name.slice(5))));
  const asked = (response && readRetryAfter(response)) ?? 0;
  if (!again || retries >= limit || asked > maxDelayMs) return void 0;
  return asked + Math.round(Math.random() * Math.min(maxDelayMs, 500 * 2 ** retries));
}

// packages/client/src/retry.ts
function withRetry(call, next) {
  return async (request) => {
    for (let retries = 0; ; retries++) {
      let failure;
      const response = await next(request).catch((error) => {
        failure = error;
      });
      const delayMs =
        response || failure instanceof IntercomNetworkError ? retryDelay(call, retries, response) : void 0;
      if (delayMs === void 0) {
        if (response) return response;
        throw failure;
      }
      const status = response?.status;
      report(call, "onRetry", { status, delayMs }, `${status ?? "no answer"}, retry in ${delayMs} ms`);
      await sleep(call, delayMs);
    }
  };
}

// packages/client/src/send.ts
var NEVER_MADE = /REFUSED|efused|NOTFOUND|EAI_|UNREACH|CONNECT_T|CERT/;
function send(call, client) {
  return async (request) => {
    const { signal, fetch = globalThis.fetch, parseAs, controller } = call;
    const start = Date.now();
    call.attempts++;
    report(call, "onRequest", {}, "sent");
    try {
      const answer = await fetch(request);
      if (controller.signal.aborted) await answer.body?.cancel();
      let body = answer.body;
      if (parseAs !== "stream" || !answer.ok) body = await answer.arrayBuffer();
      else if (signal) body = answer.body?.pipeThrough(new TransformStream(), { signal });
      const response = new Response(body?.byteLength === 0 ? null : body, answer);
      Object.defineProperty(response, "url", { value: answer.url });
      const { status, headers } = response;
      const durationMs = Date.now() - start;
      client.rateLimit = readRateLimit(headers) ?? client.rateLimit;
      report(call, "onResponse", { status, headers, durationMs }, `${status} in ${durationMs} ms`);
      return response;
    } catch (cause) {
      controller.signal.throwIfAborted();
      const { code, cause: inner } = Object(cause);
      throw new IntercomNetworkError(`${call.name}: connection failed`, {
        cause,
        mayHaveArrived: !NEVER_MADE.test(`${code} ${inner?.code}`),
        attempts: call.attempts,
      });
    }
  };
}

// packages/client/src/chain.ts
function chain(call, withToken, client) {
  return withDeadline(
    call,
    withRetry(call, inTurn(call, withTimeout(call, withToken(call, send(call, client))))),
  );
}
function inTurn(call, next) {
  return call.throttle?.(call, next) ?? next;
}

// packages/client/src/nearest-name.ts
function nearestName(typed, names) {
  const likeness = (name) =>
    2 * [...name].filter((_, index) => typed.includes(name.slice(index, index + 2))).length - name.length;
  return names.toSorted((a, b) => likeness(b) - likeness(a))[0];
}

// packages/client/src/check-options.ts
var SHARED = "timeoutMs deadlineMs retry headers fetch ";
var CLIENT_OPTIONS = SHARED + "version token region baseUrl hooks logger appInfo throttle";
var CALL_OPTIONS = SHARED + "params body signal parseAs idempotent querySerializer bodySerializer middleware";
function checkOptions(given, names) {
  checkNames(given, names);
  checkNames(given.hooks, "onRequest onResponse onRetry onError");
  checkNames(given.retry, "limit maxDelayMs");
}
function checkNames(given, names) {
  const known = names.split(" ");
  for (const name in given) {
    if (!known.includes(name) && !(names === CALL_OPTIONS && name in Request.prototype)) {
      throw new IntercomUsageError(`No option \`${name}\`: did you mean \`${nearestName(name, known)}\`?`);
    }
  }
}

// packages/client/src/path-serializer.ts
function serializePath(path, params) {
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = String(params[name] ?? "");
    if (/^(\.{0,2}|\[object.*)$/.test(value)) {
      throw new IntercomUsageError(`Parameter \`${name}\` cannot be "${value}"`);
    }
    return encodeURIComponent(value);
  });
}

// packages/client/src/region.ts
var HOSTS = {
  us: "https://api.intercom.io",
  eu: "https://api.eu.intercom.io",
  au: "https://api.au.intercom.io",
};
function resolveBaseUrl(region, baseUrl) {
  const url = baseUrl ?? HOSTS[region ?? "us"];
  if ((region && baseUrl) || !/^https?:\/\/[^\s?#]+$/i.test(url)) {
    throw new IntercomUsageError("Give `region` (us, eu, au) or `baseUrl`");
  }
  return new URL(url).href.replace(/\/$/, "");
}

// packages/client/src/generated/package-version.ts
var PACKAGE_VERSION = "0.0.0";

// packages/client/src/user-agent.ts
function userAgent({ name, version } = {}) {
  if (typeof document === "object") return void 0;
  return `intercom-openapi-client/${PACKAGE_VERSION}${name ? ` ${name}` : ""}${version ? `/${version}` : ""}`;
}

// packages/client/src/client.ts
function createIntercomClient(options) {
  checkOptions(options, CLIENT_OPTIONS);
  const { version, region, token, headers, appInfo, ...defaults } = options;
  if (!API_VERSIONS.includes(version)) {
    throw new IntercomUsageError(`No version ${version}: use ${API_VERSIONS}`);
  }
  if (typeof token !== "function") checkedToken(token);
  const baseUrl = resolveBaseUrl(region, options.baseUrl);
  const withToken = authorizeWith(version, token);
  const openapiFetch = createOpenapiClient({
    baseUrl,
    headers: { Accept: "application/json", "User-Agent": userAgent(appInfo), ...headers },
    pathSerializer: serializePath,
    // where other tools call openapi-fetch, method and URL are all that is known
    fetch: async (request) => {
      const call = newCall(`${request.method} ${request.url.slice(baseUrl.length).split("?")[0]}`, defaults);
      const response = await chain(call, withToken, client)(request);
      if (call.parseAs === "json") answerOf(call, { data: await response.clone().text(), response });
      return response;
    },
  });
  const method =
    (name) =>
    async (given, init = {}) => {
      checkOptions(init, CALL_OPTIONS);
      const path = given.replace(/^\/?/, "/");
      const call = newCall(`${name} ${path}`, defaults, init);
      const own = {
        ...init,
        params: { path: {}, ...init.params },
        parseAs: call.parseAs === "json" ? "text" : call.parseAs,
        // the chain listens to it; a request would keep doing so
        signal: null,
        fetch: chain(call, withToken, client),
      };
      return answerOf(call, await openapiFetch.request(name, path, own));
    };
  const client = {
    version,
    baseUrl,
    openapiFetch,
    GET: method("GET"),
    POST: method("POST"),
    PUT: method("PUT"),
    DELETE: method("DELETE"),
    withOptions: (changes) =>
      createIntercomClient({
        ...options,
        // `region` and `baseUrl` take each other's place
        region: void 0,
        baseUrl: changes.region ? void 0 : baseUrl,
        ...changes,
      }),
  };
  return client;
}

// packages/client/src/guards.ts
function isIntercomError(error) {
  return brandOf(error) !== void 0;
}
function isIntercomApiError(error) {
  return brandOf(error) === "IntercomApiError";
}
function isIntercomTimeoutError(error) {
  return brandOf(error) === "IntercomTimeoutError";
}
function isIntercomNetworkError(error) {
  return brandOf(error) === "IntercomNetworkError";
}
function isIntercomParseError(error) {
  return brandOf(error) === "IntercomParseError";
}
function isIntercomUsageError(error) {
  return brandOf(error) === "IntercomUsageError";
}

// packages/client/src/generated/lists.ts
var LISTS = {
  "GET /companies/{company_id}/contacts": "starting_after",
  "GET /contacts": "starting_after",
  "GET /conversations": "starting_after",
  "POST /contacts/search": "starting_after",
  "POST /conversations/search": "starting_after",
  "POST /tickets/search": "starting_after",
  "GET /events": "next",
  "POST /companies/list": "page",
  "GET /companies/scroll": "scroll_param",
};

// packages/client/src/paginate/cursor.ts
function setCursor(call, place, cursor, baseUrl) {
  if (place === "next") {
    const { host, search } = new URL(cursor, baseUrl);
    if (host !== new URL(baseUrl).host) throw new IntercomUsageError(`Next page: ${host}`);
    call.querySerializer = () => search;
  } else if (call.body) {
    call.body = { ...call.body, pagination: { ...call.body.pagination, [place]: cursor } };
  } else {
    call.params = { ...call.params, query: { ...call.params?.query, [place]: cursor } };
  }
}
function cursorAfter(place, { pages, scroll_param }, cursor = "1") {
  const next = pages?.next;
  if (place === "page")
    return +cursor < (pages?.total_pages ?? (next ? Infinity : 0)) ? `${+cursor + 1}` : null;
  return scroll_param ?? (typeof next === "string" ? next : next?.starting_after);
}

// packages/client/src/paginate/items.ts
function itemsIn(answer, path) {
  return (
    `${path}/data`
      .split("/")
      .map((name) => answer[name] ?? answer.data?.[name])
      .find(Array.isArray) ?? (answer.id ? [answer] : void 0)
  );
}

// packages/client/src/paginate/scroll.ts
var turns = /* @__PURE__ */ new WeakMap();
function queueUp(client) {
  const turn = turns.get(client);
  let leave;
  turns.set(
    client,
    new Promise((resolve) => (leave = resolve)).then(() => turn),
  );
  return [turn, leave];
}

// packages/client/src/paginate/paginate.ts
function paginate(
  client,
  method,
  path,
  { maxItems = Infinity, startingAfter, prefetch, scrollWaitMs = 9e4, ...init } = {},
) {
  const operation = `${method} ${path}`;
  const noList = () => {
    throw new IntercomUsageError(`No list: ${operation}`);
  };
  const place = LISTS[operation] ?? (method === "GET" ? "page" : noList());
  const scroll = place === "scroll_param";
  const start = startingAfter ?? init.params?.query?.[place];
  async function* pages(left = maxItems) {
    const scope = newCall(operation, {});
    const { signal } = scope.controller;
    const unfollow = init.signal && followSignal(init.signal, scope.controller);
    const [turn, leave] = scroll ? queueUp(client) : [];
    const seen = /* @__PURE__ */ new Set([start]);
    const isNew = (it) => !seen.has(it) && seen.add(it);
    let cursor = start;
    let before;
    let waits = 6;
    let restart = scroll && !start;
    async function load() {
      if (left <= 0) return void 0;
      const call = { ...init, signal };
      if (scroll) call.idempotent = false;
      if (cursor) setCursor(call, place, cursor, client.baseUrl);
      const result = await client[method](path, call).catch((error2) => ({ error: error2 }));
      const { error } = result;
      if (error) {
        if (error.code === "scroll_exists" && waits-- > 0) await sleep(scope, scrollWaitMs / 6);
        else if (restart && error.status !== 429) restart = false;
        else throw error;
        cursor = start;
        before = void 0;
        return load();
      }
      const answer = Object(result.data);
      let found = itemsIn(answer, path) ?? noList();
      const ids = JSON.stringify(found.map((item) => item.id ?? item));
      if (!found[0] || ids === before) return void 0;
      before = ids;
      waits = 6;
      cursor = cursorAfter(place, answer, cursor) || void 0;
      if (scroll) found = found.filter(({ id }) => isNew(id));
      else if (!isNew(cursor)) cursor = void 0;
      left = cursor ? left - found.length : 0;
      return found[0] ? { ...result, items: found, cursor } : load();
    }
    try {
      if (turn) await scope.until(turn);
      let next, page;
      while ((page = await (next ?? load()))) {
        next = prefetch ? load() : void 0;
        next?.catch(() => {});
        yield page;
        signal.throwIfAborted();
      }
    } finally {
      unfollow?.();
      scope.controller.abort();
      leave?.();
    }
  }
  async function* items(left = maxItems) {
    for await (const page of pages(left)) {
      for (const item of page.items) {
        if (left-- <= 0) return;
        yield item;
        init.signal?.throwIfAborted();
      }
    }
  }
  return {
    [Symbol.asyncIterator]: items,
    pages: () => ({ [Symbol.asyncIterator]: pages }),
    async toArray({ maxItems: left } = {}) {
      const all = [];
      for await (const item of items(left)) all.push(item);
      return all;
    },
  };
}

// packages/client/src/unwrap.ts
async function unwrap(call) {
  const result = await call;
  if (result.error) throw result.error;
  return result.data;
}

// packages/client/src/app-url.ts
var APPS = {
  us: "https://app.intercom.com",
  eu: "https://app.eu.intercom.com",
  au: "https://app.au.intercom.com",
};
function appUrl(region) {
  if (Object.hasOwn(APPS, region)) return APPS[region];
  throw new IntercomUsageError(`Unknown region ${JSON.stringify(region)}: use us, eu or au`);
}

// packages/client/src/detect-region.ts
async function detectRegion(token, options = {}) {
  const { signal, ...own } = options;
  const client = createIntercomClient({ ...own, version: API_VERSIONS[0], token });
  const { data, error } = await client.GET("/me", { signal });
  if (error) throw error;
  return regionOf(data?.app?.region);
}
function regionOf(name) {
  const [, us, eu, au] = /^(?:(us)|(eu)(?:rope)?|(au)(?:stralia)?)$/i.exec(String(name).trim()) ?? [];
  return us ? "us" : eu ? "eu" : au ? "au" : "unknown";
}

// packages/client/src/search/search-filters.ts
function searchFilters() {
  return { where, and: group("AND"), or: group("OR") };
}
function where(field, operator, value) {
  const sent = Array.isArray(value) ? value.map((one) => valueOf(field, one)) : valueOf(field, value);
  return { field, operator, value: sent };
}
function valueOf(field, value) {
  const sent = value instanceof Date ? Math.floor(value.getTime() / 1e3) : value;
  if (Number.isNaN(sent))
    throw new IntercomUsageError(`\`${field}\` is compared with an invalid Date or NaN`);
  if (Number(sent) > 1e11 && /^(?!custom_|ticket_attribute).*_(at|since|until)$/.test(field)) {
    throw new IntercomUsageError(`\`${field}\` takes a Date or Unix seconds, not milliseconds`);
  }
  return sent;
}
function group(operator) {
  return (...value) => {
    if (value.length < 1 || value.length > 15) {
      throw new IntercomUsageError(`A group takes 1 to 15 filters, not ${value.length}: nest, or use IN`);
    }
    if (value.some((inner) => isGroup(inner) && inner.value.some(isGroup))) {
      throw new IntercomUsageError("Groups go two levels deep at most: this one would be the third");
    }
    return { operator, value };
  };
}
function isGroup(member) {
  return !("field" in member);
}

// packages/client/src/flows/export-error.ts
var IntercomExportError = class extends IntercomError {
  name = "IntercomExportError";
};
function isIntercomExportError(error) {
  return brandOf(error) === "IntercomExportError";
}
function exportError(reason, jobIdentifier, cause) {
  const which = jobIdentifier ? `Export ${jobIdentifier}` : "Another export of this workspace";
  return new IntercomExportError(`${which}: ${reason}`, { reason, jobIdentifier, cause });
}
function orExpired(error, jobIdentifier) {
  return error.status === 404 ? exportError("expired", jobIdentifier, error) : error;
}

// packages/client/src/flows/sleep.ts
function sleep2(ms, signal) {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}

// packages/client/src/flows/create-export.ts
function exportBody({ from, to }) {
  const created_at_after = seconds(from);
  const created_at_before = seconds(to);
  if (!(created_at_after <= created_at_before && created_at_before < 1e11)) {
    throw new IntercomUsageError("`from` and `to` are dates or Unix seconds, in this order");
  }
  return { created_at_after, created_at_before };
}
async function createExport(intercom, body, init, signal) {
  for (let retries = 0; ; retries++) {
    const { data, error } = await intercom.POST("/export/content/data", { ...init, body });
    if (data) return data;
    if (error?.status !== 429) throw error;
    if (error.errors.some(({ message }) => /pending/i.test(message ?? ""))) {
      throw exportError("pending", void 0, error);
    }
    const { retryAfterMs = 1e3 } = error;
    if (retries > 1 || retryAfterMs > 6e4) throw error;
    await sleep2(retryAfterMs, signal);
  }
}
function seconds(time) {
  return typeof time === "number" ? time : Math.floor(+time / 1e3);
}

// packages/client/src/flows/await-export.ts
var GRACE_MS = 5e3;
async function awaitExport(intercom, what, { poll: { minMs = 2e3, maxMs = 3e4 } = {}, onProgress, ...init }) {
  const { signal } = init;
  const start = Date.now();
  const look = async (job_identifier) => {
    const params = { path: { job_identifier } };
    const { data, error } = await intercom.GET("/export/content/data/{job_identifier}", { ...init, params });
    if (error) throw orExpired(error, job_identifier);
    return data;
  };
  const late = new AbortController();
  const lateInit = { ...init, signal: late.signal };
  let timer;
  const onAbort = () => (timer = setTimeout(() => late.abort(), GRACE_MS));
  signal?.addEventListener("abort", onAbort);
  let id = "jobIdentifier" in what ? what.jobIdentifier : void 0;
  try {
    let job =
      "jobIdentifier" in what
        ? await look(what.jobIdentifier)
        : await createExport(intercom, exportBody(what), lateInit, signal);
    id = job.job_identifier;
    for (let waitMs = minMs; ; waitMs = Math.min(waitMs * 1.5, maxMs)) {
      const { status } = job;
      onProgress?.({ jobIdentifier: id, status, elapsedMs: Date.now() - start });
      if (status === "completed" || status === "no_data") return job;
      if (status === "failed" || status === "canceled") throw exportError(status, id);
      await sleep2(waitMs, signal);
      job = await look(id);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
    if (id) {
      const params = { path: { job_identifier: id } };
      await intercom.POST("/export/cancel/{job_identifier}", { ...lateInit, params }).catch(() => {});
    }
    throw signal.reason;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

// packages/client/src/flows/export-messages.ts
async function exportMessages(client, what, { poll, onProgress, decompress, ...init } = {}) {
  init.signal?.throwIfAborted();
  if (decompress && typeof DecompressionStream === "undefined") {
    throw new IntercomUsageError("`decompress` needs a runtime with DecompressionStream");
  }
  const intercom = client;
  const { job_identifier, status } = await awaitExport(intercom, what, { poll, onProgress, ...init });
  const answer = { status, jobIdentifier: job_identifier };
  if (status === "no_data") return answer;
  const { error, response } = await intercom.GET("/download/content/data/{job_identifier}", {
    ...init,
    parseAs: "stream",
    params: { path: { job_identifier } },
  });
  if (error) throw orExpired(error, job_identifier);
  let stream = response.body;
  if (decompress && !response.headers.has("content-encoding")) {
    stream = stream.pipeThrough(new DecompressionStream("gzip"));
  }
  return { ...answer, stream };
}

// packages/client/src/flows/find-contact.ts
async function findContact(intercom, { external_id, email, role }, init, { limit = 8, delayMs = 1e3 } = {}) {
  const filters = Object.entries({ external_id, email }).flatMap(([field, value]) =>
    value ? [{ field, operator: "=", value }] : [],
  );
  if (!filters.length) return void 0;
  for (let searches = 1; searches <= limit; searches++) {
    if (searches > 1) await sleep2(delayMs * 2 ** (searches - 2), init.signal);
    const body = { query: { operator: "OR", value: filters } };
    const { data = [] } = await unwrap(intercom.POST("/contacts/search", { ...init, body }));
    const found =
      data.find((contact) => external_id && contact.external_id === external_id) ?? // leads may share an e-mail address, so they are in nobody's way
      data.find((contact) => contact.role !== "lead" || role === "lead");
    if (found) return found.id;
  }
  return void 0;
}

// packages/client/src/flows/upsert-contact.ts
async function upsertContact(client, body, { search, ...init } = {}) {
  const intercom = client;
  const { external_id } = body;
  for (let round = 1; ; round++) {
    const made = await intercom.POST("/contacts", { ...init, idempotent: external_id !== void 0, body });
    if (made.data) return { contact: made.data, created: true };
    const conflict = made.error;
    if (conflict?.status !== 409) throw conflict;
    const contact_id = conflict.existingId ?? (await findContact(intercom, body, init, search));
    if (!contact_id) throw conflict;
    const params = { path: { contact_id } };
    const isArchived = conflict.errors.some(({ message }) => /archived/i.test(message ?? ""));
    const freed = isArchived
      ? await intercom.POST("/contacts/{contact_id}/unarchive", { ...init, idempotent: true, params })
      : void 0;
    const updated = freed?.error
      ? freed
      : await intercom.PUT("/contacts/{contact_id}", { ...init, params, body });
    if (!updated.error) return { contact: updated.data, created: false };
    if (round > 2 || !(freed?.error || updated.error.status === 404)) throw updated.error;
  }
}

// packages/client/src/throttle/budget.ts
function newBudget(now) {
  let reset = 0;
  let limit = 0;
  let left = 0;
  let endsAt = 0;
  let ahead = now - Date.now();
  let span = 1e3;
  let unseen = 0;
  let unseenAt = 0;
  let name = "0.0";
  let countedName = name;
  let counted = 0;
  let underWay = 0;
  let lastAt = 0;
  let heldUntil = 0;
  let trial = 1;
  const begin = (window, remaining) => {
    ({ reset, limit, name } = window);
    left = remaining;
    counted = unseen = unseenAt = 0;
    endsAt = reset * 1e3 + ahead;
  };
  const budget = {
    isOver: (at) => at >= endsAt,
    /** Begins the next window, of which only the limit of the last is known. */
    next(at) {
      if (!reset) return;
      name = `${reset}.${unseen++}`;
      unseenAt = at;
      left = limit ||= 1;
      counted = 0;
      endsAt = at + span;
    },
    /** What another machine told of. */
    learn(window) {
      if (window.reset > reset) begin(window, window.limit);
      else if (window.reset === reset && !unseen) ({ name } = window);
    },
    /** How long until the next call may go, in milliseconds. Sooner when an answer makes room. */
    waitMs(at) {
      if (at < heldUntil) return heldUntil - at;
      if (!reset) return underWay < trial ? 0 : Infinity;
      const free = Math.min(left - underWay, limit - counted);
      return free > 0 ? Math.floor(lastAt + (endsAt - at) / free - at) : Math.max(1, endsAt - at);
    },
    /** What to add to the shared count for one more call. */
    toCount: () => [
      name,
      // calls that were sent before a window was known may belong to it: those under way, and the one that told of it
      name === countedName ? 1 : 2 + underWay,
    ],
    /** Whether the shared count has room for the call that it includes. */
    hasCounted(under, sum) {
      countedName = under;
      if (under === name) counted = sum;
      return !reset || (under === name && sum <= limit);
    },
    send(at) {
      underWay++;
      lastAt = at;
    },
    /** Learns from an answer, or from its absence. Gives the window when it is a new one. */
    answered(at, sentAt, response) {
      underWay--;
      const seen = response && readRateLimit(response.headers);
      if (!seen) {
        left--;
        if (response) trial *= 2;
        if (response?.status === 429) heldUntil = at + (readRetryAfter(response) ?? 0);
        return void 0;
      }
      const end = +seen.resetAt / 1e3;
      const lag = at - (Date.parse(response.headers.get("date") ?? "") || Date.now());
      if (end > reset) {
        ahead = lag;
        begin({ reset: end, limit: seen.limit, name: unseen ? name : `${reset}.0` }, seen.remaining);
        span = Math.max(span, endsAt - at);
        return { reset, limit, name };
      }
      if (end === reset && sentAt >= unseenAt) {
        ahead = unseen ? lag : Math.min(ahead, lag);
        unseen = 0;
        endsAt = reset * 1e3 + ahead;
        left = Math.min(left, seen.remaining);
      }
      return void 0;
    },
  };
  return budget;
}

// packages/client/src/throttle/throttle.ts
function throttle({ share } = {}) {
  const clock = () => performance.now();
  const budget = newBudget(clock());
  let turns2 = Promise.resolve();
  let wake = () => {};
  return (call, next) => async (request) => {
    let sentAt;
    let response;
    const take = async (before) => {
      await before;
      for (;;) {
        call.controller.signal.throwIfAborted();
        if (budget.isOver(clock())) {
          const latest = await call.until(Promise.resolve(share?.latest()));
          if (latest) budget.learn(latest);
          if (budget.isOver(clock())) budget.next(clock());
        }
        const waitMs = budget.waitMs(clock());
        if (waitMs > 0) {
          await call.until(new Promise((done) => (wake = done)), waitMs, () => wake());
          continue;
        }
        const [name, calls] = budget.toCount();
        if (share && !budget.hasCounted(name, await call.until(share.count(name, calls)))) continue;
        budget.send((sentAt = clock()));
        return;
      }
    };
    const turn = take(turns2);
    turns2 = turn.catch(() => {});
    try {
      await call.until(turn);
      response = await next(request);
      return response;
    } finally {
      if (sentAt !== void 0) {
        const window = budget.answered(clock(), sentAt, response);
        wake();
        if (window)
          share
            ?.latest(window)
            .then((latest) => latest && budget.learn(latest))
            .catch(() => {});
      }
    }
  };
}
export {
  IntercomApiError,
  IntercomError,
  IntercomExportError,
  IntercomNetworkError,
  IntercomParseError,
  IntercomTimeoutError,
  IntercomUsageError,
  addApiVersion,
  anyVersion,
  appUrl,
  createIntercomClient,
  detectRegion,
  exportMessages,
  isIntercomApiError,
  isIntercomError,
  isIntercomExportError,
  isIntercomNetworkError,
  isIntercomParseError,
  isIntercomTimeoutError,
  isIntercomUsageError,
  paginate,
  searchFilters,
  throttle,
  unwrap,
  upsertContact,
};
