import { only } from "../json.ts";

/** Ids in the forms of the real ones, the same on every run, none of them an example's. */
export class Ids {
  private hexadecimals = 0;
  private numbers = 9_000_000;
  private ticketNumbers = 1000;
  private uuids = 0;

  /** 24 hexadecimal digits, as contacts and companies have. */
  hex(): string {
    this.hexadecimals += 1;
    return `6b${this.hexadecimals.toString(16).padStart(22, "0")}`;
  }

  /** Digits, as everything else has. */
  number(): string {
    this.numbers += 1;
    return String(this.numbers);
  }

  /** As activity logs have, and visitors as their `user_id`. */
  uuid(): string {
    this.uuids += 1;
    return `5c201100-0000-4000-9000-${String(this.uuids).padStart(12, "0")}`;
  }

  /** The number of a ticket that people see. */
  ticketNumber(): string {
    this.ticketNumbers += 1;
    return String(this.ticketNumbers);
  }

  /** How far each kind has been counted, for whoever saves a workspace. */
  counts(): Record<string, number> {
    return Object.fromEntries(Object.entries(this) as [string, number][]);
  }

  /** What another release counts besides is not taken. */
  goOnFrom(counts: Record<string, number>): void {
    Object.assign(this, only(counts, Object.keys(this)));
  }
}
