// Eleventy comes without types; this is the part of its API that the build uses.
declare module "@11ty/eleventy" {
  export interface EleventyConfig {
    addGlobalData(name: string, value: unknown): void;
    addPassthroughCopy(paths: Record<string, string>): void;
    setUseGitIgnore(use: boolean): void;
  }

  export class Eleventy {
    constructor(
      input: string,
      output: string,
      options: { quietMode?: boolean; configPath?: null; config(config: EleventyConfig): void },
    );
    write(): Promise<unknown>;
  }
}
