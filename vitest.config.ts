import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,server,compiler,cli,mocks,adapters,tools,samples}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'samples/*/repositories/**', 'samples/*/applications/**'],
    environment: 'node',
    globalSetup: 'tools/provide-kernel.mjs',
    // Tests start real processes; more workers than cores would only make their time limits lie.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
