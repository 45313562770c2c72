import { invalid, StateRefusal } from "../http.ts";
import { objectsAt, type Json } from "../json.ts";
import { missing, type Call, type Handler } from "../operations/call.ts";
import { lists, named, show, type Kind, type Resource } from "../operations/kind.ts";
import { attributes, createAttribute } from "../store/attributes.ts";
import type { Collection } from "../store/collection.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";

const ATTRIBUTES: Kind = {
  name: "data_attributes",
  // the examples of refusals call it so
  singular: "attribute",
  parameter: "data_attribute_id",
};

const MODELS: readonly unknown[] = ["contact", "company", "conversation"];

/** Letters, digits, hyphens and currency symbols are safe, as the descriptions say; names there have underscores too. */
const NAME = /^[\p{L}\p{N}\p{Sc}_-][\p{L}\p{N}\p{Sc}_ -]*$/u;

/** What a new attribute can be besides the types that it is shown with. */
const SHOWN_AS: Record<string, string> = { options: "string", datetime: "date" };

const list: Handler = lists(ATTRIBUTES, attributesAsked);

export const dataAttributeResource: Resource = {
  operations: {
    // it is called otherwise in each version
    listDataAttributes: list,
    lisDataAttributes: list,

    createDataAttribute: (call) => {
      const { workspace, body } = call;
      const { name, model, data_type, description, messenger_writable = false } = body;
      const called = String(name);
      if (!NAME.test(called)) {
        throw invalid("name", "A name has letters, digits, hyphens, underscores and currency symbols");
      }
      refuseTaken(workspace, called);
      const options = optionsOf(body, data_type === "string" || data_type === "options");
      if (data_type === "options" && !options) throw tooFew();
      const attribute = createAttribute(workspace, {
        name: called,
        model,
        data_type: SHOWN_AS[String(data_type)] ?? data_type,
        messenger_writable,
        ...(description !== undefined && { description }),
        ...(options && { options }),
      });
      return show(call, ATTRIBUTES, attribute);
    },

    updateDataAttribute: (call) => {
      const { workspace, body: sent } = call;
      const attribute = named(call, ATTRIBUTES);
      const { body } = attribute;
      // what comes with Intercom has no id
      if (body["custom"] !== true) throw missing(call, ATTRIBUTES.singular);
      const { archived = body["archived"], messenger_writable = body["messenger_writable"] } = sent;
      const { description = body["description"] } = sent;
      const options = optionsOf(sent, body["data_type"] === "string") ?? body["options"];
      workspace.of(ATTRIBUTES).change(attribute, {
        ...body,
        archived,
        description,
        options,
        messenger_writable,
        updated_at: workspace.seconds,
      });
      return show(call, ATTRIBUTES, attribute);
    },
  },
  isGiven: true,
  fill: (workspace) => {
    const isFull = workspace.settings.state === "examples";
    const shown = ["listDataAttributes", "lisDataAttributes", "createDataAttribute"].flatMap((operationId) =>
      workspace
        .examples(operationId)
        .flatMap((answer) => (Array.isArray(answer["data"]) ? objectsAt(answer, "data") : [answer])),
    );
    for (const body of shown) {
      // those that come with Intercom are there always
      if (body["custom"] === false || isFull) fillAttribute(workspace, body);
    }
  },
};

function fillAttribute(workspace: Workspace, body: Json): void {
  const id = String(body["id"] ?? `${String(body["model"])}.${String(body["full_name"])}`);
  const known = workspace.of(ATTRIBUTES);
  if (!known.get(id)) known.add({ id, createdAt: Number(body["created_at"] ?? 0), body });
}

/** A name is given once, to contacts or to companies. */
function refuseTaken(workspace: Workspace, name: string): void {
  const isTaken = attributes(workspace).some(
    ({ body }) =>
      body["model"] !== "conversation" && String(body["name"]).toLowerCase() === name.toLowerCase(),
  );
  if (!isTaken) return;
  throw new StateRefusal(400, "parameter_invalid", `Another attribute is already called ${name}`, "name");
}

/** The choices that a body gives; undefined where it gives none. */
function optionsOf(sent: Json, isText: boolean): unknown[] | undefined {
  if (sent["options"] === undefined) return undefined;
  if (!isText) throw invalid("options", "Only an attribute of the type string takes options");
  const values = objectsAt(sent, "options").map(({ value }) => value);
  if (new Set(values).size < 2) throw tooFew();
  return values;
}

function tooFew() {
  return invalid("options", "A list attribute needs two options or more");
}

function attributesAsked({ query }: Call, all: Collection<Item>): readonly Item[] {
  const model = query.get("model");
  if (model !== null && !MODELS.includes(model))
    throw invalid("model", `\`model\` takes ${MODELS.join(", ")}`);
  const isWhole = query.get("include_archived") === "true";
  return all
    .all()
    .filter(
      ({ body }) => (isWhole || body["archived"] !== true) && (model === null || body["model"] === model),
    );
}
