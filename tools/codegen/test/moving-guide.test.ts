import { readAllDescriptions } from "@intercom-openapi/descriptions";
import { expect, test } from "vitest";
import { movingGuide } from "../src/moving-guide.ts";
import { methodsOf, readFacts } from "../src/official-client.ts";

test("the guide has a row for each of intercom-client's methods", async () => {
  const { methods } = readFacts();
  const guide = movingGuide(readFacts(), await readAllDescriptions());
  expect(Object.keys(methods).length).toBeGreaterThan(300);
  expect(Object.keys(methods).filter((method) => !guide.includes(`| \`${method}\` `))).toEqual([]);
});

test("a row says which versions have the operation, where not all do, and whether it has pages", async () => {
  const [oldest] = await readAllDescriptions();
  const methods = {
    "tags.list": "GET /tags",
    "tags.gone": "GET /gone/{id}",
    "contacts.list": "GET /contacts",
  };
  const facts = { package: "other-client", version: "1.0.0", apiVersion: "9.8", methods };
  const without = structuredClone(oldest!);
  delete without.corrected.paths["/tags"];
  const guide = movingGuide(facts, [oldest!, { ...without, version: "9.9" }]);
  expect(guide).toMatch(
    new RegExp(`\\| \`tags\\.list\` +\\| \`GET /tags\` +\\| ${oldest!.version} only \\|`),
  );
  expect(guide).toMatch(/\| `tags\.gone` +\| – `GET \/gone\/\{id\}` +\| +\|/);
  expect(guide).toMatch(/\| `contacts\.list` +\| `GET \/contacts` +\| paginate +\|/);
  expect(guide).toContain('version: "9.9"');
  expect(guide).toContain("you asked for 9.8");
});

test("what a method calls is read from its code or that of the one it hands on to, resource by resource", () => {
  expect(methodsOf(new Client())).toEqual({
    "notes.list": "GET /notes",
    "notes.replies.find": "GET /replies/{id}",
  });
});

test("a method that does not say what it calls is an error, not a gap", () => {
  expect(() => methodsOf(new Silent())).toThrow("find does not say what it calls");
});

const handleNonStatusCodeError = (...facts: unknown[]): unknown => facts;

class Replies {
  find(): unknown {
    return this["__find"]();
  }
  ["__find"](): unknown {
    return handleNonStatusCodeError(this, "GET", "/replies/{id}");
  }
}

class Notes {
  get replies(): Replies {
    return new Replies();
  }
  list(): unknown {
    return handleNonStatusCodeError(this, "GET", "/notes");
  }
}

class Client {
  get notes(): Notes {
    return new Notes();
  }
}

class Silent {
  find(): string {
    return "nothing";
  }
}
