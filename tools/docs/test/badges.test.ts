import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readManifest, repository } from "@intercom-openapi/support";
import { repositoryUrl } from "../src/site/guides.ts";
import { readPage } from "../src/snippets/index.ts";

const badges = [...readPage("README.md").matchAll(/^\[!\[(.+?)\]\((\S+?)\)\]\((\S+?)\)$/gm)].map(
  ([, text = "", image = "", link = ""]) => ({ text, image: new URL(image), link }),
);

/** What makes a badge true, by where its picture comes from. */
function isTrue({ text, image, link }: (typeof badges)[number]): boolean {
  const [, workflow] = /\/actions\/workflows\/([\w.]+)\/badge\.svg$/.exec(image.pathname) ?? [];
  if (workflow) {
    const exists = existsSync(join(repository, ".github/workflows", workflow));
    return exists && image.href.startsWith(repositoryUrl()) && link.startsWith(repositoryUrl());
  }
  if (image.pathname.startsWith("/npm/v/")) {
    const { name, private: hidden } = readManifest(join(repository, "packages/client"));
    return (
      !hidden && decodeURIComponent(image.pathname.slice("/npm/v/".length)) === name && link.endsWith(name)
    );
  }
  const [, subject, value = ""] = /^\/badge\/(\w+)-(.+)-\w+$/.exec(decodeURIComponent(image.pathname)) ?? [];
  const { license, engines = {} } = readManifest(join(repository, "packages/client"));
  if (subject === "license") return value === license && text === license;
  return subject === "node" && engines["node"] === value.replace("≥ ", ">=") && text.includes(value.slice(2));
}

test("every badge says what is so", () => {
  expect(badges.length).toBeGreaterThan(3);
  expect(badges.filter((badge) => !isTrue(badge))).toEqual([]);
});
