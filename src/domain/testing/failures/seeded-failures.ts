import type { Seeded } from './seeded.ts'
import { failuresAmongNoise } from './failures-among-noise.ts'
import { failuresAround } from './failures-around.ts'
import { failuresOfCode } from './failures-of-code.ts'
import { failuresOfTools } from './failures-of-tools.ts'

/** Outputs as the tools print them, with repetitions cut. */
export const seededFailures: readonly Seeded[] = [
  ...failuresAround,
  ...failuresOfCode,
  ...failuresOfTools,
  ...failuresAmongNoise,
]
