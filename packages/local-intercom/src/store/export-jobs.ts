import type { Settings } from "../options.ts";

export interface ExportJob {
  id: string;
  startedAt: number;
  polls: number;
  canceled: boolean;
}

export type ExportStatus = "pending" | "in_progress" | "completed" | "failed" | "no_data" | "canceled";

/** The export jobs of a workspace. Their progress is read off the clock and the polls; no timer runs. */
export class ExportJobs {
  private readonly jobs = new Map<string, ExportJob>();

  constructor(private readonly settings: Settings) {}

  /** Whether a job is neither done nor canceled: a workspace has one at a time. */
  get isBusy(): boolean {
    return [...this.jobs.values()].some((job) => ["pending", "in_progress"].includes(this.status(job)));
  }

  start(): ExportJob {
    const id = `9f2c71a4${(this.jobs.size + 1).toString(16).padStart(8, "0")}`;
    const job = { id, startedAt: this.settings.now(), polls: 0, canceled: false };
    this.jobs.set(id, job);
    return job;
  }

  get(id: string): ExportJob | undefined {
    return this.jobs.get(id);
  }

  status({ startedAt, polls, canceled }: ExportJob): ExportStatus {
    if (canceled) return "canceled";
    const { polls: needed, ms, outcome } = this.settings.export;
    const share = (done: number, of = 0) => (of === 0 ? 1 : done / of);
    const progress = Math.min(share(this.settings.now() - startedAt, ms), share(polls, needed));
    if (progress >= 1) return outcome;
    return progress < 0.5 ? "pending" : "in_progress";
  }

  /** When the result goes away, in milliseconds. */
  expiresAt({ startedAt }: ExportJob): number {
    return startedAt + this.settings.export.lifetimeMs;
  }

  /** Whether there is a result to download. */
  isReady(job: ExportJob): boolean {
    return this.status(job) === "completed" && this.settings.now() < this.expiresAt(job);
  }
}
