import { text } from "../json.ts";
import { Collection } from "./collection.ts";
import type { Contact } from "./item.ts";

/** The ways in which operations name a contact. */
export interface ContactReference {
  id?: unknown;
  email?: unknown;
  external_id?: unknown;
}

/** Contacts, found by id, address or external id. */
export class Contacts extends Collection<Contact> {
  private parted: { active: readonly Contact[]; archived: readonly Contact[] } | undefined;
  private readonly byEmail = new Holders();
  private readonly byExternalId = new Holders();

  override add(contact: Contact): Contact {
    this.index(contact);
    this.parted = undefined;
    return super.add(contact);
  }

  override delete(id: string): void {
    const contact = this.get(id);
    if (contact) this.unindex(contact);
    this.parted = undefined;
    super.delete(id);
  }

  override change(contact: Contact, body: Contact["body"]): Contact {
    const before = contact.body;
    this.parted = undefined;
    super.change(contact, body);
    const isOther = keys(before).some((key, index) => key !== keys(body)[index]);
    if (isOther) {
      this.unindex({ ...contact, body: before });
      this.index(contact);
    }
    return contact;
  }

  /** Notes when a contact wrote, or an admin wrote to them: neither is an update that anybody is told of. */
  note(ids: readonly unknown[], what: "last_replied_at" | "last_contacted_at", at: number): void {
    for (const contact of ids.flatMap((id) => this.get(String(id)) ?? [])) {
      const { body } = contact;
      // what is written may be of long ago
      const latest = (key: string) => Math.max(Number(body[key] ?? 0), at);
      this.change(contact, { ...body, [what]: latest(what), updated_at: latest("updated_at") });
    }
  }

  /** Those that are neither archived nor merged away, oldest first. */
  active(): readonly Contact[] {
    return this.part().active;
  }

  archived(): readonly Contact[] {
    return this.part().archived;
  }

  find({ id, email, external_id }: ContactReference): Contact | undefined {
    const found =
      text(id) ??
      this.byExternalId.first(text(external_id)) ??
      this.byEmail.first(text(email)?.toLowerCase());
    return found === undefined ? undefined : this.get(found);
  }

  private part() {
    this.parted ??= {
      active: this.all().filter(({ archived }) => !archived),
      archived: this.all().filter(({ archived }) => archived),
    };
    return this.parted;
  }

  private index({ id, body }: Contact): void {
    const [email, externalId] = keys(body);
    this.byEmail.add(email, id);
    this.byExternalId.add(externalId, id);
  }

  private unindex({ id, body }: Contact): void {
    const [email, externalId] = keys(body);
    this.byEmail.delete(email, id);
    this.byExternalId.delete(externalId, id);
  }
}

function keys(body: Contact["body"]): [email: string | undefined, externalId: string | undefined] {
  return [text(body["email"])?.toLowerCase(), text(body["external_id"])];
}

/** Who has an address or the like. The first of several keeps it: a lead may share it with a user. */
class Holders {
  private readonly firsts = new Map<string, string>();
  /** Those that share one with its first. */
  private readonly others = new Map<string, Set<string>>();

  first(key: string | undefined): string | undefined {
    return key === undefined ? undefined : this.firsts.get(key);
  }

  add(key: string | undefined, id: string): void {
    if (key === undefined) return;
    const first = this.firsts.get(key);
    if (first === undefined || first === id) this.firsts.set(key, id);
    else this.others.set(key, (this.others.get(key) ?? new Set()).add(id));
  }

  delete(key: string | undefined, id: string): void {
    if (key === undefined) return;
    const others = this.others.get(key);
    if (this.firsts.get(key) !== id) return void others?.delete(id);
    const [next] = others ?? [];
    if (next === undefined) return void this.firsts.delete(key);
    others?.delete(next);
    this.firsts.set(key, next);
  }
}
