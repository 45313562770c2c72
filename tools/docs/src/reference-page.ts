import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Description } from "@intercom-openapi/descriptions";

/**
 * What the page may do: nothing but show itself. It is read from a disk or behind a login too, so a font, a picture or
 * a script from elsewhere would be missing there and tell somebody who reads it.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "worker-src blob:",
].join("; ");

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
const MONOSPACE = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** Redoc's options. Every operation is on the page, so a link to one works and the browser's search finds it. */
const OPTIONS = {
  hideDownloadButtons: true,
  hideLoading: true,
  nativeScrollbars: true,
  jsonSamplesExpandLevel: 3,
  sortRequiredPropsFirst: true,
  theme: {
    colors: { primary: { main: "#0b5fb0" } },
    typography: {
      fontFamily: FONT,
      headings: { fontFamily: FONT },
      code: { fontFamily: MONOSPACE, wrap: true },
    },
  },
};

/** The API reference of a version as one HTML document that needs no other file. */
export function referencePage({ version, corrected }: Pick<Description, "version" | "corrected">): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Intercom REST API ${version}</title>
<style>
body { margin: 0; }
img[src="data:,"] { display: none; }
</style>
</head>
<body>
<noscript>This page needs JavaScript. The same description is published as @intercom-openapi/specs/${version}.json.</noscript>
<main id="reference"></main>
<script>${inScript(renderer())}</script>
<script>
Redoc.init(${asScript(corrected)}, ${asScript(OPTIONS)}, document.getElementById("reference"));
</script>
</body>
</html>
`;
}

function renderer(): string {
  const file = createRequire(import.meta.url).resolve("redoc/bundles/redoc.standalone.js");
  return (
    readFileSync(file, "utf8")
      .replaceAll(/(?:\n|\\n)\/\/# sourceMappingURL=[\w.]+\.map/g, "")
      // Redoc's own mark is on its server; its name beside it stays
      .replaceAll(/https:\/\/cdn\.redoc\.ly\/[\w/-]+\.svg/g, "data:,")
  );
}

/** In a script element, only these end the script or change how it is read. */
function inScript(code: string): string {
  return code.replaceAll(/<(?=\/script|script|!--)/gi, String.raw`\x3c`);
}

function asScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", String.raw`\u003c`);
}
