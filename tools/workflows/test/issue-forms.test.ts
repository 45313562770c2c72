import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@intercom-openapi/support";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

interface Field {
  type: string;
  id?: string;
  attributes: { label?: string; value?: string; options?: { label: string }[] };
  validations?: { required: boolean };
}

interface Form {
  name: string;
  description: string;
  labels: string[];
  body: Field[];
}

const folder = join(repository, ".github/ISSUE_TEMPLATE");
const read = (file: string): unknown => parse(readFileSync(join(folder, file), "utf8"));
const forms = readdirSync(folder).filter((file) => file !== "config.yml");

// https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
describe.each(forms)("%s", (file) => {
  const { name, description, labels, body } = read(file) as Form;
  const asked = body.filter(({ type }) => type !== "markdown");

  test("is a form as GitHub takes it", () => {
    expect(name && description).toBeTruthy();
    expect(labels.length).toBeGreaterThan(0);
    expect(asked.length).toBeGreaterThan(0);
    const known = new Set(["markdown", "input", "textarea", "dropdown", "checkboxes"]);
    const says = ({ type, attributes }: Field) => (type === "markdown" ? attributes.value : attributes.label);
    expect(body.filter((field) => !known.has(field.type) || !says(field))).toEqual([]);
  });

  test("no two fields are called the same", () => {
    const ids = asked.map(({ id }) => id);
    const labelled = asked.map(({ attributes }) => attributes.label);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids).not.toContain(undefined);
    expect(labelled).toEqual([...new Set(labelled)]);
  });

  test("something has to be filled in", () => {
    expect(asked.some(({ validations }) => validations?.required)).toBe(true);
  });
});

test("a wrong type comes with JSON from the wire, and with the promise that nothing private is in it", () => {
  const { body } = read("1-wrong-type.yml") as Form;
  const wire = body.find(({ id }) => id === "wire");
  expect(wire?.attributes).toMatchObject({ render: "json" });
  expect(wire?.validations?.required).toBe(true);
  const promise = body.find(({ type }) => type === "checkboxes");
  expect(promise?.attributes.options).toEqual([expect.objectContaining({ required: true })]);
});

test("an issue without a form leads elsewhere", () => {
  const config = read("config.yml") as { blank_issues_enabled: boolean; contact_links: { url: string }[] };
  expect(config.blank_issues_enabled).toBe(false);
  for (const { url } of config.contact_links) expect(new URL(url).protocol).toBe("https:");
});
