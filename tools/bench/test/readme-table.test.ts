import { describe, expect, it } from "vitest";
import { readmeProblems } from "../src/readme-table.ts";

const table = `
| | ours | theirs |
| --- | ---: | ---: |
| One GET, bundled and minified | 14.4 kB | 525.8 kB |
| Installed files | 101 | 4,384 |
`;

describe("the README's table", () => {
  it("may round as it does", () => {
    const counts = {
      ours: { "bytes.minified": 14_393, "install.files": 101 },
      "intercom-client-7": { "bytes.minified": 525_822, "install.files": 4384 },
    };
    expect(readmeProblems(counts, table)).toEqual([]);
  });

  it("is held to each number, and to have the row", () => {
    const counts = { ours: { "install.files": 102, "bytes.gzipped": 5989 } };
    expect(readmeProblems(counts, table)).toEqual([
      'README.md, "… and gzipped": 6.0 kB was counted (5989), not told',
      'README.md, "Installed files": 102 was counted (102), not 101',
    ]);
  });
});
