import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { currentGuide } from "../src/current-guide.ts";
import { methodsOf, type OfficialClient } from "../src/official-client.ts";
import { factsFile, movingGuide } from "../src/paths.ts";

test("the committed guide is what the facts and the descriptions give", async () => {
  expect(readFileSync(movingGuide, "utf8")).toBe(await currentGuide());
});

test("the guide has a row for each of intercom-client's methods", () => {
  const { methods } = JSON.parse(readFileSync(factsFile, "utf8")) as OfficialClient;
  const guide = readFileSync(movingGuide, "utf8");
  expect(Object.keys(methods).length).toBeGreaterThan(300);
  expect(Object.keys(methods).filter((method) => !guide.includes(`| \`${method}\` `))).toEqual([]);
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
