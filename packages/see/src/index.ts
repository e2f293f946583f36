export { type LiveClient, LiveHub, type LiveSocket } from './live/live-hub.ts';
export { openSee, type See, type SeeEffects } from './open-see.ts';
export { readerOf } from './reader-of.ts';
