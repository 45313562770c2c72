import { bare } from "../canonical.ts";
import { placeholdersOf } from "../facts.ts";
import type { Parameter } from "../openapi.ts";
import type { OperationEntry } from "../operations.ts";
import { mergeSchema, wordsOf } from "./merge-schema.ts";
import { mergeMaps, mergeNode } from "./order.ts";

/**
 * Their parameters with our words. One in the path is known by its place, as names never reach the wire.
 * @param path ours, whose names the placeholders keep
 */
export function mergeParameters(
  ours: OperationEntry | undefined,
  theirs: OperationEntry,
  path: string,
): Parameter[] {
  const known = ours ? byKey(ours) : {};
  const names = placeholdersOf(path);
  const merged = mergeMaps(known, byKey(theirs), (own, parameter, key) => {
    const name =
      parameter.in === "path" ? (names[Number(key.split(" ")[1])] ?? parameter.name) : parameter.name;
    return mergeParameter(own, { ...parameter, name });
  });
  return Object.values(merged);
}

function byKey({ path, parameters }: OperationEntry): Record<string, Parameter> {
  const names = placeholdersOf(path);
  return Object.fromEntries(
    parameters.map((parameter) => {
      const place = names.indexOf(parameter.name);
      const name = parameter.in === "path" && place >= 0 ? String(place) : parameter.name;
      return [`${parameter.in} ${name}`, parameter];
    }),
  );
}

function mergeParameter(ours: Parameter | undefined, theirs: Parameter): Parameter {
  const { required, schema, ...facts } = { ...(bare(theirs) as Parameter), schema: theirs.schema };
  const needed = required ?? false;
  const said = ours && (ours.required ?? false) === needed ? ours.required : required;
  return mergeNode<Parameter>(
    ours,
    {
      ...facts,
      ...(said !== undefined && { required: said }),
      ...(schema && { schema: mergeSchema(ours?.schema, schema) }),
    },
    wordsOf(ours),
  );
}
