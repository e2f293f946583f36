import { defineConfig } from 'vitest/config';

// `npm run journeys -w apps/web`: in a browser, against sample data; MUSUBI_SHOTS=<folder> keeps a picture of every screen.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.journey.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
    // A loaded machine needs longer than Vitest's one second until the address follows the hands.
    expect: { poll: { timeout: 15_000 } },
    provide: { shots: process.env.MUSUBI_SHOTS ?? '' },
  },
});
