import { BaseResolver, type Document } from "@redocly/openapi-core";
import { paths } from "jsonpath-rfc9535";
import type { OpenApiDocument } from "./openapi.ts";
import { fromRedocly, type Problem } from "./problem.ts";
import { nodeAt } from "./ref.ts";

interface Overlay {
  overlay: string;
  info: unknown;
  actions?: Action[];
}

interface Action {
  target: string;
}

/**
 * Hands an overlay to Redocly action by action, so that each can be looked at between the one before and the one after.
 * An action that changes nothing is an error: either the description moved on or the target is misspelt.
 */
export class OverlayResolver extends BaseResolver {
  readonly overlays: string[];
  readonly problems: Problem[] = [];
  private readonly actions: Action[];
  private pending: { index: number; before: Snapshot } | undefined;

  constructor(
    private readonly overlay: Document,
    private readonly description: Document,
  ) {
    super();
    this.actions = (overlay.parsed as Overlay).actions ?? [];
    this.overlays = this.actions.map((_, index) => `${overlay.source.absoluteRef}#/actions/${index}`);
  }

  override async resolveDocument<T>(base: string | null, ref: string, isRoot?: boolean) {
    const index = this.overlays.indexOf(ref);
    if (index < 0) return super.resolveDocument<T>(base, ref, isRoot);
    this.checkLastAction();
    this.pending = { index, before: this.snapshot(index) };
    return this.single(index) as Document<T>;
  }

  /** To be called once more after the last action. */
  checkLastAction(): void {
    if (!this.pending) return;
    const { index, before } = this.pending;
    this.pending = undefined;
    if ([...before].some(([path, value]) => this.valueAt(path) !== value)) return;
    const reason = before.size === 0 ? "selects nothing" : "changes nothing";
    this.report(
      index,
      `This action ${reason}: \`${this.actions[index]?.target}\`. Correct its target or delete it.`,
    );
  }

  /** Keeps the action's index, and with it the line of every message. */
  private single(index: number): Document {
    const actions: Action[] = [];
    const action = this.actions[index];
    if (action) actions[index] = action;
    return { source: this.overlay.source, parsed: { ...(this.overlay.parsed as Overlay), actions } };
  }

  private snapshot(action: number): Snapshot {
    const document = this.description.parsed as Parameters<typeof paths>[0];
    try {
      const selected = paths(document, String(this.actions[action]?.target));
      return new Map(selected.map((path) => [path, this.valueAt(path)]));
    } catch {
      return new Map(); // Redocly reports the invalid path with its reason
    }
  }

  /** The value at a normalized path, such as `$['info']['title']`. */
  private valueAt(path: string): string | undefined {
    const keys = [...path.matchAll(/\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]/g)].map(([, name, index]) =>
      name === undefined ? String(index) : name.replaceAll(/\\(.)/g, "$1"),
    );
    return JSON.stringify(nodeAt(this.description.parsed as OpenApiDocument, keys));
  }

  private report(index: number, message: string): void {
    this.problems.push(
      fromRedocly({
        message,
        ruleId: "overlay-effect",
        severity: "error",
        location: [{ source: this.overlay.source, pointer: `#/actions/${index}/target`, reportOnKey: false }],
        suggest: [],
      }),
    );
  }
}

/** The selected values as JSON, by path. */
type Snapshot = Map<string, string | undefined>;
