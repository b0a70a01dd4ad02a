import type { Seeded } from './seeded.ts'
import { failuresAround } from './seeded-failures-around.ts'
import { failuresOfCode } from './seeded-failures-of-code.ts'
import { failuresOfTools } from './seeded-failures-of-tools.ts'

/** Outputs as the tools print them, shortened where they repeat. */
export const seededFailures: readonly Seeded[] = [...failuresAround, ...failuresOfCode, ...failuresOfTools]
