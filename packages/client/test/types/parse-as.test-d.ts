import { createIntercomClient, unwrap, type CallOptions, type ParseAs } from "../../src/index.ts";

declare const parseAs: ParseAs;
declare const either: "json" | "text";
declare const options: CallOptions;
const intercom = createIntercomClient({ version: "2.12", token: "t" });
const params = { path: { contact_id: "1" } };

// `data` is what the body is read as
const text: string = await unwrap(intercom.GET("/me", { parseAs: "text" }));
const blob: Blob = await unwrap(intercom.GET("/contacts/{contact_id}", { params, parseAs: "blob" }));
const buffer: ArrayBuffer = await unwrap(
  intercom.DELETE("/contacts/{contact_id}", { params, parseAs: "arrayBuffer" }),
);
const body = { email: "mira.okafor@example.com" };
const stream: ReadableStream | null = await unwrap(intercom.POST("/contacts", { body, parseAs: "stream" }));
const admin = await unwrap(intercom.GET("/me", { parseAs: either }));
console.log(text, blob, buffer, stream, typeof admin === "string" ? admin : admin.name);

// JSON otherwise, and where nothing is known of it
const id: string = (await unwrap(intercom.GET("/contacts/{contact_id}", { params, parseAs: "json" }))).id;
console.log(id, (await unwrap(intercom.GET("/contacts/{contact_id}", { params, parseAs: undefined }))).id);
console.log(
  (await unwrap(intercom.GET("/me", options))).name,
  (await unwrap(intercom.GET("/me", { parseAs }))).name,
);

// the download of an export is handed over as it comes
const job = { path: { job_identifier: "1" } };
const csv: ReadableStream | null = await unwrap(
  intercom.GET("/download/content/data/{job_identifier}", { params: job }),
);
const csvText: string = await unwrap(
  intercom.GET("/download/content/data/{job_identifier}", { params: job, parseAs: "text" }),
);
console.log(csv, csvText);

// @ts-expect-error a text has no name
console.log((await unwrap(intercom.GET("/me", { parseAs: "text" }))).name);
// @ts-expect-error there is no such way
await intercom.GET("/me", { parseAs: "xml" });
// @ts-expect-error a misspelt option is one still
await intercom.GET("/me", { parseAs: "text", timeout: 5 });
