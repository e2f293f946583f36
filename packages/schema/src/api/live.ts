import { z } from 'zod';
import { identifier } from '../names.ts';

/**
 * The live channel: a WebSocket at `/api/live`. The client says which series it shows; the server answers at once
 * with their last values and from then on, at most five times a second, with those that changed.
 */
export const liveRequest = z.object({ show: z.array(identifier).max(2_000) });
export type LiveRequest = z.output<typeof liveRequest>;
