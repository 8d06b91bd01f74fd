import { defineConfig } from 'vitest/config';

/** The tests that need a Chromium: npm run test:browser. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['tests/browser/support/instance.ts'],
    // A first start builds the web application and loads the reference data.
    hookTimeout: 180_000,
    testTimeout: 60_000,
    // Two browsers at once keep two cores busy.
    maxWorkers: 2,
  },
});
