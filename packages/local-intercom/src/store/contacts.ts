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
  private unarchived: readonly Contact[] | undefined;
  private readonly byEmail = new Map<string, string>();
  private readonly byExternalId = new Map<string, string>();

  override add(contact: Contact): Contact {
    this.index(contact);
    this.unarchived = undefined;
    return super.add(contact);
  }

  override delete(id: string): void {
    const contact = this.get(id);
    if (contact) this.unindex(contact);
    this.unarchived = undefined;
    super.delete(id);
  }

  override change(contact: Contact, body: Contact["body"]): Contact {
    this.unindex(contact);
    this.unarchived = undefined;
    super.change(contact, body);
    this.index(contact);
    return contact;
  }

  /** Those that are neither archived nor merged away, oldest first. */
  active(): readonly Contact[] {
    this.unarchived ??= this.all().filter(({ archived }) => !archived);
    return this.unarchived;
  }

  find({ id, email, external_id }: ContactReference): Contact | undefined {
    const found =
      text(id) ??
      this.byExternalId.get(text(external_id) ?? "") ??
      this.byEmail.get(text(email)?.toLowerCase() ?? "");
    return found === undefined ? undefined : this.get(found);
  }

  private index({ id, body }: Contact): void {
    const [email, externalId] = keys(body);
    // the first of two keeps the address: a lead may share it with a user
    if (email && !this.byEmail.has(email)) this.byEmail.set(email, id);
    if (externalId && !this.byExternalId.has(externalId)) this.byExternalId.set(externalId, id);
  }

  private unindex({ id, body }: Contact): void {
    const [email = "", externalId = ""] = keys(body);
    if (this.byEmail.get(email) === id) this.byEmail.delete(email);
    if (this.byExternalId.get(externalId) === id) this.byExternalId.delete(externalId);
  }
}

function keys(body: Contact["body"]): [string | undefined, string | undefined] {
  return [text(body["email"])?.toLowerCase(), text(body["external_id"])];
}
