import type { MediaType, OpenApiDocument } from "@intercom-openapi/descriptions";
import { sample } from "openapi-sampler";

/** The first example of a media type, or a value made from its schema where it has none. */
export function exampleOrSample(document: OpenApiDocument, { examples, schema }: MediaType): unknown {
  const [example] = Object.values(examples ?? {});
  if (example) return example.value;
  return schema && sample(schema as Parameters<typeof sample>[0], { quiet: true }, document);
}
