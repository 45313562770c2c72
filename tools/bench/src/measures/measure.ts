import type { Prepared } from "../contenders.ts";
import type { Row } from "../row.ts";

export interface MeasureOptions {
  /** Fewer rounds, for a first look. */
  quick: boolean;
}

export type Measure = (contenders: Prepared[], options: MeasureOptions) => Promise<Row[]>;
