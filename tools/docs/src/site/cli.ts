import { parseArgs } from "node:util";
import { errorText } from "@intercom-openapi/support";
import { siteDirectory } from "../paths.ts";
import { serveSite } from "./serve.ts";

const USAGE = `Usage: pnpm run docs [--serve] [--port <number>]

Builds the site into tools/docs/dist/site: static files that need no other host.

  --serve          then serves it on 127.0.0.1, until you press Ctrl-C
  --port <number>  on which port; default 4180`;

try {
  await main();
} catch (error) {
  console.error(errorText(error, USAGE));
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      serve: { type: "boolean" },
      port: { type: "string", default: "4180" },
      help: { type: "boolean" },
    },
  });
  const port = Number(values.port);
  if (values.help) console.log(USAGE);
  else if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not ${values.port}`);
  } else if (values.serve) {
    const { url } = await serveSite(port);
    console.log(`The site is at ${url}`);
  } else {
    console.log(`The site is in ${siteDirectory}; pnpm run docs --serve shows it`);
  }
}
