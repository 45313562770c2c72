import { json, problem, serve, type Served } from "./serve.ts";

interface Contact {
  id: string;
  role: string;
  archived: boolean;
  external_id?: string;
  email?: string;
  name?: string;
}

export interface Contacts extends Served {
  contacts: Contact[];
  /** Every call, as method and path without ids. */
  calls(): string[];
  add(contact: Partial<Contact>): Contact;
}

export interface ContactsOptions {
  /** Whether a 409 says which contact is in the way. */
  namesId?: boolean;
  /** From which search on a contact is found. */
  foundBySearch?: number;
}

/** Contacts as Intercom keeps them: an external id once, an e-mail address once but for leads. */
export async function serveContacts({
  namesId = true,
  foundBySearch = 1,
}: ContactsOptions = {}): Promise<Contacts> {
  const contacts: Contact[] = [];
  const add = (given: Partial<Contact>) => {
    const contact = { role: "user", archived: false, ...given, id: `6650a${contacts.length}` };
    contacts.push(contact);
    return contact;
  };
  let searches = 0;
  const served = await serve((answer, { url, body }) => {
    const [, , id, action] = url.split("/");
    const given = (body ? JSON.parse(body) : {}) as Partial<Contact> & { query?: { value: Filter[] } };
    if (id === "search") {
      const matches = (one: Contact) =>
        given.query!.value.some(
          ({ field, operator, value }) => operator === "=" && one[field as "email"] === value,
        );
      const data = ++searches >= foundBySearch ? contacts.filter(matches) : [];
      return json(answer, 200, { type: "list", data, total_count: data.length, pages: {} });
    }
    const contact = contacts.find((one) => one.id === id);
    if (id && !contact) return problem(answer, 404, "not_found");
    if (action) {
      contact!.archived = false;
      return json(answer, 200, { id });
    }
    const other = contacts.find(
      (one) =>
        one !== contact &&
        ((given.external_id && one.external_id === given.external_id) ||
          (given.email && one.email === given.email && one.role !== "lead")),
    );
    if (other) {
      const which = other.archived ? "An archived contact" : "A contact";
      const message = namesId
        ? `${which} is there already, with id=${other.id}`
        : `${which} is there already`;
      return json(answer, 409, { type: "error.list", errors: [{ code: "conflict", message }] });
    }
    return json(answer, 200, contact ? Object.assign(contact, given) : add(given));
  });
  const calls = () => served.seen.map(({ method, url }) => `${method} ${url.replace(/6650a\d+/, "{id}")}`);
  return { ...served, contacts, calls, add };
}

interface Filter {
  field: string;
  operator: string;
  value: string;
}
