import { BaseResolver, type Document } from "@redocly/openapi-core";
import { jsonpath, type JSONValue } from "json-p3";
import { fromRedocly, type Problem } from "./problem.ts";

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
    const after = this.snapshot(index);
    if (before.size > 0 && [...before].some(([path, value]) => after.get(path) !== value)) return;
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

  private snapshot(index: number): Snapshot {
    const target = this.actions[index]?.target;
    try {
      const nodes = jsonpath.query(String(target), this.description.parsed as JSONValue);
      return new Map(nodes.nodes.map((node) => [node.path, JSON.stringify(node.value)]));
    } catch {
      return new Map(); // Redocly reports the invalid path with its reason
    }
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

type Snapshot = Map<string, string>;
