import type { Settings } from "../options.ts";

interface Walk {
  token: string;
  ids: readonly string[];
  position: number;
  lastAsked: number;
  ended: boolean;
}

/** The one walk through all companies that a workspace can have at a time. */
export class Scroll {
  private walk: Walk | undefined;
  private begun = 0;

  constructor(private readonly settings: Settings) {}

  /** Whether a walk is under way: begun, neither at its end nor left idle. */
  get isOpen(): boolean {
    return this.walk !== undefined && !this.walk.ended && !this.isIdle(this.walk);
  }

  begin(ids: readonly string[]): string {
    this.begun += 1;
    const token = `5c201100-0000-4000-8000-${String(this.begun).padStart(12, "0")}`;
    this.walk = { token, ids, position: 0, lastAsked: this.settings.now(), ended: false };
    return token;
  }

  /** The next ids, none at the end; undefined when the token stands for no walk. */
  next(token: string): readonly string[] | undefined {
    const { walk } = this;
    if (!walk || walk.token !== token || this.isIdle(walk)) return undefined;
    if (walk.ended) return this.settings.repeatScrollToken ? [] : undefined;
    const { position, ids } = walk;
    walk.lastAsked = this.settings.now();
    walk.position += this.settings.scrollPageSize;
    walk.ended = position >= ids.length;
    return ids.slice(position, walk.position);
  }

  /** After a server error a scroll cannot be taken up again. */
  breakOff(): void {
    this.walk = undefined;
  }

  private isIdle({ lastAsked }: Walk): boolean {
    return this.settings.now() - lastAsked >= this.settings.scrollIdleMs;
  }
}
