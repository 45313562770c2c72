import { isDeepStrictEqual } from "node:util";
import { bare } from "../canonical.ts";
import type { OpenApiDocument } from "../openapi.ts";
import { danglingMarked } from "./dangling.ts";
import { mergePaths } from "./merge-paths.ts";
import { mergeSchema, wordsOf } from "./merge-schema.ts";
import { inOurOrder, mergeMaps, mergeNode } from "./order.ts";

/** Every fact of theirs, in our words as far as we have any. */
export function mergeDescriptions(ours: OpenApiDocument, theirs: OpenApiDocument): OpenApiDocument {
  const { schemas, securitySchemes } = theirs.components;
  const components = {
    ...(securitySchemes && {
      securitySchemes: mergeMaps(ours.components.securitySchemes, securitySchemes, (own, scheme) =>
        own && isDeepStrictEqual(bare(own), bare(scheme))
          ? own
          : mergeNode<object>(own, bare(scheme) as object, wordsOf(own)),
      ),
    }),
    schemas: mergeMaps(ours.components.schemas, schemas, mergeSchema),
  };
  const merged: OpenApiDocument = {
    ...ours,
    paths: mergePaths(ours, theirs),
    components: mergeNode(ours.components, components, {}),
  };
  // what is not there stays absent
  for (const [key, value] of Object.entries({
    servers: serversOf(ours, theirs),
    security: theirs.security,
    tags: tagsOf(ours, theirs),
  })) {
    if (value) Object.assign(merged, { [key]: value });
    else Reflect.deleteProperty(merged, key);
  }
  return danglingMarked(merged);
}

function serversOf({ servers: ours }: OpenApiDocument, { servers: theirs }: OpenApiDocument) {
  return theirs?.map(({ url }) => {
    const address = url.replace(/\/$/, "");
    return ours?.find((own) => own.url.replace(/\/$/, "") === address) ?? { url: address };
  });
}

function tagsOf({ tags: ours = [] }: OpenApiDocument, { tags: theirs }: OpenApiDocument) {
  const names = theirs?.map(({ name }) => name);
  return (
    names &&
    inOurOrder(
      ours.map(({ name }) => name),
      names,
    ).map((name) => ours.find((own) => own.name === name) ?? { name })
  );
}
