import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.{ts,tsx}',
      'apps/web/journeys/*.journey.ts',
      'bench/src/**/*.test.ts',
    ],
    testTimeout: 30_000,
    // A hook may start the whole product.
    hookTimeout: 60_000,
    // A loaded machine needs longer than a second until a screen shows what was asked.
    expect: { poll: { timeout: 15_000 } },
    // Two cores: more workers only fight over them.
    maxWorkers: 2,
  },
});
