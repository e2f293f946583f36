import type { FactoryDay } from '../contestants/factory-day.ts';
import type { Report } from './report.ts';

/** One thing that is said of the product in documents, and how it is measured. */
export interface Claim {
  /** What is measured, in a sentence with sizes. */
  readonly question: string;
  /** True for claims about the same stored day: it is loaded once for all of them. */
  readonly needsFactoryDay?: true;
  measure(report: Report, day: () => Promise<FactoryDay>): Promise<void>;
}
