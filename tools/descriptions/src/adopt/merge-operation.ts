import type {
  Header,
  MediaType,
  Operation,
  Parameter,
  Reference,
  RequestBody,
  Response,
} from "../openapi.ts";
import type { OperationEntry } from "../operations.ts";
import { bare } from "../canonical.ts";
import { mergeSchema, wordsOf } from "./merge-schema.ts";
import { inOurOrder, mergeMaps, mergeNode } from "./order.ts";

/** The facts of their operation with our words. */
export function mergeOperation(
  ours: OperationEntry | undefined,
  theirs: OperationEntry,
  parameters: (Parameter | Reference)[],
): Operation {
  const own = ours?.operation;
  const { operationId, tags, deprecated, security, requestBody, responses } = theirs.operation;
  const facts = {
    ...(tags && { tags: inOurOrder(own?.tags ?? [], tags) }),
    operationId,
    ...(deprecated && { deprecated }),
    ...(security && { security }),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody: mergeBody(own?.requestBody, requestBody) }),
    responses: mergeMaps(own?.responses, responses, (was, is) =>
      mergeResponse(was as Response, is as Response),
    ),
  };
  return mergeNode(own, facts, wordsOf(own));
}

function mergeBody(ours: RequestBody | undefined, { required = false, content }: RequestBody): RequestBody {
  const said = (ours?.required ?? false) === required ? ours?.required : required;
  const facts = {
    ...(said !== undefined && { required: said }),
    content: mergeContent(ours?.content, content),
  };
  return mergeNode(ours, facts, wordsOf(ours));
}

function mergeResponse(ours: Response | undefined, { headers, content }: Response): Response {
  const facts = {
    ...(headers && {
      headers: mergeMaps(
        ours?.headers as Record<string, Header>,
        headers as Record<string, Header>,
        mergeHeader,
      ),
    }),
    ...(content && { content: mergeContent(ours?.content, content) }),
  };
  // an answer without the key is no OpenAPI; the empty one is still to be written
  return mergeNode(ours, facts, ours ? wordsOf(ours) : { description: "" });
}

function mergeHeader(ours: Header | undefined, theirs: Header): Header {
  const { schema, ...facts } = { ...(bare(theirs) as Header), schema: theirs.schema };
  return mergeNode(
    ours,
    { ...facts, ...(schema && { schema: mergeSchema(ours?.schema, schema) }) },
    wordsOf(ours),
  );
}

function mergeContent(
  ours: Record<string, MediaType> | undefined,
  theirs: Record<string, MediaType>,
): Record<string, MediaType> {
  return mergeMaps(ours, theirs, (own, { schema }) =>
    mergeNode(own, schema ? { schema: mergeSchema(own?.schema, schema) } : {}, wordsOf(own)),
  );
}
