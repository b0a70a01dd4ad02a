import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { defineCommand, exitCodes } from '../command.ts'
import { writeResult } from '../write-result.ts'

const packageSchema = z.object({ version: z.string() })

export const version = defineCommand({
  path: ['version'],
  summary: 'Say which version this is',
  options: {},
  examples: [['Version, as JSON', 'linewright version --output json']],
  async run({ terminal }) {
    const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
    const { version: number } = packageSchema.parse(JSON.parse(text))
    await writeResult(terminal, {
      text: `linewright ${number} (Node ${process.versions.node})\n`,
      data: { version: number, node: process.versions.node },
    })
    return exitCodes.ok
  },
})
